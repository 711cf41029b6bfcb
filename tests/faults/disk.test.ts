import { closeSync, fsyncSync, openSync, readdirSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Database } from "#db/driver.server.ts";
import { frontProcess } from "../support/front.ts";
import { dana, maya, packaging } from "../support/cast.ts";
import { onDisk } from "../support/files.ts";
import { smallDisk, victimIn } from "../support/victim.ts";
import type { Visitor } from "../support/visitor.ts";

const comments = `/portal/projects/${packaging.id}/comments`;
const list = `/staff/projects/${packaging.id}/documents`;

const say = async (who: Visitor, body: string) => {
  const page = await who.get(comments);
  return who.submit(page.form(comments), { body });
};
async function bring(who: Visitor, name: string, content: Buffer | string) {
  const form = (await who.get(list)).form(`${list}/upload`);
  const data = new FormData();
  for (const [field, value] of form.fields) data.append(field, value);
  data.append("files", new Blob([content as never]), name);
  const answer = await who.send(`${list}/upload`, { method: "POST", body: data });
  return { status: answer.status, text: await answer.text() };
}
/** Takes every last byte. */
function fill(folder: string) {
  const filler = join(folder, "filler");
  const handle = openSync(filler, "w");
  try {
    for (let size = 1024 * 1024; size >= 512; size = size >> 1)
      for (;;) {
        try {
          if (writeSync(handle, Buffer.alloc(size, 1)) < size) break;
        } catch {
          break;
        }
      }
    fsyncSync(handle);
  } catch {
    // Full is what was wanted.
  } finally {
    closeSync(handle);
  }
  return () => rmSync(filler);
}
const rows = (victim: { asked: <T>(sql: string) => T[] }) => victim.asked<{ n: number }>("SELECT (SELECT count(*) FROM comments) + (SELECT count(*) FROM files) + (SELECT count(*) FROM events) AS n")[0]!.n;

test("U5: a full disk is a clear page; reads go on; nothing half-made stays; with room again it works, without a restart", async ({ skip }) => {
  const disk = smallDisk(48);
  if (typeof disk === "string") return skip(disk);
  try {
    const victim = await victimIn(disk.folder);
    const [contact, member] = [victim.visitorAs(dana), victim.visitorAs(maya)];
    victim.handOver();
    await victim.start();
    try {
      expect((await say(contact, "Before it was full.")).status).toBe(200);
      expect((await bring(member, "first.txt", "first")).status).toBe(303);
      const kept = onDisk(join(disk.folder, "files"));
      // The log of what is to be written begins anew, so that it must grow for the next word.
      const database = new Database(victim.file);
      database.pragma("wal_checkpoint(TRUNCATE)");
      database.close();
      const makeRoom = fill(disk.folder);
      // What is free within the database's own files is used up first; whatever is said to be written then is.
      let refused = await say(contact, "While it was full. ".repeat(90));
      let written = 0;
      for (; refused.status === 200 && written < 20; written += 1) refused = await say(contact, "While it was full. ".repeat(90));
      expect(victim.asked("SELECT id FROM comments WHERE body LIKE 'While it was full.%'")).toHaveLength(written);
      const full = rows(victim);
      expect([refused.status, refused.text]).toEqual([507, expect.stringContaining("There is no room left on the machine this portal runs on. Nothing was recorded.")]);
      const upload = await bring(member, "large.bin", Buffer.alloc(2_000_000, 7));
      expect([upload.status, upload.text]).toEqual([507, expect.stringContaining("There is no room left")]);
      for (const path of ["/portal/home", comments, "/portal/documents"]) expect((await contact.get(path)).status, path).toBe(200);
      expect((await member.get("/staff/home")).status).toBe(200);
      expect((await victim.running.ask("/healthz")).status).toBe(200);
      expect([onDisk(join(disk.folder, "files")), rows(victim)]).toEqual([kept, full]);

      makeRoom();
      expect((await say(contact, "Now there is room.")).text).toContain("Now there is room.");
      expect((await bring(member, "large.bin", Buffer.alloc(2_000_000, 7))).status).toBe(303);
      expect(readdirSync(join(disk.folder, "files", "parts"))).toEqual([]);
    } finally {
      expect(await victim.stop()).toBe(0);
    }
  } finally {
    disk.undo();
  }
});

test("a folder of files that takes nothing is said where somebody uploads, and nowhere else; a disk that takes nothing at all stops the start with a sentence", async ({ skip }) => {
  const disk = smallDisk(48);
  if (typeof disk === "string") return skip(disk);
  try {
    const victim = await victimIn(disk.folder);
    const [contact, member] = [victim.visitorAs(dana), victim.visitorAs(maya)];
    victim.handOver();
    await victim.start();
    try {
      expect((await bring(member, "first.txt", "first")).status).toBe(303);
      const [kept, before] = [onDisk(join(disk.folder, "files")), rows(victim)];
      const writable = disk.readOnly(join(disk.folder, "files"));
      const upload = await bring(member, "second.txt", "second");
      expect([upload.status, upload.text]).toEqual([503, expect.stringContaining("Files cannot be kept right now, so nothing was recorded.")]);
      expect([onDisk(join(disk.folder, "files")), rows(victim)]).toEqual([kept, before]);
      expect((await say(contact, "Words still go.")).text).toContain("Words still go.");
      writable();
      expect((await bring(member, "second.txt", "second")).status).toBe(303);
    } finally {
      await victim.stop();
    }
    const writable = disk.readOnly(disk.folder);
    const said = await frontProcess({ DATA_DIR: disk.folder }).then((front) => (front.stop("SIGKILL"), "it started"), (problem: Error) => problem.message);
    writable();
    expect(said).toMatch(/ended with 1: [\s\S]*DATA_DIR: .* cannot be written to \((EROFS|SQLITE_\w+)\)/);
    expect(said).not.toMatch(/\n\s+at /);
  } finally {
    disk.undo();
  }
});
