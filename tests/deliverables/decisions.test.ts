import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db, sqlite } from "#db/client.server.ts";
import { clients, contacts } from "#db/schema/index.ts";
import { approversOf, decisionsOf, deliverables, roundOf, waitsFor } from "#app/deliverables/deliverables.server.ts";
import { standAt } from "#app/lib/clock.ts";
import { instantIn } from "#app/lib/dates.ts";
import { system } from "#app/people/viewer.ts";
import { publicKeys } from "#app/receipts/keys.server.ts";
import { receipts } from "#app/receipts/receipts.server.ts";
import { check } from "#app/receipts/verify-receipt.mjs";
import { bea, dana, freshStory, harbor, letters, luis, maya, trailOf } from "../support/story.ts";
import { approve, file, noteStalled, pin, published, recordOutside, revise, rowOf, settle, signed, statusNow, title, withdraw } from "./stage.ts";

beforeEach(() => {
  freshStory();
  standAt(instantIn("America/New_York", "2026-03-02", "10:00:00"));
});

const status409 = expect.objectContaining({ status: 409 });
const status403 = expect.objectContaining({ status: 403 });
const receiptsOf = (id: string) => receipts(maya).of({ id, clientId: harbor.id });
const byLuis = signed(1, "Luis Ortega");
const end = (contact: { id: string }) => db.update(contacts).set({ deactivatedAt: new Date() }).where(eq(contacts.id, contact.id)).run();

test("approved: one receipt that holds, with the name, the sentence, the round and every file’s fingerprint", () => {
  const front = file("Front.png");
  const back = file("Back.pdf", "pdf");
  const id = published({ note: "Both sides." }, front, back);
  const receipt = approve(dana, id, { ...signed(), note: "Go ahead." });

  expect(statusNow(id)).toBe("approved");
  const kept = receipts(dana).find(receipt);
  expect(check(kept.body, { keys: publicKeys() }).holds).toBe(true);
  expect(kept.receipt).toMatchObject({
    act: { words: `Dana Whitfield approved ${title}, round 1, for Harbor & Finch Coffee.`, verb: "Approve this round", recordedBy: "client" },
    signature: { name: "Dana Whitfield", consent: `I have looked at round 1 of “${title}” and approve it for Harbor & Finch Coffee.` },
    subject: { kind: "deliverable", version: 1 },
    files: [front, back].map(({ name, size, sha256 }) => ({ name, size, sha256 })),
    snapshot: { round: 1, note: "Both sides.", said: "Go ahead." },
  });
  expect(trailOf({ id }).at(-1)).toBe(`Dana Whitfield approved ${title}, round 1`);
  expect(letters().filter((letter) => letter.endsWith("deliverable.approved"))).toEqual(expect.arrayContaining([expect.stringContaining(dana.id), expect.stringContaining(maya.id)]));
});

test("R1: of two who decide at once, one is on record and the other learns who was first, and when", () => {
  const id = published();
  approve(dana, id, signed());
  expect(() => approve(luis, id, byLuis)).toThrow("Dana Whitfield approved this at 10:00 am on 2 Mar 2026. Nothing more was recorded.");
  expect(() => revise(luis, id, { round: 1, note: "Wait." })).toThrow("Dana Whitfield approved this");
  expect(() => approve(dana, id, signed())).toThrow("You approved this");
  expect(receiptsOf(id)).toHaveLength(1);
});

test("policy “any”: the first answer of anybody who may approve counts, named or not", () => {
  const id = published({ approvers: [dana.id] });
  revise(luis, id, { round: 1, note: "The scale says 340 g." });
  expect(statusNow(id)).toBe("needs_changes");
  expect(() => approve(dana, id, signed())).toThrow("Luis Ortega requested revisions");
});

test("policy “all”: it is in review until the last has approved", () => {
  const id = published({ policy: "all" });
  approve(dana, id, signed());
  expect(statusNow(id)).toBe("in_review");
  expect(() => approve(dana, id, signed())).toThrow("it waits for the others");
  approve(luis, id, byLuis);
  expect(statusNow(id)).toBe("approved");
  expect(receiptsOf(id)).toHaveLength(2);
  expect(trailOf({ id }).at(-1)).toBe(`The portal noted that everyone asked has answered on ${title}: approved`);
});

test("policy “all”: one request for revisions outweighs the rest", () => {
  const id = published({ policy: "all" });
  revise(dana, id, { round: 1, note: "Bluer." });
  expect(statusNow(id)).toBe("in_review");
  approve(luis, id, byLuis);
  expect(statusNow(id)).toBe("needs_changes");
  expect(receiptsOf(id)).toHaveLength(2);
});

test("policy “all”: who was not named does not decide", () => {
  const id = published({ policy: "all", approvers: [luis.id] });
  expect(() => approve(dana, id, signed())).toThrow("This was asked of Luis Ortega");
  expect(statusNow(id)).toBe("pending");
});

test("I change my decision while the round is open; the earlier one stays on record", () => {
  const id = published({ policy: "all" });
  approve(dana, id, signed());
  revise(dana, id, { round: 1, note: "I looked again." });
  expect(statusNow(id)).toBe("in_review");
  const found = deliverables(maya).find(id);
  expect(decisionsOf(maya, found, roundOf(maya, rowOf(id), 1)).map(({ name, verdict, replacedAt }) => [name, verdict, replacedAt !== null])).toEqual([["Dana Whitfield", "approved", true], ["Dana Whitfield", "needs_changes", false]]);
  approve(luis, id, byLuis);
  expect(statusNow(id)).toBe("needs_changes");
  expect(() => approve(dana, id, signed())).toThrow(status409);
  expect(receiptsOf(id)).toHaveLength(3);
  expect(() => sqlite.exec("DELETE FROM round_decisions")).toThrow(/never deleted/);
  expect(() => sqlite.exec("UPDATE round_decisions SET verdict = 'approved'")).toThrow(/never changed/);
});

