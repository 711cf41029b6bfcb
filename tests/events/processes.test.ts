import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { queueLetter as queueLetterIn } from "#app/events/outbox.server.ts";
import { verifyChain } from "#app/events/verify.server.ts";
import { MINUTE } from "#app/lib/clock.ts";
import { db, open, sqlite } from "#db/client.server.ts";
import { events, outbox } from "#db/schema/index.ts";
import { program, run } from "../support/process.ts";
import { mailServer } from "../support/smtp.ts";
import { dana, freshStory, inTransaction, joan } from "../support/story.ts";

const queueLetter = inTransaction(queueLetterIn);
let recorder: string, postman: string;
let file: string;

beforeAll(async () => {
  [recorder, postman] = await Promise.all([program("tests/events/children/recorder.ts"), program("tests/events/children/postman.ts")]);
}, 60_000);

beforeEach(() => {
  freshStory();
  file = join(mkdtempSync(join(tmpdir(), "parlour-processes-")), "parlour.sqlite");
  writeFileSync(file, sqlite.serialize());
  open(file);
});

test("L3: three processes that record at once make one chain, without a fork or a gap", { timeout: 60_000 }, async () => {
  const ends = await Promise.all(["one", "two", "three"].map((name) => run(recorder, { DATABASE: file, NAME: name, FELLOWS: "3" }).ended));
  expect(ends).toEqual(Array(3).fill({ code: 0, signal: null, said: "" }));
  expect(verifyChain(db)).toEqual({ events: 3 * 135 });
  // They really took turns.
  const turns = db.select({ by: events.subjectId }).from(events).orderBy(events.seq).all().filter(({ by }, index, all) => by !== all[index - 1]?.by);
  expect(turns.length).toBeGreaterThan(3);
});

test("kill -9 in the moment after the mail server took a letter: it comes once more under the same name, the next one once", { timeout: 60_000 }, async () => {
  queueLetter({ kind: "password_changed", face: "portal", contactId: dana.id });
  queueLetter({ kind: "password_changed", face: "portal", contactId: joan.id });
  const server = await mailServer();
  let victim: ReturnType<typeof run> | undefined;
  server.manner.has = async () => {
    victim!.process.kill("SIGKILL");
    await victim!.ended;
  };
  victim = run(postman, { DATABASE: file, MAIL: server.url });
  expect((await victim.ended).signal).toBe("SIGKILL");
  expect(db.select().from(outbox).all().map(({ sentAt, attempts }) => [sentAt, attempts])).toEqual([
    [null, 1],
    [null, 0],
  ]);

  delete server.manner.has;
  const early = await run(postman, { DATABASE: file, MAIL: server.url }).ended;
  expect(early.said).toBe(`{"sent":0,"failed":0}`); // the dead one's lease still stands
  const after = await run(postman, { DATABASE: file, MAIL: server.url, LATER: String(3 * MINUTE) }).ended;
  expect(after.said).toBe(`{"sent":2,"failed":0}`);
  await server.close();
  const names = server.letters.map(({ recipients, headers }) => `${recipients[0]} ${headers["message-id"]}`);
  expect(names.map((name) => name.split(" ")[0]).sort()).toEqual([dana.email, dana.email, joan.email]);
  expect(new Set(names).size).toBe(2);
});

test("kill -9 before the mail server has the letter: it comes once", { timeout: 60_000 }, async () => {
  queueLetter({ kind: "password_changed", face: "portal", contactId: dana.id });
  const silent = await mailServer({ greeting: "220-wait" });
  const victim = run(postman, { DATABASE: file, MAIL: silent.url });
  await silent.visited;
  victim.process.kill("SIGKILL");
  await victim.ended;
  await silent.close();

  const server = await mailServer();
  expect((await run(postman, { DATABASE: file, MAIL: server.url, LATER: String(3 * MINUTE) }).ended).said).toBe(`{"sent":1,"failed":0}`);
  await server.close();
  expect(server.letters.map(({ recipients }) => recipients)).toEqual([[dana.email]]);
});
