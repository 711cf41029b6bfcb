import { beforeEach, expect, test } from "vitest";
import { db } from "#db/client.server.ts";
import { eq } from "drizzle-orm";
import { agency, contacts } from "#db/schema/index.ts";
import { standAt } from "#app/lib/clock.ts";
import { instantIn } from "#app/lib/dates.ts";
import { NotFound } from "#app/lib/refused.ts";
import { system } from "#app/people/viewer.ts";
import { amountOf } from "#app/proposals/answering.server.ts";
import { proposals } from "#app/proposals/proposals.server.ts";
import { askedOfUs } from "#app/needs/waiting.server.ts";
import { openTimeAsk } from "#app/questions/questions.server.ts";
import { publicKeys } from "#app/receipts/keys.server.ts";
import { canonical, receipts, sha256 } from "#app/receipts/receipts.server.ts";
import { check } from "#app/receipts/verify-receipt.mjs";
import { bea, dana, freshStory, harbor, joan, letters, luis, maya, trailOf } from "../support/story.ts";
import { accept, askForTime, decline, extend, note, noteEnding, recordOutside, rowOf, sendNow, sent, statusNow, typed, withdraw, write, written, yes } from "./stage.ts";
import { DraftForm } from "#app/proposals/forms.server.ts";

const zone = "America/New_York";
beforeEach(() => {
  freshStory();
  standAt(instantIn(zone, "2026-03-02", "10:00:00"));
});
const receiptsOf = (id: string) => receipts(maya).of({ id, clientId: harbor.id });

test("sent: numbered, frozen under its fingerprint, and the client reads what was sent", () => {
  const id = sent();
  const { sent: version, snapshot, status, number } = proposals(dana).find(id);
  expect([status, number, snapshot!.content.lines.length]).toEqual(["sent", "PR-0001", 3]);
  expect(version!.sha256).toBe(sha256(canonical(snapshot)));
  expect(trailOf({ id }).at(-1)).toBe("Maya Lindqvist sent the proposal Shopfront sign, Exchange Street");
});

test("a draft does not exist for the client, and neither does the draft of a next version", () => {
  const id = written();
  expect(() => proposals(dana).find(id)).toThrow(NotFound);
  sendNow(id);
  write(maya, id, DraftForm.parse({ ...typed, title: "A secret second thought" }));
  expect(proposals(dana).find(id).title).toBe(typed.title);
  expect(proposals(maya).find(id).title).toBe("A secret second thought");
});

test("accepted: the lines chosen, the sum, the name and the sentence stand in a receipt that holds", () => {
  const id = sent();
  const receipt = accept(dana, id, { ...yes, chosen: ["lamp"], amount: 640000 });
  expect(statusNow(id)).toBe("accepted");
  const kept = receipts(dana).find(receipt);
  expect(check(kept.body, { keys: publicKeys() }).holds).toBe(true);
  expect(kept.receipt).toMatchObject({ act: { verb: "Accept for $6,400.00" }, amount: { minor: 640000, currency: "USD", shown: "$6,400.00" }, signature: { name: "Dana Whitfield", consent: "I have read the proposal and its terms, and I may accept for Harbor & Finch Coffee." } });
});

test("R1: of two who answer at once one decision stands, and the other reads who was first", () => {
  const id = sent();
  accept(dana, id, yes);
  expect(() => decline(luis, id, { version: 1, reason: "Too dear" })).toThrow(/^Dana Whitfield accepted this on 2 Mar 2026 at 10:00 am/);
  expect(receiptsOf(id)).toHaveLength(1);
});

test("R3: a version that was replaced while being read cannot be accepted; the new one can", () => {
  const id = sent();
  write(maya, id, DraftForm.parse({ ...typed, lines: typed.lines.slice(0, 1) }));
  sendNow(id);
  expect(() => accept(dana, id, yes)).toThrow("Replaced by version 2");
  accept(dana, id, { ...yes, version: 2, amount: 260000 });
  expect(statusNow(id)).toBe("accepted");
});

test("R3: another sum than the button said is refused, and so is a line that is not optional", () => {
  const id = sent();
  expect(() => accept(dana, id, { ...yes, amount: 1 })).toThrow("it costs $5,500.00");
  expect(() => accept(dana, id, { ...yes, chosen: ["design"] })).toThrow("not part of this version");
  expect(receiptsOf(id)).toEqual([]);
});

test("R4: open to the end of its day in the agency’s zone, then 410, on record once, and more time may be asked for", () => {
  const id = sent();
  standAt(instantIn(zone, "2026-03-31", "23:59:59"));
  expect(statusNow(id)).toBe("sent");
  standAt(instantIn(zone, "2026-04-01", "00:00:00"));
  expect(() => accept(dana, id, yes)).toThrow(expect.objectContaining({ status: 410 }));
  expect([note(system), note(system)]).toEqual([1, 0]);
  askForTime(dana, id, "After Easter, please.");
  expect(() => askForTime(luis, id, "")).toThrow("Dana Whitfield has asked");
  const before = proposals(dana).find(id).sent!.sha256;
  extend(maya, id, "2026-04-15");
  expect([statusNow(id), proposals(dana).find(id).sent!.sha256]).toEqual(["sent", before]);
  accept(dana, id, yes);
});

