import { generateKeyPairSync } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { db, sqlite } from "#db/client.server.ts";
import { eq } from "drizzle-orm";
import { agency as agencyTable, projects, receipts as table } from "#db/schema/index.ts";
import { erase } from "#app/events/erase.server.ts";
import { verifyChain } from "#app/events/verify.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { keySet, publicKeys } from "#app/receipts/keys.server.ts";
import type { Receipt } from "#app/receipts/receipt.ts";
import { type Decision, decide as decideIn, receipts } from "#app/receipts/receipts.server.ts";
import { canonical, check, keyName, keysIn, sha256 } from "#app/receipts/verify-receipt.mjs";
import { beaOfTollhouse, dana, freshStory, harbor, inTransaction, joan, letters, maya, packaging, ruth, trailOf } from "../support/story.ts";

const decide = inTransaction(decideIn);
beforeEach(freshStory);

const contract = { name: "Scope “final”.pdf", size: 5, sha256: sha256("bytes") };
const offer: Decision = {
  action: "proposal.accepted",
  says: "accepted proposal PR-0001, Shopfront sign, for $6,400.00",
  verb: "Accept for $6,400.00",
  subject: { kind: "proposal", id: "sign", clientId: harbor.id, projectId: packaging.id, title: "Shopfront sign" },
  number: "PR-0001",
  version: 2,
  snapshot: { title: "Shopfront sign", sections: [{ heading: "What we will do", body: "Κατάστημα, Магазин, naïve 🪧" }] },
  files: [contract],
  amount: { minor: 640000, currency: "USD", shown: "$6,400.00" },
  permission: "approveWork",
};
const signed = { signedName: "Dana Whitfield", consent: "I accept for Harbor & Finch Coffee." };
const accepted = () => receipts(dana).find(decide(dana, offer, signed));
const trusted = () => ({ keys: publicKeys() });

test("a decision becomes a receipt that holds, an event that carries its fingerprint, and a letter to both sides", () => {
  const { body, receipt, eventSeq } = accepted();

  expect(check(body, trusted()).findings.filter(({ holds }) => holds !== true)).toEqual([]);
  expect(check(body, trusted()).holds).toBe(true);
  expect(receipt).toMatchObject({
    act: { words: "Dana Whitfield accepted proposal PR-0001, Shopfront sign, for $6,400.00.", recordedBy: "client" },
    person: { name: "Dana Whitfield", email: "dana@harborfinch.example", company: harbor.name, permission: "Approve work", address: dana.address },
    signature: { name: "Dana Whitfield", consent: "I accept for Harbor & Finch Coffee." },
    event: { row: { seq: eventSeq, action: "proposal.accepted", actorId: dana.id } },
  });
  expect(trailOf({ id: "sign" })).toEqual(["Dana Whitfield accepted the proposal Shopfront sign"]);
  expect(letters().sort()).toEqual(["c-bea-harbor: proposal.accepted", "c-dana: proposal.accepted", "c-luis: proposal.accepted", "m-maya: proposal.accepted", "m-tom: proposal.accepted"]);
});

test("an answer the agency recorded shows no signature, and says who recorded it", () => {
  const { receipt } = receipts(maya).find(decide(maya, { ...offer, action: "proposal.answer_recorded", says: "recorded an answer" }, { outside: "Dana said yes by telephone on Monday." }));
  expect(receipt.act.recordedBy).toBe("agency");
  expect(receipt.signature).toEqual({ outside: "Dana said yes by telephone on Monday." });
  expect(receipt.person).toMatchObject({ name: "Maya Lindqvist", company: "Northlight Studio" });
});

test("where the client may not know who of the agency works for them, a receipt the agency recorded is in the agency's own name, everywhere in the file", () => {
  db.update(projects).set({ showTeamMembers: false }).where(eq(projects.id, packaging.id)).run();
  const { body, receipt } = receipts(dana).find(decide(maya, { ...offer, action: "proposal.answer_recorded", says: "recorded an answer" }, { outside: "Yes, by telephone." }));
  expect(receipt.act.words).toBe("Northlight Studio recorded an answer.");
  expect(receipt.person).toMatchObject({ name: "Northlight Studio", email: "hello@northlight.example", role: "", company: "Northlight Studio", address: "", agent: "" });
  for (const word of ["Maya", "Lindqvist", maya.email, maya.address, maya.title]) expect(body).not.toContain(word);
  expect(check(body, trusted()).holds).toBe(true);
  expect(trailOf({ id: "sign" })).toEqual([expect.stringMatching(/^Maya Lindqvist recorded/)]);
});

test("the agency's own setting counts where the project has none, and the client's people always stand by their name", () => {
  db.update(agencyTable).set({ showTeamMembers: false }).run();
  expect(receipts(dana).find(decide(maya, { ...offer, action: "proposal.answer_recorded", says: "recorded an answer", subject: { ...offer.subject, projectId: null } }, { outside: "Yes." })).receipt.person.name).toBe("Northlight Studio");
  expect(accepted().receipt.person.name).toBe("Dana Whitfield");
});

test("a changed byte anywhere does not hold", () => {
  const { body } = accepted();
  for (let at = 0; at < body.length; at++) {
    const other = body[at] === "0" ? "1" : "0";
    expect(check(body.slice(0, at) + other + body.slice(at + 1), trusted()).holds, `byte ${at}`).toBe(false);
    expect(check(body.slice(0, at) + body.slice(at + 1), trusted()).holds, `without byte ${at}`).toBe(false);
  }
});

