import { beforeEach, expect, test } from "vitest";
import { db } from "#db/client.server.ts";
import { clients, contacts, documentVersions, documents, files } from "#db/schema/index.ts";
import { eq } from "drizzle-orm";
import { statusOf } from "#app/acceptances/acceptance.ts";
import { accept as acceptIn } from "#app/acceptances/accepting.server.ts";
import { acceptances, askedOf } from "#app/acceptances/acceptances.server.ts";
import { askForTime as askForTimeIn, extendAcceptance, followVersion, noteExpired, requestAcceptance, resendAcceptance, withdrawAcceptance } from "#app/acceptances/asking.server.ts";
import { standAt } from "#app/lib/clock.ts";
import { instantIn } from "#app/lib/dates.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { system } from "#app/people/viewer.ts";
import { publicKeys } from "#app/receipts/keys.server.ts";
import { receipts } from "#app/receipts/receipts.server.ts";
import { check } from "#app/receipts/verify-receipt.mjs";
import { bea, dana, freshStory, harbor, inTransaction, ines, joan, letters, luis, maya, packaging, tom, trailOf } from "../support/story.ts";

const zone = "America/New_York";
const [request, accept, askForTime, extend, withdraw, resend, follow, note] = [requestAcceptance, acceptIn, askForTimeIn, extendAcceptance, withdrawAcceptance, resendAcceptance, followVersion, noteExpired].map((command) => inTransaction(command as never)) as unknown as [
  (...given: [typeof maya, object]) => string,
  (...given: [typeof dana, string, object]) => string,
  (...given: [typeof dana, string, string]) => void,
  (...given: [typeof maya, string, object]) => void,
  (...given: [typeof maya, string, string]) => void,
  (...given: [typeof maya, string, object]) => string,
  (...given: [typeof maya, { id: string; version: number }]) => void,
  (...given: [typeof system]) => number,
];

const sha = (letter: string) => letter.repeat(64);
const addVersion = (version: number) => {
  db.insert(files).values({ id: `file-${version}`, clientId: harbor.id, name: "Scope.pdf", size: 310, sha256: sha(String(version)), createdAt: new Date() }).run();
  db.insert(documentVersions).values({ documentId: "scope", clientId: harbor.id, version, fileId: `file-${version}`, uploadedBy: maya.id, createdAt: new Date() }).run();
  db.update(documents).set({ version }).where(eq(documents.id, "scope")).run();
};

beforeEach(() => {
  freshStory();
  standAt(instantIn(zone, "2026-03-02", "10:00:00"));
  db.insert(documents).values({ id: "scope", projectId: packaging.id, clientId: harbor.id, name: "Scope.pdf", version: 1, size: 310, uploadedAt: new Date(), sharedAt: new Date(), createdAt: new Date() }).run();
  addVersion(1);
});

const words = { documentId: "scope", version: 1, title: "Online shop: scope of work", note: "", contacts: [dana.id, luis.id], policy: "any", expiresOn: "2026-03-09" };
const signed = { version: 1, signedName: "Dana Whitfield", consent: "on" };
const statusNow = (id: string) => acceptances(maya).find(id).status;

test("nobody is asked to accept through a portal that is closed", () => {
  db.update(clients).set({ portalClosedAt: new Date() }).where(eq(clients.id, harbor.id)).run();
  expect(() => request(maya, words)).toThrow("The portal is closed to this client");
});

test("asked for, it waits: on record, and the client’s contacts are written to", () => {
  const id = request(maya, words);
  expect(acceptances(dana).find(id)).toMatchObject({ status: "pending", version: 1, sha256: sha("1") });
  expect(trailOf({ id })).toEqual(["Maya Lindqvist asked for acceptance of Online shop: scope of work, version 1"]);
  expect(letters().filter((letter) => letter.endsWith("acceptance.requested"))).toHaveLength(3);
});