test("revisions need words or a pin; a pin that is settled is none", () => {
  const id = published();
  expect(() => revise(dana, id, { round: 1, note: "" })).toThrow("Say what should change");
  const left = pin(dana, id, { round: 1, body: "Closer together." });
  settle(dana, id, left.id);
  expect(() => revise(dana, id, { round: 1, note: "" })).toThrow("Say what should change");
  pin(luis, id, { round: 1, body: "Keep both units." });
  const receipt = revise(dana, id, { round: 1, note: "" });
  expect(receipts(dana).find(receipt).receipt).toMatchObject({ act: { verb: "Request revisions" }, signature: { reason: "With pin 2 on the work." } });
  expect(check(receipts(dana).find(receipt).body, { keys: publicKeys() }).holds).toBe(true);
});

test("the text of a decision needs no permission to comment", () => {
  const id = published();
  revise({ ...dana, can: { ...dana.can, comment: false } }, id, { round: 1, note: "Bluer." });
  expect(statusNow(id)).toBe("needs_changes");
});

test("G4, Z6: who may not approve decides nothing, whatever they saw before", () => {
  const id = published();
  const without = { ...luis, can: { ...luis.can, approveWork: false } };
  expect(() => approve(without, id, byLuis)).toThrow(status403);
  expect(() => revise(without, id, { round: 1, note: "No." })).toThrow(status403);
  expect(() => approve(bea, id, signed(1, "Bea Marsh"))).toThrow(status403);
  expect(receiptsOf(id)).toEqual([]);
  expect(statusNow(id)).toBe("pending");
});

test("withdrawn while being answered: nothing is recorded", () => {
  const id = published();
  withdraw(maya, id, { reason: "The wrong file" });
  expect(() => approve(dana, id, signed())).toThrow("We took this back before you answered");
  expect(receiptsOf(id)).toEqual([]);
});

test("the last approver deactivated under “all”: it stays open, the agency is told once, and it is never approved by itself", () => {
  const id = published({ policy: "all" });
  approve(dana, id, signed());
  expect(noteStalled(system)).toBe(0);
  end(luis);
  expect([noteStalled(system), noteStalled(system)]).toEqual([1, 0]);
  expect(statusNow(id)).toBe("in_review");
  expect(trailOf({ id }).filter((line) => line.includes("nobody is left"))).toHaveLength(1);
  expect(letters().filter((letter) => letter.endsWith("deliverable.stalled")).every((letter) => letter.startsWith("m-"))).toBe(true);
  expect(approversOf({ id: deliverables(maya).find(id).roundId, clientId: harbor.id }).find(({ name }) => name === "Luis Ortega")?.endedAt).not.toBeNull();
  recordOutside(maya, id, { round: 1, note: "Dana on the telephone, for Luis." });
  expect(statusNow(id)).toBe("approved");
});

test("where somebody came back and went again, the agency is told again", () => {
  const id = published({ policy: "all", approvers: [luis.id] });
  end(luis);
  expect(noteStalled(system)).toBe(1);
  db.update(contacts).set({ deactivatedAt: null }).where(eq(contacts.id, luis.id)).run();
  expect(noteStalled(system)).toBe(0);
  db.update(contacts).set({ canApproveWork: false }).where(eq(contacts.id, luis.id)).run();
  expect(noteStalled(system)).toBe(1);
  expect(statusNow(id)).toBe("pending");
});

test("with “any”, one who may approve is enough; without one it is told; a closed portal is no surprise", () => {
  published({ approvers: [luis.id] });
  end(luis);
  expect(noteStalled(system)).toBe(0);
  end(dana);
  db.update(clients).set({ portalClosedAt: new Date() }).where(eq(clients.id, harbor.id)).run();
  expect(noteStalled(system)).toBe(0);
  db.update(clients).set({ portalClosedAt: null }).where(eq(clients.id, harbor.id)).run();
  expect(noteStalled(system)).toBe(1);
});

test("an approval given elsewhere is recorded with a note: the receipt says so, and shows no signature of theirs", () => {
  const id = published();
  const receipt = recordOutside(maya, id, { round: 1, note: "Dana, by telephone, today." });
  expect(statusNow(id)).toBe("approved");
  expect(receipts(dana).find(receipt).receipt).toMatchObject({ act: { recordedBy: "agency", verb: "Record their approval" }, signature: { outside: "Dana, by telephone, today." }, person: { permission: "recorded by the agency" } });
  expect(check(receipts(dana).find(receipt).body, { keys: publicKeys() }).holds).toBe(true);
  expect(() => recordOutside(maya, id, { round: 1, note: "Again" })).toThrow(status409);
  expect(() => approve(dana, id, signed())).toThrow("Maya Lindqvist recorded an approval of this");
});

test("it waits for whoever may answer: with “any” each, with “all” the named who have not", () => {
  const [any, all] = [published({ approvers: [dana.id] }), published({ policy: "all" })];
  const waits = (contact: typeof dana, id: string) => {
    const found = deliverables(contact).find(id);
    return waitsFor(contact, found, approversOf({ id: found.roundId, clientId: found.clientId }));
  };
  approve(dana, all, signed());
  expect([waits(dana, any), waits(luis, any), waits(bea, any), waits(dana, all), waits(luis, all)]).toEqual([true, true, false, false, true]);
});
