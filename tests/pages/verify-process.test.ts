import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Database } from "#db/driver.server.ts";
import { frontProcess } from "../support/front.ts";
import { dana, packaging } from "../support/cast.ts";
import { plantReceipt } from "../support/receipts.ts";
import { builtPortal } from "../support/portal.ts";

const { front } = await builtPortal();

/** `npm run verify` as npm runs it, without npm: how it ended, and what it said. */
function verify(...given: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ["start.mjs", "--verify", ...given], { env: process.env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, said })));
}

test("L3: it ends with 0 for a whole chain, also while Parlour serves and writes; with 1 and the event for a broken one; with 2 where there is nothing to read", async () => {
  const served = await frontProcess();
  const signIn = () => served.ask("/staff/login", { method: "POST", headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: "http://localhost" }, body: "email=ruth%40northlight.example&password=not+this+one" });
  await signIn();
  const [{ code, said }] = await Promise.all([verify(), signIn()]);
  expect([code, said]).toEqual([0, expect.stringMatching(/^Chain of \d+ events? verified\.\nIts head is \d+:[0-9a-f]{64}\n/)]);
  expect(await served.stop()).toBe(0);

  const head = / is (\d+:\w+)/.exec(said)![1]!;
  const file = join(mkdtempSync(join(tmpdir(), "parlour-verify-process-")), "copy.sqlite");
  front.sqlite.prepare("VACUUM INTO ?").run(file);
  expect((await verify("--database", file, "--head", head)).code).toBe(0);

  const copy = new Database(file);
  copy.exec("DROP TRIGGER events_are_forever_update; UPDATE events SET actor_kind = 'system' WHERE seq = 1");
  copy.close();
  expect(await verify("--database", file)).toEqual({ code: 1, said: expect.stringContaining("Event 1: It is not what was recorded.") });

  expect(await verify("--database", `${file}.gone`)).toEqual({ code: 2, said: expect.stringMatching(/^There is no database at .*\n$/) });
  expect((await verify("--everything")).code).toBe(2);
});

test("receipts are verified with the chain; one that was changed ends with 1, and so does a receipt file of it", async () => {
  front.transact((tx) => plantReceipt(tx, { id: "planted", contact: dana, projectId: packaging.id, word: "fascia" }));
  expect(await verify()).toEqual({ code: 0, said: expect.stringMatching(/^Chain of \d+ events? verified\.\n1 receipt verified\.\nIts head is/) });
  const file = join(mkdtempSync(join(tmpdir(), "parlour-verify-receipts-")), "copy.sqlite");
  front.sqlite.prepare("VACUUM INTO ?").run(file);
  expect((await verify("--database", file)).said).toContain("1 receipt verified, but for the signatures");
  const copy = new Database(file);
  copy.exec("DROP TRIGGER receipts_are_forever_update; UPDATE receipts SET body = replace(body, 'accepted fascia', 'declined fascia')");
  copy.close();
  expect(await verify("--database", file)).toEqual({ code: 1, said: expect.stringMatching(/The record does not hold\. Event \d+: Its receipt does not hold\. Changed since it was signed: what was done\./) });
});

test("what is not built yet is said, and ends with 2", async () => {
  const folder = mkdtempSync(join(tmpdir(), "parlour-unbuilt-"));
  mkdirSync(join(folder, "build"));
  copyFileSync("start.mjs", join(folder, "start.mjs"));
  const child = spawn(process.execPath, [join(folder, "start.mjs"), "--verify"], { stdio: "ignore" });
  expect(await new Promise((resolve) => child.once("close", resolve))).toBe(2);
});
