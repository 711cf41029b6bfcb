import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db, sqlite, transact } from "#db/client.server.ts";
import { contacts, invoices as table } from "#db/schema/index.ts";
import { takeNumber } from "#app/invoices/billing.server.ts";
import { type InvoiceMove, type InvoiceStatus, bucketOf, lateBadge, life } from "#app/invoices/invoice.ts";
import { creditNotesOf, creditOf, invoices, paymentsOf } from "#app/invoices/invoices.server.ts";
import { recipientsOf } from "#app/invoices/issuing.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { system } from "#app/people/viewer.ts";
import { bea, beaOfTollhouse, dana, freshStory, harbor, joan, letters, luis, maya, meridian, ruth, tom, trailOf } from "../support/story.ts";
import * as act from "./stage.ts";

const { sent, written, issueNow, payNow, creditNow, statusNow, badgesNow, now } = act;

beforeEach(() => {
  freshStory();
  act.onDay("2025-11-20");
});

const statusOfRefusal = (deed: () => unknown) => {
  try {
    deed();
  } catch (problem) {
    return problem instanceof Refused ? problem.status : problem instanceof NotFound ? 404 : String(problem);
  }
  return "done";
};

test("the table of moves is the specification’s, and no other exists", () => {
  const moves: Record<InvoiceStatus, InvoiceMove[]> = {
    draft: ["change", "discard", "issue"],
    sent: ["pay", "ask", "dispute", "settle", "credit", "void"],
    overdue: ["pay", "ask", "dispute", "settle", "credit", "void", "write_off"],
    partially_paid: ["pay", "ask", "dispute", "settle", "credit", "reverse", "write_off"],
    overdue_partially_paid: ["pay", "ask", "dispute", "settle", "credit", "reverse", "write_off"],
    paid: ["pay", "ask", "dispute", "settle", "credit", "reverse"],
    written_off: ["pay", "ask", "settle"],
    void: [],
  };
  expect(Object.fromEntries(life.statuses.map((status) => [status, Object.keys(life.table[status]).sort()]))).toEqual(Object.fromEntries(Object.entries(moves).map(([status, all]) => [status, [...all].sort()])));
});

/** An invoice in each status, as people bring it there. */
const stand: Record<InvoiceStatus, () => string> = {
  draft: () => written(),
  sent: () => sent(),
  overdue: () => (act.onDay("2025-11-01"), late(sent({ dueOn: "2025-11-10" }))),
  partially_paid: () => paid(sent(), "400"),
  overdue_partially_paid: () => (act.onDay("2025-11-01"), late(paid(sent({ dueOn: "2025-11-10" }), "400", "2025-11-01"))),
  paid: () => paid(sent(), "1000"),
  written_off: () => wrote(stand.overdue()),
  void: () => (act.onDay("2025-11-20"), voided(sent())),
};
const late = (id: string) => (act.onDay("2025-11-20"), id);
const paid = (id: string, amount: string, paidOn = "2025-11-20") => (payNow(id, amount, { paidOn }), id);
const wrote = (id: string) => (act.writeOff(maya, id, { reason: "They closed." }), id);
const voided = (id: string) => (act.voidIt(maya, id, { reason: "Sent twice." }), id);

const moves: Record<InvoiceMove, (id: string) => unknown> = {
  change: (id) => act.write(maya, id, { ...act.typed, lines: [], pricesInclude: false, note: "", terms: "" }),
  discard: (id) => act.discard(maya, id),
  issue: (id) => act.issue(maya, id, { seen: now(id).status === "draft" ? act.seenOf(id) : "" }),
  pay: (id) => payNow(id, "10"),
  ask: (id) => act.ask(dana, id, { body: "What is this?" }),
  dispute: (id) => act.dispute(dana, id, { reason: "Not what we ordered." }),
  settle: (id) => {
    db.update(table).set({ disputedAt: now(id).sentAt ? new Date() : null }).where(eq(table.id, id)).run();
    if (now(id).sentAt) sqlite.prepare("INSERT INTO invoice_disputes (id, invoice_id, client_id, contact_id, reason, disputed_at) VALUES (?, ?, 'harbor', 'c-dana', 'x', 1)").run(`d-${id}`, id);
    act.settle(maya, id, { outcome: "Agreed." });
  },
  credit: (id) => creditNow(id, "10"),
  void: (id) => voided(id),
  write_off: (id) => wrote(id),
  reverse: (id) => act.reverse(maya, id, paymentsOf(maya, now(id))[0]?.id ?? "none", { reason: "Bounced." }),
};
const everything = life.statuses.flatMap((status) => (Object.keys(moves) as InvoiceMove[]).map((move) => [move, status] as const));