test("R4: what was not sent, was taken back, or was decided, cannot be answered", () => {
  const id = written();
  expect(() => accept(dana, id, yes)).toThrow(NotFound);
  sendNow(id);
  withdraw(maya, id, "Sent to the wrong people");
  expect(() => accept(dana, id, yes)).toThrow(expect.objectContaining({ status: 409 }));
  expect(() => decline(dana, id, { version: 1, reason: "" })).toThrow(expect.objectContaining({ status: 409 }));
  expect(() => sendNow(id)).toThrow(expect.objectContaining({ status: 409 }));
});

test("who may not approve, and who is somebody else’s, decides nothing", () => {
  const id = sent();
  expect(() => accept(bea, id, yes)).toThrow(expect.objectContaining({ status: 403 }));
  expect(() => accept(joan, id, yes)).toThrow(NotFound);
  expect(() => accept({ ...dana, preview: { id: "p", by: maya } }, id, yes)).toThrow(expect.objectContaining({ status: 403 }));
  expect(statusNow(id)).toBe("sent");
});

test("declined with a reason, revised and sent again: the decline stays on record", () => {
  db.update(agency).set({ declineNeedsReason: true }).run();
  const id = sent();
  expect(() => decline(dana, id, { version: 1, reason: "" })).toThrow(expect.objectContaining({ status: 422 }));
  decline(dana, id, { version: 1, reason: "Too dear" });
  expect(statusNow(id)).toBe("declined");
  write(maya, id, DraftForm.parse({ ...typed, lines: typed.lines.slice(0, 1) }));
  sendNow(id);
  expect([statusNow(id), rowOf(id)!.version, receiptsOf(id).length]).toEqual(["sent", 2, 1]);
});

test("an answer given elsewhere is recorded as the agency’s, with its note", () => {
  const id = sent();
  const { receipt } = receipts(maya).find(recordOutside(maya, id, { answer: "accepted", note: "Dana said yes on the telephone." }));
  expect(receipt.act.recordedBy).toBe("agency");
  expect(receipt.signature).toEqual({ outside: "Dana said yes on the telephone." });
  expect(statusNow(id)).toBe("accepted");
});

test("it is sent as it was checked, complete, to somebody, and for a day to come, or not at all", () => {
  const id = written({ sections: [] });
  expect(() => sendNow(id)).toThrow("Write at least one section");
  write(maya, id, DraftForm.parse(typed));
  expect(() => sendNow(id, { seen: "something else" })).toThrow("changed this proposal while you were checking");
  expect(() => sendNow(id, { expiresOn: "2026-03-01" })).toThrow("passed already");
  expect(() => sendNow(id, { recipients: [joan.id] })).toThrow("not a contact of this client");
  expect(rowOf(id)).toMatchObject({ version: 0, number: null });
});

test("complete for its fee model, or the sentence says what is missing: each of the four", () => {
  const lines = { lines: [] };
  const missing: [object, string][] = [
    [{ model: "fixed", ...lines }, "Give the fee, or lines that add up to it"],
    [{ model: "hourly", ...lines, estimate: "40" }, "Give the hourly rate"],
    [{ model: "hourly", ...lines, rate: "95" }, "Give the estimate in hours"],
    [{ model: "retainer", ...lines, period: "month" }, "Give the amount of the retainer"],
    [{ model: "milestone", ...lines }, "Give at least one milestone"],
  ];
  for (const [words, sentence] of missing) {
    const id = written(words);
    expect(() => sendNow(id), sentence).toThrow(`${sentence}. Nothing was sent.`);
    expect(rowOf(id)).toMatchObject({ version: 0, number: null });
  }
  const complete: [object, string][] = [
    [{ model: "fixed", ...lines, amount: "1,200" }, "$1,200.00"],
    [{ model: "hourly", ...lines, rate: "95", estimate: "40" }, "$95.00 an hour"],
    [{ model: "retainer", ...lines, amount: "900", period: "quarter" }, "$900.00 a quarter"],
    [{ model: "milestone", ...lines, milestones: [{ name: "Design", amount: "800", dueOn: "2026-04-30" }, { name: "Launch", amount: "400" }] }, "$1,200.00"],
  ];
  for (const [words, fee] of complete) expect(amountOf(proposals(dana).find(sent(words)), []).shown).toBe(fee);
});

test("nobody is sent a proposal who could not read it: without an active contact it says so, and an invited one is enough", () => {
  const id = written();
  db.update(contacts).set({ deactivatedAt: new Date() }).where(eq(contacts.clientId, harbor.id)).run();
  expect(() => sendNow(id, { recipients: [] })).toThrow("This client has no active contact. Nothing was sent.");
  db.update(contacts).set({ deactivatedAt: null, activatedAt: null }).where(eq(contacts.id, dana.id)).run();
  sendNow(id, { recipients: [] });
  expect(statusNow(id)).toBe("sent");
});