test("accepted: one receipt that holds, with the name, the sentence and the file’s fingerprint", () => {
  const id = request(maya, words);
  const receipt = accept(dana, id, signed);

  expect(statusNow(id)).toBe("accepted");
  const kept = receipts(dana).find(receipt);
  expect(check(kept.body, { keys: publicKeys() }).holds).toBe(true);
  expect(kept.receipt).toMatchObject({ signature: { name: "Dana Whitfield", consent: "I have read version 1 and accept it for Harbor & Finch Coffee." }, files: [{ name: "Scope.pdf", size: 310, sha256: sha("1") }], subject: { version: 1 } });
});

test("R1: of two who accept at once, one is on record and the other learns who was first", () => {
  const id = request(maya, words);
  accept(dana, id, signed);
  expect(() => accept(luis, id, { ...signed, signedName: "Luis Ortega" })).toThrow("Dana Whitfield accepted this already");
  expect(receipts(maya).of({ id, clientId: harbor.id })).toHaveLength(1);
});

test("asked of all, it waits for the last; nobody signs twice", () => {
  const id = request(maya, { ...words, policy: "all" });
  accept(dana, id, signed);
  expect(statusNow(id)).toBe("pending");
  expect(() => accept(dana, id, signed)).toThrow("it waits for the others");
  accept(luis, id, { ...signed, signedName: "Luis Ortega" });
  expect(statusNow(id)).toBe("accepted");
  expect(receipts(maya).of({ id, clientId: harbor.id })).toHaveLength(2);
});

test("the last approver deactivated under “all”: it stays open, and is never accepted by itself", () => {
  const id = request(maya, { ...words, policy: "all" });
  accept(dana, id, signed);
  db.update(contacts).set({ deactivatedAt: new Date() }).where(eq(contacts.id, luis.id)).run();
  expect(statusNow(id)).toBe("pending");
  expect(askedOf(acceptances(maya).find(id)).find(({ name }) => name === "Luis Ortega")?.endedAt).not.toBeNull();
});

test("R4: it holds to the last millisecond of its day in the agency’s zone, and not one longer", () => {
  const id = request(maya, { ...words, contacts: [dana.id], expiresOn: "2026-03-08" });
  standAt(instantIn(zone, "2026-03-08", "23:59:59"));
  expect(statusNow(id)).toBe("pending");
  standAt(instantIn(zone, "2026-03-09", "00:00:00"));
  expect(statusNow(id)).toBe("expired");
  expect(() => accept(dana, id, signed)).toThrow(expect.objectContaining({ status: 410 }));
  expect(receipts(maya).of({ id, clientId: harbor.id })).toEqual([]);
});

test("with a time it holds to that time, and the list says the same as the page to the second", () => {
  const id = request(maya, { ...words, expiresTime: "17:00" });
  for (const [time, status] of [["16:59:59", "pending"], ["17:00:00", "pending"], ["17:00:01", "expired"], ["17:01:00", "expired"]] as const) {
    standAt(instantIn(zone, "2026-03-09", time));
    expect(statusNow(id), time).toBe(status);
    expect(acceptances(dana).page({ limit: 9, offset: 0 }, { status }).map(({ id }) => id), time).toEqual([id]);
  }
});

test("R3: another version than the one read is refused", () => {
  const id = request(maya, words);
  expect(() => accept(dana, id, { ...signed, version: 2 })).toThrow(expect.objectContaining({ status: 409 }));
  addVersion(2);
  expect(() => request(maya, words)).toThrow("Replaced by version 2");
});

test("a new version of the document withdraws what was pending and asks anew: its bytes are never swapped", () => {
  const id = request(maya, words);
  addVersion(2);
  follow(maya, { id: "scope", version: 2 });
  expect(statusNow(id)).toBe("withdrawn");
  expect(() => accept(dana, id, signed)).toThrow(expect.objectContaining({ status: 409 }));
  const [anew] = acceptances(dana).page({ limit: 9, offset: 0 }, { status: "pending" });
  expect(anew).toMatchObject({ version: 2, replaces: id, sha256: sha("2") });
});