test.for(everything)("%s of one that is %s: as the table says, and refused changes nothing", ([move, status]) => {
  const id = stand[status]();
  expect(statusNow(id)).toBe(status);
  const before = JSON.stringify([act.rowOf(id), trailOf(), letters()]);
  const answer = statusOfRefusal(() => moves[move](id));
  if (life.can(status, move)) expect(answer).toBe("done");
  else {
    // A draft is not there for the client, and has no payment to reverse.
    expect([409, 404]).toContain(answer);
    if (move !== "settle") expect(JSON.stringify([act.rowOf(id), trailOf(), letters()])).toBe(before);
  }
});

test("what is drafted has no number; what is issued gets the next of its series, frozen, and who may see it is written to", () => {
  const first = written();
  const second = written();
  expect([now(first).number, now(first).status, now(first).total]).toEqual([null, "draft", 100000]);
  expect(issueNow(second)).toBe("INV-0001");
  expect(issueNow(first)).toBe("INV-0002");
  const { snapshot, totals, issuedOn, dueOn } = invoices(dana).find(first);
  expect([snapshot!.number, totals.total, issuedOn, dueOn, snapshot!.client.name, snapshot!.lines.length]).toEqual(["INV-0002", 100000, "2025-11-20", "2025-12-20", harbor.name, 2]);
  expect(trailOf({ id: first }).at(-1)).toBe("Maya Lindqvist sent the invoice INV-0002 for $1,000.00, due 20 Dec 2025");
  expect(letters()).toEqual(["c-bea-harbor: invoice.sent", "c-dana: invoice.sent", "c-bea-harbor: invoice.sent", "c-dana: invoice.sent"]);
});

test("a number that was taken in a transaction that failed was never given", () => {
  expect(() => transact((tx) => { takeNumber(tx, "invoice"); throw new Error("the disk is full"); })).toThrow();
  const id = written();
  act.discard(maya, written());
  expect(issueNow(id)).toBe("INV-0001");
});

test("what was sent is never changed nor deleted, by the database itself", () => {
  const id = sent();
  for (const change of ["content = '{}'", "total = 1", "number = 'X'", "currency = 'EUR'", "due_on = '2030-01-01'", "snapshot = '{}'"]) expect(() => sqlite.exec(`UPDATE invoices SET ${change} WHERE id = '${id}'`), change).toThrow(/never changed/);
  expect(() => sqlite.exec("DELETE FROM invoices")).toThrow(/never deleted/);
  payNow(id, "10");
  expect(() => sqlite.exec("UPDATE invoice_payments SET amount = 1")).toThrow(/never changed/);
  expect(() => sqlite.exec("DELETE FROM invoice_payments")).toThrow(/never deleted/);
});

test("somebody who checked another text than the one that stands there sends nothing", () => {
  const id = written();
  const seen = act.seenOf(id);
  act.write(ruth, id, { ...act.typed, lines: [{ description: "Else", quantity: "1", unit: "", price: "5.00" }], pricesInclude: false, note: "", terms: "" });
  expect(() => act.issue(maya, id, { seen })).toThrow("while you were checking");
  expect([statusNow(id), letters()]).toEqual(["draft", []]);
});

test.for([
  ["no line", { lines: [] }, "at least one line"],
  ["less than nothing", { lines: [{ description: "Back", quantity: "-1", price: "5" }] }, "less than nothing"],
  ["a discount beyond it", { discount: "1000.01" }, "more than the lines"],
  ["a due date before it", { dueOn: "2025-11-19" }, "due date"],
  ["a day that is to come", { issuedOn: "2025-11-21" }, "Choose today"],
  ["no due date", { dueOn: undefined }, "the day it is due"],
] as const)("R5: an invoice with %s is not sent", ([, words, says]) => {
  const id = written(words);
  expect(() => issueNow(id)).toThrow(says);
  expect([statusNow(id), letters()]).toEqual(["draft", []]);
});

test("where nobody may see invoices it is not sent, and says so", () => {
  const id = written();
  expect(recipientsOf(now(id)).map(({ name }) => name)).toEqual(["Bea Marsh", "Dana Whitfield"]);
  db.update(contacts).set({ canViewInvoices: false }).where(eq(contacts.clientId, harbor.id)).run();
  expect(() => issueNow(id)).toThrow("Nobody at this client may see invoices");
});

