import { writeFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { certificateOf } from "#app/receipts/certificate.server.ts";
import { frozenOf } from "#app/receipts/frozen.server.ts";
import { fileNameOf } from "#app/receipts/receipt.ts";
import { type Decision, decide as decideIn, receipts, sha256 } from "#app/receipts/receipts.server.ts";
import { dana, freshStory, harbor, inTransaction, maya, packaging } from "../support/story.ts";

const decide = inTransaction(decideIn);
beforeEach(freshStory);

const content = {
  sections: [{ id: "a", heading: "What we will do", body: "Design the **fascia**.\n\n- Two rounds\n- A permit set" }],
  lines: [
    { id: "l1", description: "Design", quantity: 100, unit: "", price: 520000, optional: false },
    { id: "l2", description: "Night lighting", quantity: 200, unit: "hours", price: 60000, optional: true },
    { id: "l3", description: "A second sign", quantity: 100, unit: "", price: 99900, optional: true },
  ],
  fee: { model: "fixed", amount: null },
  terms: "Half now, half at the end.",
};
const snapshot = { number: "PR-0031", version: 2, title: "Shopfront sign", client: harbor.name, agency: { name: "Northlight Studio", address: "214 Commercial Street" }, from: "Maya Lindqvist", currency: "USD", locale: "en-US", content, files: [], chosen: ["l2"] };
const offer: Decision = {
  action: "proposal.accepted",
  says: "accepted proposal PR-0031, Shopfront sign, version 2, for $6,400.00",
  verb: "Accept for $6,400.00",
  subject: { kind: "proposal", id: "sign", clientId: harbor.id, projectId: packaging.id, title: "Shopfront sign" },
  number: "PR-0031",
  version: 2,
  snapshot,
  files: [{ name: "Scope “final”.pdf", size: 310_000, sha256: sha256("bytes") }],
  amount: { minor: 640000, currency: "USD", shown: "$6,400.00" },
  permission: "approveWork",
};
const signed = { signedName: "Dana Whitfield", consent: "I accept this proposal for Harbor & Finch Coffee." };
const found = (given: Parameters<typeof decide>[2] = signed, who: typeof dana | typeof maya = dana, decision: Decision = offer) => receipts(maya).find(decide(who, decision, given));
const wordsOf = (pieces: ReturnType<typeof frozenOf>) => JSON.stringify(pieces);

test("a proposal is drawn as it was accepted: its words, its lines with what was taken and what was not, and their sum", () => {
  const pieces = frozenOf(found().receipt);
  expect(pieces.filter(({ kind }) => kind === "heading").map((piece) => "words" in piece && piece.words)).toEqual(["What we will do", "What it costs", "Terms"]);
  expect(pieces.find(({ kind }) => kind === "table")).toMatchObject({
    rows: [
      ["Design", "1", "$5,200.00", "$5,200.00"],
      ["Night lighting (optional, taken)", "2 hours", "$600.00", "$1,200.00"],
      ["A second sign (optional, not taken)", "1", "$999.00", "–"],
    ],
    foot: [["Fixed Fee", "", "", "$6,400.00"]],
  });
});

test.for([
  ["an hourly rate", { model: "hourly", rate: 12000, estimate: 4000 }, ["$120.00", "40 hours"]],
  ["a retainer", { model: "retainer", amount: 90000, period: "month" }, ["$900.00 a month"]],
  ["milestones", { model: "milestone", milestones: [{ name: "Design", amount: 100, dueOn: "2026-12-01" }, { name: "Launch", amount: 250, dueOn: null }] }, ["1 Dec 2026", "$3.50"]],
  ["a fee of nothing yet", { model: "hourly", rate: null, estimate: null }, ["not settled"]],
] as const)("…and so is %s", ([, fee, says]) => {
  const { receipt } = found(signed, dana, { ...offer, snapshot: { ...snapshot, content: { ...content, lines: [], fee: fee as never } } });
  for (const words of says) expect(wordsOf(frozenOf(receipt))).toContain(words);
});

test("what no shape fits is still shown, field by field", async () => {
  const odd = found(signed, dana, { ...offer, snapshot: { surprise: ["a", 1], words: "as they stand" } });
  expect(frozenOf(odd.receipt)).toEqual([{ kind: "facts", pairs: [["surprise", '["a",1]'], ["words", "as they stand"]] }]);
  expect((await certificateOf(odd.body)).length).toBeGreaterThan(1000);
});

test("the certificate of a signature, of a decline and of an answer the agency recorded: the same bytes each time, each titled", async () => {
  const kinds = { signed: found(), declined: found({ reason: "Too late in the year." }), recorded: found({ outside: "Dana said yes by telephone." }, maya, { ...offer, action: "proposal.answer_recorded" }) };
  for (const [kind, { body }] of Object.entries(kinds)) {
    const bytes = await certificateOf(body);
    if (process.env.PAPER_TO) writeFileSync(`${process.env.PAPER_TO}-${kind}.pdf`, bytes);
    expect(bytes.equals(await certificateOf(body)), kind).toBe(true);
    expect(bytes.toString("latin1")).toContain("/StructTreeRoot");
  }
});

test("a file name is only ever a name", () => {
  expect(fileNameOf({ subject: { ...found().receipt.subject, title: '../../a:b\\c*?"<>|\u202e\u0000 \n tail' } }, "json")).toBe("Receipt PR-0031 .. .. a b c tail.json");
});
