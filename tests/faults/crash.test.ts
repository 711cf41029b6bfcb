import { afterAll, expect, test } from "vitest";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { verifyFiles } from "#app/backups/keeping.server.ts";
import { requireWhole } from "#app/backups/manifest.server.ts";
import { Database } from "#db/driver.server.ts";
import { localStore } from "#storage/stores.server.ts";
import { dana, maya, packaging } from "../support/cast.ts";
import { scratch, victimIn } from "../support/victim.ts";
import type { Visitor } from "../support/visitor.ts";

const folder = scratch("crash");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KILLS = 10;
const ACKNOWLEDGED = 300;
const UPLOADS = 10;

test("kill -9 at random, ten times, while people write and upload: every acknowledged act is there exactly once, with its letters and its bytes, and the record holds", async () => {
  const victim = await victimIn(folder, { LOG_LEVEL: "error" });
  const people = [victim.visitorAs(dana), victim.visitorAs(dana), victim.visitorAs(dana), victim.visitorAs(maya)];
  victim.handOver();
  await victim.start({ LOG_LEVEL: "info" });
  const words: string[] = [];
  const uploads: string[] = [];
  let [kills, stopped] = [0, false];
  let restarting = Promise.resolve();
  const acknowledged = () => words.length + uploads.length;

  /** Sends the same form until there is an answer, as somebody presses the button again after a broken page. */
  const insisting = async (send: () => Promise<Response>): Promise<Response> => {
    for (let tries = 0; ; tries += 1) {
      await restarting;
      try {
        return await send();
      } catch (problem) {
        if (tries > 50) throw problem;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  };
  const page = async (who: Visitor, path: string) => {
    for (let tries = 0; ; tries += 1) {
      await restarting;
      const found = await who.get(path).catch(() => undefined);
      if (found?.status === 200) return found;
      if (tries > 50) throw new Error(`${path} is answered ${found?.status}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const comments = `/portal/projects/${packaging.id}/comments`;
  const write = async (who: Visitor, number: number) => {
    for (let turn = 0; !stopped; turn += 1) {
      const form = (await page(who, comments)).form(comments);
      const body = `Said by ${number}, turn ${turn}.`;
      const fields = new URLSearchParams([...form.fields.filter(([name]) => name !== "body"), ["body", body]]);
      const answer = await insisting(() => who.send(comments, { method: "POST", body: fields }));
      expect(answer.status, body).toBe(303);
      words.push(body);
    }
  };
  const list = `/staff/projects/${packaging.id}/documents`;
  const upload = async (who: Visitor) => {
    for (let turn = 0; !stopped; turn += 1) {
      const form = (await page(who, list)).form(`${list}/upload`);
      const name = `crash-${turn}.txt`;
      const body = () => {
        const data = new FormData();
        for (const [field, value] of form.fields) data.append(field, value);
        data.append("files", new Blob([`The bytes of ${name}. `.repeat(2000)]), name);
        return data;
      };
      const answer = await insisting(() => who.send(`${list}/upload`, { method: "POST", body: body() }));
      expect(answer.status, name).toBe(303);
      uploads.push(name);
    }
  };
  const killing = async () => {
    for (let next = 20; kills < KILLS; next = acknowledged() + 10 + Math.floor(Math.random() * 25)) {
      while (acknowledged() < next) await new Promise((resolve) => setTimeout(resolve, 5));
      // Not between two acts: in the middle of whatever is under way a few milliseconds later.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 30));
      restarting = victim.stop("SIGKILL").then(() => victim.start({ LOG_LEVEL: "info" }));
      await restarting;
      kills += 1;
    }
    // Uploads are slower than words: on a busy machine the number is there before enough of them are.
    while (acknowledged() < ACKNOWLEDGED || uploads.length <= UPLOADS) await new Promise((resolve) => setTimeout(resolve, 20));
    stopped = true;
  };
  try {
    await Promise.all([...people.slice(0, 3).map(write), upload(people[3]!), killing()]);
  } finally {
    stopped = true;
    await victim.stop();
  }
  expect([kills, acknowledged() >= ACKNOWLEDGED, uploads.length > UPLOADS]).toEqual([KILLS, true, true]);

  const said = victim.asked<{ body: string; times: number }>("SELECT body, count(*) AS times FROM comments WHERE body LIKE 'Said by %' GROUP BY body");
  expect(said.filter(({ times }) => times !== 1)).toEqual([]);
  expect(new Set(said.map(({ body }) => body))).toEqual(new Set(words));
  const brought = victim.asked<{ name: string; times: number }>("SELECT name, count(*) AS times FROM documents WHERE name LIKE 'crash-%' GROUP BY name");
  expect(brought.filter(({ times }) => times !== 1)).toEqual([]);
  expect(new Set(brought.map(({ name }) => name))).toEqual(new Set(uploads));
  // One happening for each, and for each the letters it calls for, each once.
  const posted = victim.asked<{ seq: number; letters: number }>("SELECT e.seq, count(o.id) AS letters FROM events e LEFT JOIN outbox o ON o.event_seq = e.seq WHERE e.action LIKE 'comment.%' AND e.actor_kind = 'contact' GROUP BY e.seq");
  expect(posted.length).toBeGreaterThanOrEqual(words.length);
  expect(posted.filter(({ letters }) => letters < 1)).toEqual([]);
  expect(victim.asked("SELECT event_seq FROM outbox WHERE event_seq IS NOT NULL GROUP BY event_seq, contact_id, member_id HAVING count(*) > 1")).toEqual([]);

  const database = new Database(victim.file);
  expect(requireWhole(database).events).toBeGreaterThan(ACKNOWLEDGED);
  expect((await verifyFiles(database, localStore(join(folder, "files")))).broken).toEqual([]);
  database.close();
});