test("who may not see invoices finds none, of the client nor of the agency; nor another client’s", () => {
  const id = sent();
  expect(invoices(bea).find(id).number).toBe("INV-0001");
  for (const viewer of [luis, joan, beaOfTollhouse, tom]) {
    expect(() => invoices(viewer).find(id)).toThrow(NotFound);
    expect([invoices(viewer).count(), invoices(viewer).sums(), invoices(viewer).ageing()]).toEqual([0, [], []]);
    expect(() => creditOf(viewer, harbor.id)).toThrow(NotFound);
  }
  expect(() => invoices(dana).find(written())).toThrow(NotFound);
  expect(() => act.draft(tom, harbor.id)).toThrow(Refused);
});

test("partly paid, then paid; a payment is on record and told", () => {
  const id = sent();
  payNow(id, "400.00");
  expect([statusNow(id), badgesNow(id), now(id).balance]).toEqual(["partially_paid", ["Part paid"], 60000]);
  payNow(id, "600.00");
  expect([statusNow(id), now(id).balance, invoices(dana).find(id).badges.map(({ label }) => label)]).toEqual(["paid", 0, ["Paid"]]);
  expect(trailOf({ id }).at(-1)).toBe("Maya Lindqvist recorded a payment of $600.00 for the invoice INV-0001");
  expect(letters().slice(-2)).toEqual(["c-bea-harbor: invoice.paid", "c-dana: invoice.paid"]);
});

test.for(["0", "-5", "1e309", "NaN", "ten", "99999999999999999", "0.001", ""])("R5: a payment of %s is refused", (amount) => {
  const id = sent();
  expect(statusOfRefusal(() => payNow(id, amount))).toBe(422);
  expect(now(id).paid).toBe(0);
});

test("R5: a payment in another currency, or of a day to come, is refused", () => {
  const id = sent();
  expect(() => payNow(id, "10", { currency: "EUR" })).toThrow("cannot be recorded");
  expect(() => payNow(id, "10", { paidOn: "2025-11-21" })).toThrow("Choose today");
  expect(now(id).paid).toBe(0);
});

test("the same payment imported twice is told, not taken; once it is said again it is another", () => {
  const [id, other] = [sent(), sent()];
  const same = { method: "transfer", paidOn: "2025-11-20", reference: "SEPA 4711" };
  payNow(id, "100", same);
  expect(() => payNow(id, "100", same)).toThrow("The same payment is recorded already: $100.00 by transfer on 20 Nov 2025, reference SEPA 4711, for INV-0001");
  expect(() => payNow(other, "50", { ...same, reference: "sepa4711" })).toThrow("recorded already");
  expect([now(id).paid, now(other).paid]).toEqual([10000, 0]);
  payNow(other, "50", { ...same, again: true });
  expect(now(other).paid).toBe(5000);
  payNow(id, "25", { ...same, reference: "" });
  expect(() => payNow(id, "25", { ...same, reference: "" })).toThrow("recorded already");
  payNow(id, "26", { ...same, reference: "" });
});

test("a reversed payment may be recorded anew without a word", () => {
  const id = sent();
  const entry = payNow(id, "100", { reference: "X1" });
  act.reverse(maya, id, entry, { reason: "Bounced." });
  payNow(id, "100", { reference: "X1" });
  expect(now(id).paid).toBe(10000);
});

test("an overpayment becomes the client’s credit, and pays another invoice", () => {
  const [id, other] = [sent(), sent()];
  payNow(id, "1250.00");
  expect([statusNow(id), now(id).balance, now(id).excess, creditOf(maya, harbor.id)]).toEqual(["paid", 0, 25000, { USD: 25000 }]);
  expect(() => act.useCredit(maya, other, { amount: "250.01" })).toThrow("at most $250.00");
  act.useCredit(maya, other, { amount: "200" });
  expect([now(other).balance, creditOf(dana, harbor.id)]).toEqual([80000, { USD: 5000 }]);
  act.refund(maya, harbor.id, { currency: "USD", amount: "50", method: "transfer", reference: "", refundedOn: "2025-11-20" });
  expect(creditOf(maya, harbor.id)).toEqual({});
  expect(() => act.refund(maya, harbor.id, { currency: "USD", amount: "1", method: "transfer", reference: "", refundedOn: "2025-11-20" })).toThrow("no credit");
});

