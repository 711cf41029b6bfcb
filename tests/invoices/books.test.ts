import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db, sqlite } from "#db/client.server.ts";
import { contacts, events, members, outbox, proposalVersions, proposals, timeEntries } from "#db/schema/index.ts";
import { audit } from "#app/events/audit.server.ts";
import { write as writeLetter } from "#app/events/letters.server.ts";
import { trail } from "#app/events/trail.server.ts";
import { bankFor, bankHistory, detailsInForce } from "#app/invoices/bank.server.ts";
import { bookkept } from "#app/invoices/books.server.ts";
import { BankForm, BillingForm, ClientBillingForm, TaxForm, isIban, isPayLink } from "#app/invoices/forms.server.ts";
import { newestFirst } from "#app/invoices/asked.ts";
import { addSources as addSourcesIn, billables } from "#app/invoices/sources.server.ts";
import { linesFrom, unbilledMinutes, unbilledTime } from "#app/invoices/unbilled.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { system } from "#app/people/viewer.ts";
import { queryFrom } from "#app/search/query.ts";
import { search } from "#app/search/search.server.ts";
import { changeTime as changeTimeIn, logTime as logTimeIn, markTime as markTimeIn, removeTime as removeTimeIn } from "#app/time/entries.server.ts";
import { addTask as addTaskIn } from "#app/projects/tasks.server.ts";
import { bea, booking, dana, freshStory, harbor, inTransaction, letters, luis, maya, meridian, packaging, ruth, tom, trailOf } from "../support/story.ts";
import { accept, sent as offered, yes } from "../proposals/stage.ts";
import * as act from "./stage.ts";

const { sent, written, issueNow, payNow, now } = act;
const [logTime, changeTime, markTime, removeTime, addTask, addSources] = [inTransaction(logTimeIn), inTransaction(changeTimeIn), inTransaction(markTimeIn), inTransaction(removeTimeIn), inTransaction(addTaskIn), inTransaction(addSourcesIn)];

beforeEach(() => {
  freshStory();
  act.onDay("2025-11-20");
  db.update(members).set({ rateMinor: 11500 }).where(eq(members.id, tom.id)).run();
});

const worked = (minutes: number, more: object = {}) => logTime(tom, packaging.id, { workedOn: "2025-11-19", minutes, billable: true, note: "cellardoor: the slow way", ...more });
const entry = (id: string) => db.select().from(timeEntries).where(eq(timeEntries.id, id)).get()!;

test("time is reserved by one draft, billed when it is issued, and unbilled again when that is void", () => {
  const [first, second, free] = [worked(90), worked(30), worked(60, { billable: false })];
  expect(unbilledMinutes(maya, { clientId: harbor.id })).toBe(120);
  const id = act.draft(maya, harbor.id);
  expect(act.addTime(maya, id, [first, second])).toBe(1);
  expect([entry(first).invoiceId, entry(first).billedAt, unbilledMinutes(maya, { clientId: harbor.id })]).toEqual([id, null, 0]);
  expect(now(id).content.lines).toMatchObject([{ description: "Winter range packaging", quantity: 20_000, unit: "h", price: 1_150_000 }]);
  expect(() => act.addTime(maya, act.draft(maya, harbor.id), [first])).toThrow(Refused);
  expect(() => act.addTime(maya, act.draft(maya, harbor.id), [free])).toThrow(Refused);
  issueNow(id);
  expect([now(id).total, entry(first).billedAt !== null]).toEqual([23000, true]);
  act.voidIt(maya, id, { reason: "Twice." });
  expect([entry(first).invoiceId, entry(first).billedAt, unbilledMinutes(maya, { clientId: harbor.id })]).toEqual([null, null, 120]);
});

test("a line that is taken out, or a draft that is deleted, lets its time go", () => {
  const first = worked(90);
  const id = act.draft(maya, harbor.id);
  act.addTime(maya, id, [first]);
  act.write(maya, id, { ...act.typed, lines: [{ description: "Else", quantity: "1", unit: "", price: "5" }], pricesInclude: false, note: "", terms: "" });
  expect(entry(first).invoiceId).toBeNull();
  act.addTime(maya, id, [first]);
  act.discard(maya, id);
  expect(entry(first).invoiceId).toBeNull();
});

test("time that stands on an invoice is neither changed nor removed, by the database itself either", () => {
  const first = worked(90);
  const id = act.draft(maya, harbor.id);
  act.addTime(maya, id, [first]);
  const as = { workedOn: "2025-11-19", minutes: 60, billable: true, note: "" };
  for (const deed of [() => changeTime(tom, packaging.id, first, as), () => markTime(maya, packaging.id, { entries: [first], as: "free", query: "" }), () => removeTime(tom, packaging.id, first)]) expect(deed).toThrow("draft invoice");
  changeTime(tom, packaging.id, first, { ...as, minutes: 90, note: "Other words" });
  issueNow(id);
  expect(() => removeTime(tom, packaging.id, first)).toThrow("is billed");
  for (const change of ["DELETE FROM time_entries", "UPDATE time_entries SET minutes = 5", "UPDATE time_entries SET billable = 0", "UPDATE time_entries SET invoice_id = 'other'"]) expect(() => sqlite.exec(change), change).toThrow();
});