const changes: [part: string, change: (receipt: Receipt) => void][] = [
  ["the typed name and the consent", (receipt: Receipt) => Object.assign(receipt.signature, { name: "Luis Ortega" })],
  ["the amount", (receipt: Receipt) => Object.assign(receipt.amount!, { minor: 1 })],
  ["the text that was agreed to", (receipt: Receipt) => Object.assign(receipt.snapshot as object, { title: "Other" })],
  ["the list of files", (receipt: Receipt) => receipt.files.pop()],
  ["its place in the record", (receipt: Receipt) => Object.assign(receipt.event.row, { seq: 99 })],
];
test.for(changes)("what was changed is named: %s", ([part, change]) => {
  const envelope = JSON.parse(accepted().body) as { receipt: Receipt };
  change(envelope.receipt);
  expect(check(canonical(envelope), trusted()).findings.filter(({ holds }) => holds === false).map(({ words }) => words)).toContain(`Changed since it was signed: ${part}.`);
});

test("digests made anew to fit a change do not fit the signature; a part that is missing or added is named", () => {
  const forged = JSON.parse(accepted().body) as { receipt: Record<string, unknown>; digests: Record<string, string> };
  forged.receipt.amount = { minor: 1, currency: "USD", shown: "$0.01" };
  forged.digests.amount = sha256(canonical(forged.receipt.amount));
  expect(check(canonical(forged), trusted()).findings.filter(({ holds }) => !holds).map(({ part }) => part)).toEqual(["key"]);

  delete forged.receipt.files;
  forged.receipt.promise = "and a free sign";
  expect(check(canonical(forged), trusted()).findings.filter(({ holds }) => !holds).map(({ words }) => words)).toEqual(expect.arrayContaining(["Missing: the list of files.", "Added since: a part named “promise”."]));
});

test("trust comes from the key one is given: another’s does not do, and without one nothing is said to hold", () => {
  const { body } = accepted();
  const stranger = generateKeyPairSync("ed25519").publicKey;
  expect(check(body, { keys: new Map([[keyName(stranger), stranger]]) }).holds).toBe(false);
  // Under the right name, a wrong key is found out by its own name.
  expect(keysIn(JSON.stringify({ keys: [{ ...stranger.export({ format: "jwk" }), kid: JSON.parse(body).key }] })).has(JSON.parse(body).key)).toBe(false);
  expect(check(body).holds).toBe(false);
  expect(check(body, { keys: keysIn(JSON.stringify(keySet())) }).holds).toBe(true);
});

test("a file at hand is compared byte for byte", () => {
  const { body } = accepted();
  const found = (sha: string) => check(body, { ...trusted(), files: [{ name: "mine.pdf", sha256: sha }] });
  expect(found(contract.sha256).holds).toBe(true);
  expect(found(sha256("other")).findings.at(-1)).toMatchObject({ holds: false, words: expect.stringContaining("not one of this receipt’s files") });
});

test("X1: a receipt somebody made up is answered in words, short ones, whatever stands in it", () => {
  const envelope = JSON.parse(accepted().body) as { receipt: Record<string, unknown>; digests: Record<string, unknown>; key: string };
  const strange = { toString: 1, valueOf: 1 };
  const event = { row: { seq: strange }, hash: sha256(canonical({ seq: strange })) };
  const made = { ...envelope, key: `\u001b[2J${"x".repeat(5000)}`, receipt: { ...envelope.receipt, event, files: [null, 3, { name: strange, sha256: "a" }], ["\u202e".repeat(3) + "n".repeat(5000)]: 1 } };
  const { holds, findings } = check(canonical(made), { ...trusted(), files: [{ name: "\u001b]0;mine", sha256: "a" }] });
  expect(holds).toBe(false);
  expect(Math.max(...findings.map(({ words }) => words.length))).toBeLessThan(400);
  expect(findings.map(({ words }) => words).join("")).not.toMatch(/[\u0000-\u001f\u202e]/);
  expect(check(canonical({ ...envelope, digests: Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`p${n}`, 1])) }), trusted()).findings).toHaveLength(1);
});

test("what is no receipt is said to be none, whatever it is", () => {
  for (const text of ["", "{", "null", "[]", "3", '"x"', "{}", '{"form":"receipt/2"}', '{"form":"receipt/1","receipt":[],"digests":{},"key":"k","signature":"s"}', '{"form":"receipt/1","receipt":{},"digests":{},"key":"k","signature":"s"}', '{"__proto__":1}', "[".repeat(100_000) + "]".repeat(100_000)]) expect(check(text, trusted()).holds, text).toBe(false);
});

test("receipts are never changed or deleted, and another client’s does not exist", () => {
  const { id } = accepted();
  expect(() => db.update(table).set({ body: "{}" }).run()).toThrow(/never changed/);
  expect(() => db.delete(table).run()).toThrow(/never deleted/);
  expect(() => sqlite.prepare("INSERT OR REPLACE INTO receipts SELECT * FROM receipts").run()).toThrow(/once|never/);
  for (const other of [joan, beaOfTollhouse]) expect(() => receipts(other).find(id)).toThrow(NotFound);
  expect(receipts(ruth).find(id).id).toBe(id);
});

test("a signer who is erased leaves a chain that verifies, and a receipt that holds", () => {
  const { id, body } = accepted();
  inTransaction(erase)(ruth, dana.personId);
  expect(verifyChain(db).firstBroken).toBeUndefined();
  expect(receipts(ruth).find(id).body).toBe(body);
  expect(check(body, trusted()).holds).toBe(true);
});