test("a reversal is an entry, not a deletion; credit that was used holds it back", () => {
  const [id, other] = [sent(), sent()];
  const entry = payNow(id, "1250.00");
  const used = act.useCredit(maya, other, { amount: "200" });
  expect(() => act.reverse(maya, id, entry, { reason: "Bounced." })).toThrow("Take that back first");
  expect([statusNow(id), paymentsOf(maya, now(id))]).toMatchObject(["paid", [{ reversedBy: null }]]);
  act.reverse(maya, other, used, { reason: "Taken back." });
  act.reverse(maya, id, entry, { reason: "Bounced." });
  expect([statusNow(id), now(id).balance, creditOf(maya, harbor.id)]).toEqual(["sent", 100000, {}]);
  expect(paymentsOf(maya, now(id)).map(({ amount, reverses, reason }) => [amount, reverses === entry, reason])).toEqual([[125000, false, ""], [125000, true, "Bounced."]]);
  expect(paymentsOf(dana, now(id)).map(({ reason, recordedByName }) => [reason, recordedByName])).toEqual([["", null], ["", null]]);
  expect(() => act.reverse(maya, id, entry, { reason: "Again." })).toThrow(Refused);
});

test("a credit note has its own series; in part it lowers what is owed, whole it settles it", () => {
  const id = sent();
  creditNow(id, "150.00");
  expect([statusNow(id), now(id).balance, creditNotesOf(now(id)).map(({ number, total }) => [number, total])]).toEqual(["sent", 85000, [["CN-0001", 15000]]]);
  expect(() => creditNow(id, "850.01")).toThrow("at most $850.00");
  creditNow(id);
  expect([statusNow(id), badgesNow(id), now(id).credited]).toEqual(["paid", ["Credited"], 100000]);
  expect(() => creditNow(id)).toThrow("credited already");
  expect(issueNow(written())).toBe("INV-0002");
});

test("a credit note on what is paid becomes credit", () => {
  const id = sent();
  payNow(id, "1000");
  creditNow(id, "300");
  expect([statusNow(id), now(id).balance, creditOf(maya, harbor.id)]).toEqual(["paid", 0, { USD: 30000 }]);
});

test("R5: a part that is credited bears its part of each tax, and adds up to the cent", () => {
  const [low, high] = [act.addTax(ruth, { name: "Reduced", parts: [{ name: "VAT", rate: "7" }], note: "" }), act.addTax(ruth, { name: "Full", parts: [{ name: "VAT", rate: "19" }], note: "" })];
  const id = sent({ lines: [{ description: "Books", quantity: "1", price: "100", taxId: low }, { description: "Work", quantity: "1", price: "300", taxId: high }] });
  expect(now(id).total).toBe(10700 + 35700);
  creditNow(id, "100.01");
  const { totals } = creditNotesOf(now(id))[0]!.snapshot;
  expect([totals.total, totals.net + totals.tax, totals.taxes.length]).toEqual([10001, 10001, 2]);
  creditNow(id);
  expect(creditNotesOf(now(id)).reduce((sum, note) => sum + note.snapshot.totals.total, 0)).toBe(46400);
});

test("void keeps the number, and is only for what has no payment", () => {
  const id = sent();
  const entry = payNow(id, "10");
  expect(() => voided(id)).toThrow("has payments");
  act.reverse(maya, id, entry, { reason: "Mistake." });
  voided(id);
  expect([statusNow(id), badgesNow(id), now(id).number, now(id).balance]).toEqual(["void", ["Void"], "INV-0001", 0]);
  expect(issueNow(written())).toBe("INV-0002");
  const credited = sent();
  creditNow(credited, "10");
  expect(() => voided(credited)).toThrow("has a credit note");
});

test("what is written off is owed no more; a later payment takes it up again", () => {
  const id = wrote(stand.overdue());
  expect([statusNow(id), now(id).balance, invoices(maya).sums()]).toEqual(["written_off", 0, []]);
  expect(letters().filter((letter) => letter.includes("written"))).toEqual([]);
  payNow(id, "100");
  expect([statusNow(id), now(id).balance]).toEqual(["overdue_partially_paid", 90000]);
  expect(trailOf({ id }).slice(-2).map((words) => words.replace(/ by .*/, ""))).toEqual(["Maya Lindqvist reopened the invoice INV-0001, which had been written off", "Maya Lindqvist recorded a payment of $100.00 for the invoice INV-0001"]);
});

test("a dispute pauses the letter that it is overdue, until it is settled", () => {
  act.onDay("2025-11-01");
  const id = sent({ dueOn: "2025-11-10" });
  act.dispute(bea, id, { reason: "We ordered 500, not 1,000." });
  expect(() => act.dispute(dana, id, { reason: "Yes." })).toThrow("disputed already");
  expect([now(id).disputedAt !== null, letters().filter((letter) => letter.includes("disputed"))]).toEqual([true, ["m-maya: invoice.disputed"]]);
  act.onDay("2025-11-20");
  expect(act.noteOverdue(system)).toBe(0);
  act.settle(maya, id, { outcome: "It stays at 1,000." });
  expect([act.noteOverdue(system), act.noteOverdue(system)]).toEqual([1, 0]);
  expect(() => act.settle(maya, id, { outcome: "Again." })).toThrow(Refused);
});

