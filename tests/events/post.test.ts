import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { post as postIn } from "#app/comments/comments.server.ts";
import { failureOf, letterbook, tryAgain as tryAgainIn, undelivered } from "#app/events/letterbook.server.ts";
import { queueLetter as queueLetterIn } from "#app/events/outbox.server.ts";
import { deliverDue, startPost, waits } from "#app/events/post.server.ts";
import { GATHERING } from "#app/events/record.server.ts";
import { type Mail, files, outboxFolder, smtp } from "#app/events/transport.server.ts";
import { MINUTE, now, pass, resume, standAt } from "#app/lib/clock.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { db, sqlite } from "#db/client.server.ts";
import { clients, contacts, leases, links, members, outbox } from "#db/schema/index.ts";
import { lettersIn } from "../support/letters.ts";
import { type Manner, mailServer } from "../support/smtp.ts";
import { bea, dana, freshStory, harbor, inTransaction, joan, luis, maya, packaging, ruth, tom } from "../support/story.ts";

const post = inTransaction(postIn);
const queueLetter = inTransaction(queueLetterIn);
const tryAgain = inTransaction(tryAgainIn);
const ends: (() => Promise<void>)[] = [];
const server = async (manner?: Manner) => {
  const running = await mailServer(manner);
  ends.push(running.close);
  return { ...running, deliver: () => deliverDue({ transport: smtp(running.url) }) };
};
const states = () => db.select().from(outbox).orderBy(outbox.queuedAt).all().map(({ sentAt, droppedAt, gaveUpAt }) => (sentAt ? "sent" : droppedAt ? "dropped" : gaveUpAt ? "gave up" : "waiting"));

beforeEach(() => {
  freshStory();
  standAt(new Date("2025-11-20T14:00:00Z"));
});
afterEach(async () => {
  resume();
  for (const end of ends.splice(0)) await end();
});

test("what happens within five minutes goes into one letter for each person, and never again", async () => {
  const { deliver, letters } = await server();
  post(maya, packaging.id, { body: "The press has a gap." });
  pass(2 * MINUTE);
  post(tom, packaging.id, { body: "On Monday." });
  expect(await deliver()).toEqual({ sent: 0, failed: 0 });

  pass(GATHERING - 2 * MINUTE);
  expect(await deliver()).toEqual({ sent: 3, failed: 0 });
  expect(letters.map(({ recipients }) => recipients).sort()).toEqual([[bea.email], [dana.email], [luis.email]]);
  expect(letters[0]!.text).toMatch(/Maya Lindqvist commented on Winter range packaging:\n> The press has a gap\.[^]+Tom Achebe commented[^]+> On Monday\./);
  expect(letters[0]!.headers.subject).toBe("2 new things in Winter range packaging");
  // Whoever kept the address of one of them from before it went finds the letter it went with.
  const rows = db.select({ id: outbox.id }).from(outbox).where(eq(outbox.contactId, dana.id)).all();
  expect([rows.length, new Set(rows.map(({ id }) => letterbook(ruth).find(id).id)).size]).toEqual([2, 1]);

  pass(60 * MINUTE);
  expect(await deliver()).toEqual({ sent: 0, failed: 0 });
});

test("L4: while the mail server is down everything waits, is tried less and less often, and the staff is told after a day", async () => {
  const { close, url } = await mailServer();
  await close();
  const deliver = () => deliverDue({ transport: smtp(url) });
  queueLetter({ kind: "invitation", face: "portal", contactId: dana.id });

  expect(await deliver()).toEqual({ sent: 0, failed: 1 });
  expect(undelivered(ruth)).toMatchObject({ gaveUp: 0, delayed: 1, latest: [{ to: "Dana Whitfield", state: "waiting", why: expect.stringContaining("ECONNREFUSED") }] });
  for (const wait of waits) {
    pass(wait - 1);
    expect(await deliver()).toEqual({ sent: 0, failed: 0 });
    pass(1);
    expect(await deliver()).toEqual({ sent: 0, failed: 1 });
  }
  expect(states()).toEqual(["gave up"]);
  expect(undelivered(maya)).toMatchObject({ gaveUp: 1, delayed: 0 });
  expect(failureOf(db, { contactId: dana.id })).toContain("ECONNREFUSED");
  expect(waits.reduce((sum, wait) => sum + wait) / MINUTE / 60).toBeCloseTo(23.6, 1);
});

test("what the mail server could not take at first goes out when it can, once", async () => {
  const { deliver, letters, manner } = await server({ data: "451 later" });
  queueLetter({ kind: "invitation", face: "portal", contactId: dana.id });
  expect(await deliver()).toEqual({ sent: 0, failed: 1 });
  delete manner.data;
  pass(MINUTE);
  expect(await deliver()).toEqual({ sent: 1, failed: 0 });
  expect(letters).toHaveLength(1);
  expect(undelivered(ruth)).toEqual({ gaveUp: 0, delayed: 0, latest: [] });
});