test("without a day of its own it is open for the days the agency gives, to the end of the last", () => {
  const id = written();
  sendNow(id, { expiresOn: undefined });
  expect(proposals(dana).find(id).sent!.expiresOn).toBe("2026-03-16");
});

test("R1: at the very second of its end it is accepted; at the next nobody can, whoever asks first", () => {
  const id = sent();
  standAt(instantIn(zone, "2026-03-31", "23:59:59"));
  accept(dana, id, yes);
  expect(statusNow(id)).toBe("accepted");
  standAt(instantIn(zone, "2026-03-02"));
  const other = sent();
  standAt(instantIn(zone, "2026-04-01"));
  expect(() => accept(dana, other, yes)).toThrow(expect.objectContaining({ status: 410 }));
  expect(() => decline(luis, other, { version: 1, reason: "" })).toThrow(expect.objectContaining({ status: 410 }));
  expect([statusNow(other), receiptsOf(other)]).toEqual(["expired", []]);
});

test("expired: one event, and one letter to each side, however often the clock looks; more time given, it may expire anew", () => {
  const id = sent();
  const before = letters().length;
  standAt(instantIn(zone, "2026-04-01", "08:00:00"));
  expect([note(system), note(system)]).toEqual([1, 0]);
  const told = letters().slice(before).filter((letter) => letter.endsWith("proposal.expired")).map((letter) => letter.split(":")[0]!);
  expect(new Set(told).size).toBe(told.length);
  expect(told).toEqual(expect.arrayContaining([dana.id, luis.id, maya.id]));
  extend(maya, id, "2026-04-10");
  expect(note(system)).toBe(0);
  standAt(instantIn(zone, "2026-04-11", "08:00:00"));
  expect(note(system)).toBe(1);
});

test("before it expires the agency is told, by day and once; more time begins anew, and what is answered is not told of", () => {
  const id = sent();
  const other = sent();
  const toldOf = () => letters().filter((letter) => letter.endsWith("proposal.ending")).map((letter) => letter.split(":")[0]!);
  for (const time of ["2026-03-29 23:59:59", "2026-03-30 08:00:00"]) {
    standAt(instantIn(zone, ...(time.split(" ") as [string, string])));
    expect([time, noteEnding(system)]).toEqual([time, 0]);
  }
  accept(dana, other, yes);
  standAt(instantIn(zone, "2026-03-30", "09:00:00"));
  expect([noteEnding(system), noteEnding(system)]).toEqual([1, 0]);
  expect(toldOf()).toEqual([maya.id]);
  extend(maya, id, "2026-04-10");
  expect(noteEnding(system)).toBe(0);
  standAt(instantIn(zone, "2026-04-09", "10:00:00"));
  expect(noteEnding(system)).toBe(1);
});

test("what expired waits on the agency for two weeks, until it is given more time", () => {
  const id = sent();
  const onUs = () => askedOfUs(maya, 10).rows.map(({ key, about }) => [key, about]);
  standAt(instantIn(zone, "2026-04-01", "10:00:00"));
  expect(onUs()).toEqual([[`lapsed-${id}`, "Not answered in time by Harbor & Finch Coffee"]]);
  extend(maya, id, "2026-04-10");
  expect(onUs()).toEqual([]);
  standAt(instantIn(zone, "2026-04-24", "10:00:00"));
  expect(onUs()).toHaveLength(1);
  standAt(instantIn(zone, "2026-04-25", "10:00:00"));
  expect(onUs()).toEqual([]);
});

test("what was asked about time is answered by more of it, by a next version, and by an answer that came another way", () => {
  const expired = () => {
    standAt(instantIn(zone, "2026-03-02"));
    const id = sent();
    standAt(instantIn(zone, "2026-04-01"));
    askForTime(dana, id, "After Easter, please.");
    expect(openTimeAsk({ id }, db)?.note).toBe("After Easter, please.");
    return id;
  };
  const ends = [
    (id: string) => extend(maya, id, "2026-04-10"),
    (id: string) => void sendNow(id, { expiresOn: "2026-04-10" }),
    (id: string) => void recordOutside(maya, id, { answer: "declined", note: "By telephone" }),
  ];
  for (const end of ends) {
    const id = expired();
    end(id);
    expect(openTimeAsk({ id }, db)).toBeUndefined();
  }
});

test("declined in one tab, accepted in another: the second is told what the same person did before", () => {
  const id = sent();
  decline(dana, id, { version: 1, reason: "Too dear" });
  expect(() => accept(dana, id, yes)).toThrow(/^Dana Whitfield declined this on 2 Mar 2026/);
  expect(receiptsOf(id)).toHaveLength(1);
});

test("permission gone between reading and pressing: 403, nothing on record, and the others may still answer", () => {
  const id = sent();
  expect(() => accept({ ...dana, can: { ...dana.can, approveWork: false } }, id, yes)).toThrow(expect.objectContaining({ status: 403 }));
  accept(luis, id, { ...yes, signedName: "Luis Ortega" });
  expect(receiptsOf(id)).toHaveLength(1);
});
