import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashed } from "#app/lib/id.server.ts";
import type { Contact, Member } from "#app/people/viewer.ts";
import { Database } from "#db/driver.server.ts";
import { frontProcess } from "./front.ts";
import { builtPortal } from "./portal.ts";
import { type Visitor, visitor } from "./visitor.ts";

/**
 * A Parlour in a folder of its own, to be killed, starved and cut off, with the told story in it. What the tests ask of its
 * database they ask from outside.
 */
export async function victimIn(folder: string, settings: Record<string, string> = {}) {
  const { front } = await builtPortal();
  mkdirSync(join(folder, "files"), { recursive: true });
  const file = join(folder, "parlour.sqlite");
  front.sqlite.prepare("VACUUM INTO ?").run(file);
  const from = new Database(file);
  let arrivals = 0;
  const secrets = (who: Contact | Member) => {
    const secret = `${who.id}-victim-${(arrivals += 1)}`;
    const face = who.kind === "contact" ? "portal" : "staff";
    const at = front.clock.now().getTime();
    from.prepare("INSERT INTO sessions (id, face, person_id, contact_id, member_id, method, address, agent, created_at, last_seen_at) VALUES (?, ?, ?, ?, ?, 'password', '', '', ?, ?)").run(hashed(secret), face, who.personId, who.kind === "contact" ? who.id : null, who.kind === "member" ? who.id : null, at, at);
    return { face, secret };
  };
  let running: Awaited<ReturnType<typeof frontProcess>> | undefined;
  const self = {
    folder,
    file,
    get running() {
      return running!;
    },
    start: async (more: Record<string, string> = {}) => void (running = await frontProcess({ DATA_DIR: folder, ...settings, ...more })),
    stop: async (signal: NodeJS.Signals = "SIGTERM") => running!.stop(signal),
    /** Somebody with a session, whose every request goes to whatever runs then. Throws where nothing answers. */
    visitorAs(who: Contact | Member): Visitor {
      const { face, secret } = secrets(who);
      return visitor(
        async (request) => {
          const { pathname, search } = new URL(request.url);
          const headers = new Headers(request.headers);
          headers.set("Accept-Encoding", "identity");
          return fetch(running!.url + pathname + search, { method: request.method, headers, body: request.body ? await request.arrayBuffer() : undefined, redirect: "manual" });
        },
        { [`/${face}`]: { [face]: secret } },
      );
    },
    cookieOf(who: Contact | Member) {
      const { face, secret } = secrets(who);
      return `${face}=${secret}`;
    },
    /** Reads its database from outside. */
    asked: <T>(sql: string, ...values: unknown[]) => {
      const database = new Database(file, { readonly: true });
      try {
        return database.prepare(sql).all(...values) as T[];
      } finally {
        database.close();
      }
    },
    /** Before the first start: then it is the victim's alone. */
    handOver: () => void from.close(),
  };
  return self;
}

export const scratch = (name: string) => mkdtempSync(join(tmpdir(), `parlour-${name}-`));

/** A small disk of its own, in memory; or why there is none here, in a sentence. `undo` takes it away. */
export function smallDisk(megabytes: number): { folder: string; undo: () => void; readOnly: (folder: string) => () => void } | string {
  const folder = scratch("disk");
  if (spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder], { stdio: "ignore" }).status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    return "A small disk cannot be made here: mounting one takes root.";
  }
  const unmount = (place: string) => void spawnSync("umount", ["-l", place], { stdio: "ignore" });
  return {
    folder,
    undo() {
      unmount(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    /** Makes one folder of it take nothing any more; gives what makes it take things again. */
    readOnly(place) {
      for (const given of [["--bind", place, place], ["-o", "remount,bind,ro", place]]) if (spawnSync("mount", given, { stdio: "ignore" }).status !== 0) throw new Error(`mount ${given.join(" ")} did not work`);
      return () => unmount(place);
    },
  };
}