test.for([
  ["recipient", "550 5.1.1 No such person"],
  ["data", "554 5.7.1 Not from you"],
  ["end", "552 5.3.4 Too large"],
] as const)("a refusal for good (%s) is not tried again, until an owner asks for it", async ([step, answer]) => {
  const { deliver, manner } = await server({ [step]: answer });
  queueLetter({ kind: "invitation", face: "portal", contactId: dana.id });
  expect(await deliver()).toEqual({ sent: 0, failed: 1 });
  expect(undelivered(ruth)).toMatchObject({ gaveUp: 1, latest: [{ why: answer }] });
  expect(failureOf(db, { contactId: dana.id })).toBe(answer);
  pass(48 * 60 * MINUTE);
  expect(await deliver()).toEqual({ sent: 0, failed: 0 });

  delete manner[step];
  const id = undelivered(ruth).latest[0]!.id;
  expect(() => tryAgain(maya, id)).toThrow(NotFound);
  tryAgain(ruth, id);
  expect(await deliver()).toEqual({ sent: 1, failed: 0 });
  expect(failureOf(db, { contactId: dana.id })).toBeNull();
  expect(() => tryAgain(ruth, id)).toThrow(Refused);
});

test.for(["greeting", "mail"] as const)("a mail server that refuses us (%s), not the letter, is asked again", async (step) => {
  const { deliver } = await server(step === "greeting" ? { greeting: "421 busy" } : { mail: "451 greylisted" });
  queueLetter({ kind: "invitation", face: "portal", contactId: dana.id });
  expect(await deliver()).toEqual({ sent: 0, failed: 1 });
  expect(states()).toEqual(["waiting"]);
});

test("a letter nobody can be sent is given up alone; the others go", async () => {
  const { deliver, letters } = await server({ recipient: undefined, has: () => undefined });
  db.run(`update people set email = 'not-an-address' where id = 'p-dana'`);
  queueLetter({ kind: "invitation", face: "portal", contactId: dana.id });
  queueLetter({ kind: "invitation", face: "portal", contactId: joan.id });
  expect(await deliver()).toEqual({ sent: 1, failed: 1 });
  expect(letters.map(({ recipients }) => recipients)).toEqual([[joan.email]]);
  expect(undelivered(ruth).latest[0]!.why).toBe("This is not an address a letter can be sent to.");
});

test("a crash after the mail server took a letter sends it again under the same name; none before that sends it twice", async () => {
  const { deliver, letters, manner } = await server({ end: "hang up" });
  post(dana, packaging.id, { body: "Hello" });
  pass(GATHERING);
  // The line is cut with the letter taken and no answer given: for us the same as dying right there.
  expect(await deliver()).toEqual({ sent: 0, failed: 2 });
  delete manner.end;
  pass(MINUTE);
  expect(await deliver()).toEqual({ sent: 2, failed: 0 });
  const names = letters.map(({ headers, recipients }) => `${recipients[0]} ${headers["message-id"]}`);
  expect(names).toHaveLength(4);
  expect(new Set(names).size).toBe(2);
});

test("a letter with a one-time link is a new letter each time, since its earlier link is void", async () => {
  const { deliver, letters, manner } = await server({ end: "hang up" });
  queueLetter({ kind: "sign_in", face: "portal", askedFor: dana.email });
  await deliver();
  delete manner.end;
  pass(MINUTE);
  await deliver();
  expect(new Set(letters.map(({ headers }) => headers["message-id"])).size).toBe(2);
  expect(new Set(letters.map(({ links }) => links[0])).size).toBe(2);
  expect(db.select().from(links).all().map(({ cancelledAt }) => cancelledAt !== null)).toEqual([true, false]);
});

test("of two runners one works, and the other takes over when the first has died", async () => {
  const { url, letters, manner } = await server();
  let second: Promise<unknown> | undefined;
  manner.has = () => void (second ??= deliverDue({ transport: smtp(url), as: "second" }));
  queueLetter({ kind: "invitation", face: "portal", contactId: dana.id });
  queueLetter({ kind: "invitation", face: "portal", contactId: joan.id });
  expect(await deliverDue({ transport: smtp(url), as: "first" })).toEqual({ sent: 2, failed: 0 });
  expect(await second).toEqual({ sent: 0, failed: 0 });
  expect(letters).toHaveLength(2);
  expect(db.select().from(leases).all()).toEqual([]);

  db.insert(leases).values({ name: "post", holder: "dead", until: new Date(now().getTime() + MINUTE) }).run();
  queueLetter({ kind: "invitation", face: "portal", contactId: luis.id });
  expect(await deliverDue({ transport: smtp(url), as: "second" })).toEqual({ sent: 0, failed: 0 });
  pass(MINUTE);
  expect(await deliverDue({ transport: smtp(url), as: "second" })).toEqual({ sent: 1, failed: 0 });
});