test("hours come by task where the client knows the task, never with notes or names", () => {
  const shown = addTask(maya, packaging.id, { title: "Dielines", shownToClient: true, internalNotes: "" });
  const hidden = addTask(maya, packaging.id, { title: "cellardoor", shownToClient: false, internalNotes: "" });
  worked(60, { taskId: shown });
  worked(30, { taskId: hidden });
  worked(20);
  const lines = linesFrom(unbilledTime(maya, { clientId: harbor.id }), "USD").map(({ line }) => [line.description, line.quantity]);
  expect(lines).toEqual([["Winter range packaging, Dielines", 10_000], ["Winter range packaging", 8333]]);
  expect(linesFrom(unbilledTime(maya, { clientId: harbor.id }), "EUR").map(({ line }) => line.price)).toEqual([0, 0]);
  expect(() => unbilledTime(tom, {})).toThrow(NotFound);
});

test("another client’s time cannot stand on an invoice", () => {
  const theirs = logTime(maya, booking.id, { workedOn: "2025-11-19", minutes: 60, billable: true, note: "" });
  const id = act.draft(maya, harbor.id);
  expect(() => act.addTime(maya, id, [theirs])).toThrow(Refused);
  expect(() => db.update(timeEntries).set({ invoiceId: id }).where(eq(timeEntries.id, theirs)).run()).toThrow(/FOREIGN KEY/);
  expect(() => act.draft(maya, harbor.id, { projectId: booking.id })).toThrow("Choose a project");
});

test("an accepted proposal is billed once: its fee, each milestone, each period of a retainer", () => {
  const fixed = offered();
  accept(dana, fixed, yes);
  const milestones = offered({ model: "milestone", lines: [], milestones: [{ id: "a", name: "Scope", amount: "100" }, { id: "b", name: "Shop", amount: "200" }] });
  accept(dana, milestones, { ...yes, amount: 30000 });
  const retainer = offered({ model: "retainer", lines: [], amount: "340", period: "month" });
  accept(dana, retainer, { ...yes, amount: 34000 });
  const id = act.draft(maya, harbor.id);
  const all = () => billables(maya, now(id)).filter(({ invoiceId }) => !invoiceId).map(({ part, label }) => `${part.split(":")[0]} ${label}`);
  expect(all().sort()).toEqual(["milestone Scope", "milestone Shop", "period December 2025", "period November 2025", "whole The whole fee"]);
  const keyOf = (part: string) => billables(maya, now(id)).find((one) => one.part === part)!.key;
  expect(addSources(maya, id, [keyOf("whole"), keyOf("milestone:b"), keyOf("period:2025-11")])).toBe(4);
  expect(now(id).total).toBe(550000 + 20000 + 34000);
  expect(all().sort()).toEqual(["milestone Scope", "period December 2025"]);
  expect(() => addSources(maya, act.draft(maya, harbor.id), [`${fixed}~whole`])).toThrow("stands on an invoice already");
  act.discard(maya, id);
  expect(billables(maya, { clientId: harbor.id, currency: "USD" }).every(({ invoiceId }) => !invoiceId)).toBe(true);
  expect([db.select().from(proposals).all().length, db.select().from(proposalVersions).all().length]).toEqual([3, 3]);
});

test("a client’s own currency, terms and name stand on what is begun from then on; what was sent keeps its own", () => {
  const before = sent();
  act.billClient(maya, harbor.id, ClientBillingForm.parse({ name: "Harbor & Finch LLC", address: "1 Wharf", taxNumber: "EU123", currency: "KWD", locale: "en-GB", termsDays: 14 }));
  const id = sent({ lines: [{ description: "Work", quantity: "1", price: "1.234" }], dueOn: "2025-12-04" });
  expect([now(id).currency, now(id).total, now(id).snapshot!.client.name, now(id).locale]).toEqual(["KWD", 1234, "Harbor & Finch LLC", "en-GB"]);
  expect([now(before).currency, now(before).snapshot!.client.name]).toEqual(["USD", harbor.name]);
  expect(act.draft(maya, harbor.id) && now(act.draft(maya, harbor.id)).dueOn).toBe("2025-12-04");
  expect(() => act.billClient(tom, harbor.id, ClientBillingForm.parse({}))).toThrow(Refused);
});

