import { generateKeyPairSync } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { db, sqlite } from "#db/client.server.ts";
import { erase } from "#app/events/erase.server.ts";
import { verifyChain } from "#app/events/verify.server.ts";
import { checkAllReceipts } from "#app/receipts/checking.server.ts";
import { publicKeys } from "#app/receipts/keys.server.ts";
import { type Decision, decide as decideIn } from "#app/receipts/receipts.server.ts";
import { canonical, keyName, sha256 } from "#app/receipts/verify-receipt.mjs";
import { dana, freshStory, harbor, inTransaction, joan, meridian, packaging, ruth } from "../support/story.ts";

const decide = inTransaction(decideIn);
const offer = (id: string): Decision => ({
  action: "proposal.accepted",
  says: `accepted proposal ${id}`,
  verb: "Accept",
  subject: { kind: "proposal", id, clientId: harbor.id, projectId: packaging.id, title: id },
  number: null,
  version: 1,
  snapshot: { title: id },
  files: [],
  amount: null,
  permission: "approveWork",
});
const signed = { signedName: "Dana Whitfield", consent: "I accept." };
const found = () => checkAllReceipts(db, publicKeys());

beforeEach(() => {
  freshStory();
  for (const id of ["one", "two", "three"]) decide(dana, offer(id), signed);
});

/** Somebody with the file in their hands and its guards off. */
function tamper(...statements: string[]) {
  for (const { name } of sqlite.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all() as { name: string }[]) sqlite.exec(`DROP TRIGGER ${name}`);
  sqlite.pragma("foreign_keys = OFF");
  for (const statement of statements) sqlite.exec(statement);
}

test("every receipt is checked with its event: its digest, its signature, its place", () => {
  expect(found()).toEqual({ checked: 3 });
});

test.for([
  ["a word of it changed", "UPDATE receipts SET body = replace(body, 'accepted proposal two', 'declined proposal two')", 2, /does not hold\. Changed since it was signed: what was done/],
  ["it taken away", "DELETE FROM receipts WHERE event_seq = 2", 2, /is gone/],
  ["it kept under another subject", "UPDATE receipts SET subject_id = 'three' WHERE event_seq = 2", 2, /under another subject/],
  ["it kept as if the agency had recorded it", "UPDATE receipts SET recorded_by = 'agency', contact_id = NULL, member_id = 'm-maya' WHERE event_seq = 2", 2, /under another subject/],
  ["it hung beside another event", "DELETE FROM receipts WHERE event_seq = 3; UPDATE receipts SET event_seq = 3 WHERE event_seq = 2", 3, /names another event/],
  ["the body of another in its place", "UPDATE receipts SET body = (SELECT body FROM receipts WHERE event_seq = 1) WHERE event_seq = 2", 2, /names another event/],
] as const)("L3: %s is named", ([, statement, seq, why]) => {
  tamper(statement);
  expect(found().fault).toEqual({ seq, why: expect.stringMatching(why) });
});

test("L3: a receipt written anew and signed with the real key is not the one its event carries the digest of", async () => {
  const { signReceipt } = await import("#app/receipts/keys.server.ts");
  const { signedText } = await import("#app/receipts/verify-receipt.mjs");
  const { body } = sqlite.prepare("SELECT body FROM receipts WHERE event_seq = 2").get() as { body: string };
  const made = JSON.parse(body);
  made.receipt.amount = { minor: 1, currency: "USD", shown: "$0.01" };
  made.digests.amount = sha256(canonical(made.receipt.amount));
  made.signature = signReceipt(signedText(made));
  tamper("SELECT 1");
  sqlite.prepare("UPDATE receipts SET body = ? WHERE event_seq = 2").run(canonical(made));
  expect(found().fault).toEqual({ seq: 2, why: "It does not carry the digest of its receipt." });
});

test("a signature by a key that is none of ours does not hold; without any key the rest is still checked", () => {
  const stranger = generateKeyPairSync("ed25519").publicKey;
  expect(checkAllReceipts(db, new Map([[keyName(stranger), stranger]])).fault?.why).toContain("not among the keys");
  expect(checkAllReceipts(db, new Map())).toEqual({ checked: 3 });
  tamper("UPDATE receipts SET body = replace(body, 'proposal two', 'proposal too')");
  expect(checkAllReceipts(db, new Map()).fault?.seq).toBe(2);
});

test("a signer who is erased leaves receipts that stand, and a chain that verifies", () => {
  decide(joan, { ...offer("other"), subject: { ...offer("other").subject, clientId: meridian.id, projectId: null } }, signed);
  inTransaction(erase)(ruth, dana.personId);
  expect(verifyChain(db).firstBroken).toBeUndefined();
  expect(found()).toEqual({ checked: 4 });
});

test("a database from before there were receipts has none", () => {
  tamper("DROP TABLE receipts");
  expect(found()).toEqual({ checked: 0 });
});

test("more than a page of them is checked to the end", () => {
  for (let number = 0; number < 120; number++) decide(dana, offer(`many-${number}`), signed);
  const began = performance.now();
  expect(found()).toEqual({ checked: 123 });
  if (process.env.MEASURE) console.log(`${((performance.now() - began) / 123).toFixed(2)} ms a receipt`);
});