test("nobody is written to who may no longer be: deactivated, archived, unshared, unknown", async () => {
  const { deliver, letters } = await server();
  post(maya, packaging.id, { body: "To three" });
  post(dana, packaging.id, { body: "To two" });
  queueLetter({ kind: "sign_in", face: "portal", askedFor: "nobody@nowhere.example" });
  queueLetter({ kind: "sign_in", face: "staff", askedFor: dana.email });
  queueLetter({ kind: "reset", face: "portal", askedFor: ruth.email });
  db.update(contacts).set({ deactivatedAt: now() }).where(eq(contacts.id, dana.id)).run();
  db.update(members).set({ deactivatedAt: now() }).where(eq(members.id, tom.id)).run();
  pass(GATHERING);
  await deliver();
  expect(letters.map(({ recipients }) => recipients[0]).sort()).toEqual([bea.email, luis.email, maya.email]);
  expect(db.select().from(outbox).all().map(({ droppedWhy }) => droppedWhy).filter(Boolean).sort()).toEqual([
    "Nobody here has this address.",
    "Nobody here has this address.",
    "Nobody here has this address.",
    "Their access to the portal has ended.",
    "They no longer work here.",
  ]);
  expect(undelivered(ruth)).toEqual({ gaveUp: 0, delayed: 0, latest: [] });

  post(maya, packaging.id, { body: "Again" });
  db.update(clients).set({ archivedAt: now() }).where(eq(clients.id, harbor.id)).run();
  pass(GATHERING);
  expect(await deliver()).toEqual({ sent: 0, failed: 0 });
});

test("without a mail server letters lie in the folder, for our eyes only, once each", async () => {
  const folder = mkdtempSync(join(tmpdir(), "parlour-letters-"));
  const transport = files(folder);
  let crash = true;
  const dying = async (mail: Mail) => {
    await transport(mail);
    if (crash) throw new Error("the light went out");
  };
  queueLetter({ kind: "invitation", face: "portal", contactId: dana.id });
  expect(await deliverDue({ transport: dying })).toEqual({ sent: 0, failed: 1 });
  crash = false;
  pass(MINUTE);
  expect(await deliverDue({ transport: dying })).toEqual({ sent: 1, failed: 0 });
  const [letter, ...others] = lettersIn(folder);
  expect(others).toEqual([]);
  expect(statSync(join(folder, letter!.file)).mode & 0o777).toBe(0o600);
  expect(letter!.file).toMatch(/^\d{4}-\d\d-\d\dT[\d-]+Z-[\w-]{20}\.eml$/);
});

test("the post goes by itself, goes on after a pass that fails as a whole, and stops when asked", async () => {
  sqlite.exec("ALTER TABLE leases RENAME TO away");
  queueLetter({ kind: "invitation", face: "portal", contactId: dana.id });
  const told: unknown[] = [];
  const stop = startPost({ every: 1, tell: (problem) => told.push(problem) });
  await vi.waitFor(() => expect(told.length).toBeGreaterThan(1));
  expect(states()).toEqual(["waiting"]);

  sqlite.exec("ALTER TABLE away RENAME TO leases");
  await vi.waitFor(() => expect(states()).toEqual(["sent"]));
  await stop();
  expect(lettersIn(outboxFolder()).at(-1)!.headers.to).toBe("Dana Whitfield <dana@harborfinch.example>");
  queueLetter({ kind: "invitation", face: "portal", contactId: joan.id });
  expect(states()).toEqual(["sent", "waiting"]);
});

test("the letters are for owners; what did not arrive is for every member to know", async () => {
  const { deliver } = await server({ recipient: "550 no" });
  queueLetter({ kind: "invitation", face: "portal", contactId: dana.id });
  await deliver();
  expect(() => letterbook(maya)).toThrow(NotFound);
  expect(undelivered(maya).gaveUp).toBe(1);
  const [listed] = letterbook(ruth).page({ state: "gave_up" }, { limit: 10, offset: 0 });
  expect(listed).toMatchObject({ to: "Dana Whitfield", address: dana.email, about: "Invitation", more: 0, attempts: 1 });
  expect([null, "gave_up", "waiting", "sent", "dropped"].map((state) => letterbook(ruth).count({ state: state as never }))).toEqual([1, 1, 0, 0, 0]);
  const { text, links: shown } = letterbook(ruth).find(listed!.id);
  expect(shown).toBe(false);
  expect(text).toContain("You are invited");
  expect(text).not.toMatch(/\/portal\/invitation\//);
});

test("A6: no one-time link stands in the database, written letter or not", async () => {
  const { deliver, letters } = await server();
  for (const kind of ["sign_in", "invitation", "reset"] as const) queueLetter({ kind, face: "portal", contactId: dana.id });
  await deliver();
  const secrets = letters.map(({ links }) => links[0]!.split("/").at(-1)!);
  expect(secrets).toHaveLength(3);
  const whole = sqlite.serialize().toString("latin1");
  for (const secret of secrets) expect(whole.includes(secret)).toBe(false);
});