test("R5: a tax may have several rates, none only with its reason, and never beyond 100; changed, what was sent keeps it", () => {
  const tax = (words: object) => act.addTax(ruth, TaxForm.parse({ name: "T", ...words }));
  for (const rate of ["101", "-1", "1e309", "ten"]) expect(() => tax({ parts: [{ name: "VAT", rate }] })).toThrow("Enter a rate");
  expect(() => tax({ parts: [] })).toThrow("why nothing is charged");
  const both = tax({ parts: [{ name: "GST", rate: "5" }, { name: "QST", rate: "9.975" }] });
  const id = sent({ lines: [{ description: "Work", quantity: "1", price: "140", taxId: both }] });
  expect(now(id).total).toBe(16097);
  act.changeTax(ruth, both, TaxForm.parse({ name: "T", parts: [{ name: "GST", rate: "10" }] }));
  expect([now(id).total, now(written({ lines: [{ description: "Work", quantity: "1", price: "140", taxId: both }] })).total]).toEqual([16097, 15400]);
  act.retireTax(ruth, both);
  expect(() => act.addTax(maya, TaxForm.parse({ name: "T", parts: [], note: "x" }))).toThrow(NotFound);
});

test("somebody who checked an invoice whose tax changed meanwhile sends nothing", () => {
  const id = act.addTax(ruth, TaxForm.parse({ name: "VAT", parts: [{ name: "VAT", rate: "19" }] }));
  const draft = written({ lines: [{ description: "Work", quantity: "1", price: "100", taxId: id }] });
  const seen = act.seenOf(draft);
  act.changeTax(ruth, id, TaxForm.parse({ name: "VAT", parts: [{ name: "VAT", rate: "20" }] }));
  expect(() => act.issue(maya, draft, { seen })).toThrow("while you were checking");
});

test("numbers: a series may begin higher, and yearly; once begun it has no gaps", () => {
  const form = (words: object) => BillingForm.parse({ invoicePrefix: "INV-", creditPrefix: "CN-", digits: 4, termsDays: 30, ...words });
  act.changeBilling(ruth, form({ nextInvoice: 187 }));
  expect(now(sent()).number).toBe("INV-0187");
  expect(() => act.changeBilling(ruth, form({ nextInvoice: 200 }))).toThrow("has begun");
  act.changeBilling(ruth, form({ yearly: true, invoicePrefix: "A/" }));
  expect(now(sent()).number).toBe("A/2025-0001");
  act.onDay("2026-01-02");
  expect(now(sent({ dueOn: "2026-02-01" })).number).toBe("A/2026-0001");
  expect(() => act.changeBilling(maya, form({}))).toThrow(NotFound);
});

const account = (iban: string) => BankForm.parse({ holder: "Northlight Studio", iban });
const [first, second] = ["DE02120300000000202051", "DE02500105170137075030"];

test("bank details: the first hold at once, a change needs a second member, and every open invoice announces it", () => {
  act.proposeBank(ruth, account(first));
  expect(detailsInForce("USD")!.iban).toBe(first);
  const [open, paid] = [sent(), sent()];
  payNow(paid, "1000");
  const other = act.proposeBank(ruth, account(second));
  expect([detailsInForce("USD")!.iban, bankFor(now(open)).changedAt, letters().filter((letter) => letter.includes("bank"))]).toEqual([first, null, ["m-maya: bank_details_proposed", "m-ruth: bank_details_proposed"]]);
  expect(() => act.confirmBank(ruth, other)).toThrow("somebody else must confirm");
  expect(() => act.confirmBank(tom, other)).toThrow(NotFound);
  expect(() => act.proposeBank(ruth, account(first))).toThrow("proposed already");
  act.onDay("2025-11-21");
  act.confirmBank(maya, other);
  expect([detailsInForce("USD")!.iban, bankFor(now(open)).changedAt?.toISOString().slice(0, 10), bankHistory(maya).map(({ state }) => state)]).toEqual([second, "2025-11-21", ["in_force", "former"]]);
  expect(letters().filter((letter) => letter.endsWith("invoice.bank_changed"))).toEqual(["c-bea-harbor: invoice.bank_changed", "c-dana: invoice.bank_changed"]);
  expect(trailOf({ id: open }).at(-1)).toBe("Maya Lindqvist changed the bank details the invoice INV-0001 is paid to");
  expect(bankFor(now(sent())).changedAt).toBeNull();
  expect(() => act.confirmBank(maya, other)).toThrow(Refused);
});