test("who may not approve, was not asked, or is somebody else’s, accepts nothing", () => {
  const id = request(maya, { ...words, contacts: [luis.id] });
  expect(() => accept(dana, id, signed)).toThrow("asked of Luis Ortega");
  expect(() => accept({ ...luis, can: { ...luis.can, approveWork: false } }, id, signed)).toThrow(expect.objectContaining({ status: 403 }));
  expect(() => accept(bea, id, signed)).toThrow(expect.objectContaining({ status: 403 }));
  expect(() => accept(joan, id, signed)).toThrow(NotFound);
  expect(() => acceptances(ines).find(id)).toThrow(NotFound);
  expect(acceptances(tom).find(id).status).toBe("pending");
  expect(trailOf({ id })).toHaveLength(1);
});

test("G10: in a preview nothing is accepted", () => {
  const id = request(maya, words);
  expect(() => accept({ ...dana, preview: { id: "p", by: maya } }, id, signed)).toThrow(Refused);
});

test("asking needs somebody who may answer, a shared document and a time to come", () => {
  expect(() => request(maya, { ...words, contacts: [] })).toThrow("at least one contact");
  expect(() => request(maya, { ...words, contacts: [bea.id] })).toThrow("may not approve work");
  expect(() => request(maya, { ...words, contacts: [joan.id] })).toThrow("not a contact of this client");
  expect(() => request(maya, { ...words, expiresOn: "2026-03-01" })).toThrow("has passed");
  db.update(documents).set({ sharedAt: null }).run();
  expect(() => request(maya, words)).toThrow("not shared");
});

test("withdrawn while being answered: nothing is recorded", () => {
  const id = request(maya, words);
  withdraw(maya, id, "Sent by mistake");
  expect(() => accept(dana, id, signed)).toThrow(expect.objectContaining({ status: 409 }));
  expect(() => withdraw(maya, id, "")).toThrow(expect.objectContaining({ status: 409 }));
});

test("expired: more time may be asked for once, extending is too late, and re-sending makes a new one", () => {
  const id = request(maya, words);
  expect(() => askForTime(dana, id, "")).toThrow(expect.objectContaining({ status: 409 }));
  standAt(instantIn(zone, "2026-03-10", "09:00:00"));
  askForTime(dana, id, "Our lawyer is away.");
  expect(() => askForTime(luis, id, "")).toThrow("Dana Whitfield has asked");
  expect(() => extend(maya, id, { expiresOn: "2026-03-20" })).toThrow(expect.objectContaining({ status: 409 }));
  const anew = resend(maya, id, { ...words, expiresOn: "2026-03-20" });
  expect([statusNow(id), statusNow(anew)]).toEqual(["expired", "pending"]);
  expect(() => resend(maya, id, { ...words, expiresOn: "2026-03-20" })).toThrow("sent again already");
});

test("extending gives time to what is pending, and nothing else changes", () => {
  const id = request(maya, words);
  extend(maya, id, { expiresOn: "2026-03-20", expiresTime: "12:00" });
  expect(acceptances(maya).find(id)).toMatchObject({ status: "pending", version: 1, expiresOn: "2026-03-20", expiresTime: "12:00" });
});

test("that it expired is put on record once, and decides nothing", () => {
  const id = request(maya, words);
  expect(note(system)).toBe(0);
  standAt(instantIn(zone, "2026-03-10", "09:00:00"));
  expect([note(system), note(system)]).toEqual([1, 0]);
  expect(trailOf({ id })).toHaveLength(2);
});

test("statuses are read from facts", () => {
  const facts = { expiresOn: "2026-03-08", expiresTime: null, acceptedAt: null, withdrawnAt: null };
  const at = instantIn(zone, "2026-03-10");
  expect([statusOf(facts, zone, at), statusOf({ ...facts, acceptedAt: at }, zone, at), statusOf({ ...facts, withdrawnAt: at }, zone, at)]).toEqual(["expired", "accepted", "withdrawn"]);
});
