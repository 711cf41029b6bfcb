import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { requireWhole } from "#app/backups/manifest.server.ts";
import { Database } from "#db/driver.server.ts";
import { dana, packaging } from "../support/cast.ts";
import { scratch, victimIn } from "../support/victim.ts";

const [folder, replica, restored] = [scratch("replicated"), scratch("replica"), scratch("point-in-time")];
let stop: (() => Promise<unknown>) | undefined;
afterAll(async () => {
  await stop?.();
  for (const place of [folder, replica, restored]) rmSync(place, { recursive: true, force: true });
});
const comments = `/portal/projects/${packaging.id}/comments`;

test("with a replica, the database is restored as it was at an instant, from the replica alone", async ({ skip }) => {
  if (!existsSync("node_modules/@flydotio/litestream-linux-x64/litestream")) return skip("Litestream is not here: it comes for Linux on x64 alone.");
  const address = `file://${join(replica, "database")}`;
  const victim = await victimIn(folder, { LITESTREAM_REPLICA: address });
  const contact = victim.visitorAs(dana);
  victim.handOver();
  await victim.start();
  stop = () => victim.stop();
  const say = async (body: string) => expect((await contact.submit((await contact.get(comments)).form(comments), { body })).text).toContain(body);
  const written = () => (existsSync(replica) ? readdirSync(replica, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length : 0);
  await expect.poll(written, { timeout: 30_000 }).toBeGreaterThan(0);
  // Counted first: the next may be written while the page is still being drawn.
  const segments = written();
  await say("Before the mistake.");
  await expect.poll(written, { timeout: 30_000 }).toBeGreaterThan(segments);
  // Litestream's instants are whole seconds.
  await new Promise((resolve) => setTimeout(resolve, 2500));
  const at = new Date().toISOString();
  await new Promise((resolve) => setTimeout(resolve, 2500));
  await say("The mistake.");
  expect(await victim.stop()).toBe(0);
  rmSync(folder, { recursive: true, force: true });

  for (const [name, given, has] of [["then", ["--at", at], ["Before the mistake."]], ["newest", [], ["Before the mistake.", "The mistake."]]] as const) {
    const into = join(restored, name);
    const child = spawn(process.execPath, ["start.mjs", "--restore", "--litestream", address, ...given], { env: { ...process.env, DATA_DIR: into }, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    expect([(await once(child, "close"))[0], said]).toEqual([0, expect.stringMatching(/The database is restored.* and verified: \d+ events? in one chain/)]);
    const database = new Database(join(into, "parlour.sqlite"));
    requireWhole(database);
    expect(database.prepare("SELECT body FROM comments WHERE body LIKE '%mistake.' ORDER BY created_at").pluck().all()).toEqual(has);
    database.close();
  }
});

test("kill -9 of Parlour ends its Litestream too", async ({ skip }) => {
  if (!existsSync("node_modules/@flydotio/litestream-linux-x64/litestream")) return skip("Litestream is not here: it comes for Linux on x64 alone.");
  if (!existsSync("/usr/bin/setpriv")) return skip("setpriv of util-linux is not here.");
  const own = scratch("killed");
  try {
    const victim = await victimIn(own, { LITESTREAM_REPLICA: `file://${join(own, "replica")}` });
    victim.handOver();
    await victim.start();
    const replicating = () =>
      readdirSync("/proc").filter((pid) => {
        try {
          return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(`litestream\0replicate\0${victim.file}\0`);
        } catch {
          return false;
        }
      });
    await expect.poll(replicating, { timeout: 20_000 }).toHaveLength(1);
    await victim.stop("SIGKILL");
    await expect.poll(replicating, { timeout: 20_000 }).toEqual([]);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
});