test("in a firm of one a change holds after 24 hours and a letter, to the second; it can be withdrawn before", () => {
  act.proposeBank(ruth, account(first));
  const open = sent();
  db.update(members).set({ deactivatedAt: new Date() }).where(eq(members.role, "manager")).run();
  act.withdrawBank(ruth, act.proposeBank(ruth, account(second)));
  act.proposeBank(ruth, account(second));
  expect(letters().filter((letter) => letter.includes("bank"))).toEqual(["m-ruth: bank_details_proposed", "m-ruth: bank_details_proposed"]);
  act.onDay("2025-11-21", "11:59:59");
  expect([detailsInForce("USD")!.iban, act.noteBank(system)]).toEqual([first, 0]);
  act.onDay("2025-11-21", "12:00:00");
  expect([detailsInForce("USD")!.iban, bankFor(now(open)).changedAt !== null]).toEqual([second, true]);
  expect([act.noteBank(system), act.noteBank(system), trailOf({ id: open }).at(-1)]).toEqual([1, 0, "The portal changed the bank details the invoice INV-0001 is paid to"]);
});

test("an IBAN with a digit mistyped is refused, a pay link that is no https too", () => {
  expect([isIban(first), isIban("DE02120300000000202052"), isIban("XX")]).toEqual([true, false, false]);
  expect(["https://pay.example/1", "http://pay.example/1", "javascript:alert(1)", "https://a b", "https://u:p@pay.example", "//pay.example"].map(isPayLink)).toEqual([true, false, false, false, false, false]);
  const id = sent();
  act.setPayLink(maya, id, { payLink: "https://pay.example/1" });
  expect(now(id).payLink).toBe("https://pay.example/1");
});

test("who may not see invoices finds no trace of them: not in the record, the feed, letters, search; members neither", () => {
  const id = sent({ projectId: packaging.id, lines: [{ description: "quincunx", quantity: "1", price: "1000" }] });
  payNow(id, "10");
  act.dispute(dana, id, { reason: "quincunx" });
  act.ask(dana, id, { body: "quincunx" });
  act.ask(maya, id, { body: "quincunx" });
  const of = db.select().from(events).where(eq(events.subjectId, id)).all();
  expect(of.length).toBeGreaterThan(4);
  for (const [viewer, finds] of [[dana, true], [bea, true], [luis, false], [maya, true], [tom, false]] as const) {
    const read = [trail(viewer).of({ kind: "invoice", id }), trail(viewer).of({ kind: "project", id: packaging.id }), trail(viewer).ofClient(harbor.id), trail(viewer).recent(100)];
    expect(read.map((entries) => entries.some(({ subject }) => subject === "INV-0001")), viewer.name).toEqual(Array(4).fill(finds));
    const query = queryFrom("quincunx") || undefined;
    expect(search(viewer, query!).numbers().lists.some(({ label }) => label === "Invoices"), viewer.name).toBe(finds);
  }
  expect(audit(tom).count({} as never)).toBe(0);
  expect(letters().filter((letter) => letter.startsWith("c-luis") || letter.startsWith("m-tom"))).toEqual([]);
  // Where all members see all, they still see no invoices.
  sqlite.exec("UPDATE agency SET members_see_all = 1");
  expect(trail(tom).recent(100).filter(({ subject }) => subject === "INV-0001")).toEqual([]);
});

test("Z6: whose permission is taken away before a letter is written gets none", () => {
  sent();
  const rows = () => db.select().from(outbox).where(eq(outbox.contactId, dana.id)).all();
  expect(writeLetter(db, rows()).written?.letter.subject).toBe("Invoice INV-0001 for $1,000.00, due 20 Dec 2025");
  db.update(contacts).set({ canViewInvoices: false }).where(eq(contacts.id, dana.id)).run();
  expect(writeLetter(db, rows())).toMatchObject({ written: null, dropped: [{ why: "They may no longer see what it was about." }] });
});

test("a preview of a contact who may see invoices shows them only to who may bill", () => {
  const id = sent();
  const preview = (by: typeof maya) => ({ ...dana, preview: { id: "p", by } });
  expect(() => act.viewed(preview(tom), id)).toThrow(NotFound);
  expect(() => act.dispute(preview(maya), id, { reason: "No." })).toThrow(Refused);
  expect(now(id).disputedAt).toBeNull();
});

test("for bookkeeping each invoice says its net, its tax, and what each rate makes", () => {
  const vat = act.addTax(ruth, TaxForm.parse({ name: "VAT", parts: [{ name: "VAT", rate: "19" }] }));
  sent({ lines: [{ description: "Work", quantity: "1", price: "100", taxId: vat }] });
  expect(bookkept(maya, { limit: 10, offset: 0 }, {}, newestFirst)).toMatchObject([{ number: "INV-0001", net: 10000, tax: 1900, total: 11900, taxes: "VAT 19% on 100.00: 19.00", billedTo: harbor.name }]);
  expect(bookkept(tom, { limit: 10, offset: 0 }, {}, newestFirst)).toEqual([]);
  expect(meridian.id).not.toBe(harbor.id);
});