test("who sees invoices may ask about one, without the permission to comment; who does not finds nothing to ask about", () => {
  const id = sent();
  act.ask(bea, id, { body: "Which order was this?" });
  act.ask(maya, id, { body: "Your order of October." });
  expect(letters().slice(-3)).toEqual(["m-maya: question.asked", "c-bea-harbor: question.answered", "c-dana: question.answered"]);
  expect(() => act.ask(luis, id, { body: "And I?" })).toThrow(NotFound);
});

test("first view is noted once, for members", () => {
  const id = sent();
  expect(badgesNow(id)).toEqual(["Sent"]);
  act.viewed(dana, id);
  act.viewed(dana, id);
  expect([badgesNow(id), invoices(dana).find(id).badges.map(({ label }) => label)]).toEqual([["Viewed"], ["Due"]]);
  expect(trailOf({ id }).filter((words) => words.includes("opened"))).toHaveLength(1);
});

test.for([
  ["2025-12-20", "23:59:59", 0, ["Sent"]],
  ["2025-12-21", "00:00:00", 1, ["Overdue"]],
  ["2026-01-18", "12:00:00", 29, ["Overdue"]],
  ["2026-01-19", "12:00:00", 30, ["30d"]],
  ["2026-02-17", "12:00:00", 59, ["30d"]],
  ["2026-02-18", "12:00:00", 60, ["60d"]],
  ["2026-03-19", "12:00:00", 89, ["60d"]],
  ["2026-03-20", "12:00:00", 90, ["90+d"]],
] as const)("on %s at %s it is %i days late: %s; due today is not overdue", ([day, time, days, labels]) => {
  const id = sent();
  act.onDay(day, time);
  expect([now(id).daysLate, badgesNow(id)]).toEqual([days, labels]);
});

test("a due date holds to its end on days of 23 and 25 hours too", () => {
  act.onDay("2025-10-01");
  const [long, short] = [sent({ dueOn: "2025-11-02" }), sent({ dueOn: "2026-03-08" })];
  act.onDay("2025-11-02", "23:59:59");
  expect(now(long).daysLate).toBe(0);
  act.onDay("2025-11-03", "00:00:00");
  expect(now(long).daysLate).toBe(1);
  act.onDay("2026-03-08", "23:59:59");
  expect(now(short).daysLate).toBe(0);
  act.onDay("2026-03-09", "00:00:00");
  expect(now(short).daysLate).toBe(1);
});

test("late and part paid are both shown, when both", () => {
  expect(badgesNow(stand.overdue_partially_paid())).toEqual(["Overdue", "Part paid"]);
});

test("the report’s columns are Current, 1–30, 31–60, 61–90 and over 90, as its SQL says too", () => {
  expect([0, 1, 30, 31, 60, 61, 90, 91].map(bucketOf)).toEqual(["current", "to30", "to30", "to60", "to60", "to90", "to90", "over90"]);
  expect([0, 1, 29, 30, 59, 60, 89, 90].map((days) => lateBadge(days)?.label)).toEqual([undefined, "Overdue", "Overdue", "30d", "30d", "60d", "60d", "90+d"]);
  act.onDay("2025-01-01");
  for (const dueOn of ["2025-11-20", "2025-11-19", "2025-10-21", "2025-10-20", "2025-09-21", "2025-09-20", "2025-08-22", "2025-08-21"]) sent({ dueOn });
  act.onDay("2025-11-20");
  expect(invoices(maya).ageing()).toMatchObject([{ clientName: harbor.name, currency: "USD", count: 8, total: 800000, current: 100000, to30: 200000, to60: 200000, to90: 200000, over90: 100000 }]);
});

test("each currency is summed by itself", () => {
  sent();
  act.billClient(maya, meridian.id, { name: "", address: "", taxNumber: "", currency: "JPY" });
  const yen = sent({ lines: [{ description: "Work", quantity: "1", price: "1500" }] }, meridian);
  expect([now(yen).currency, now(yen).total, invoices(maya).sums().map(({ currency, outstanding }) => [currency, outstanding])]).toEqual(["JPY", 1500, [["USD", 100000], ["JPY", 1500]]]);
  expect(trailOf({ id: yen }).at(-1)).toContain("¥1,500");
});
