import { afterEach, beforeEach, expect, test } from "vitest";
import { sqlite } from "#db/client.server.ts";
import { bookkept } from "#app/invoices/books.server.ts";
import { creditNotesOf, creditOf, disputesOf, invoices, newestFirst, paymentsOf } from "#app/invoices/invoices.server.ts";
import { statementOf } from "#app/invoices/statement.server.ts";
import { paidThisYear } from "#app/invoices/year.server.ts";
import { queryFrom } from "#app/search/query.ts";
import { search } from "#app/search/search.server.ts";
import { asked, noteAsked, noteNoMore } from "../support/asked.ts";
import { dana, freshStory, harbor, maya } from "../support/story.ts";
import { creditNow, onDay, payNow, sent, written } from "./stage.ts";

const slice = { limit: 50, offset: 0 };
const year = { from: "2026-01-01", to: "2026-11-20" };

/** So many invoices of two clients, copies by rows of one that was sent through its command; a tenth is owed still, the others are paid. And so many drafts. */
function plant(many: number, drafts = 1) {
  onDay("2025-11-20");
  const id = sent();
  payNow(id, "100");
  creditNow(id, "100");
  sqlite.exec(`
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${many})
    INSERT INTO invoices (id, client_id, project_id, number, content, currency, issued_on, due_on, author_id, created_at, changed_at, snapshot, sha256, total, sent_by, sent_at, paid)
    SELECT 'i' || i, iif(i % 2, 'meridian', 'harbor'), iif(i % 2, 'booking', 'packaging'), 'INV-' || (i + 5000), v.content, v.currency, date('2026-11-20', '-' || (i % 1000) || ' days'), date('2026-12-20', '-' || (i % 1000) || ' days'), v.author_id, i, i, v.snapshot, v.sha256, v.total, v.sent_by, i, iif(i % 10, v.total, 0) FROM n, invoices v WHERE v.id = '${id}';
    INSERT INTO invoice_payments (id, invoice_id, client_id, amount, method, paid_on, recorded_by, recorded_at) SELECT 'p' || id, id, client_id, paid, 'transfer', issued_on, author_id, 1 FROM invoices WHERE id LIKE 'i%' AND paid > 0`);
  for (let draft = 0; draft < drafts; draft++) written();
  onDay("2026-11-20");
}

/** The story, begun anew, with what it is asked written down. */
function freshAsked() {
  freshStory();
  noteAsked();
}

beforeEach(freshAsked);
afterEach(noteNoMore);

/** How what a deed asks is looked up, step by step. */
function planOf(deed: () => unknown) {
  asked.length = 0;
  deed();
  expect(asked.length).toBeGreaterThan(0);
  return [...new Set(asked.map(({ sql }) => sql))].filter((sql) => !/FROM "?taxes/i.test(sql)).flatMap((sql) => (sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...Array.from(sql.matchAll(/\?/g), () => null)) as { detail: string }[]).map(({ detail }) => detail));
}
const scans = (plan: string[]) => plan.filter((step) => /^SCAN (invoices|invoice_payments|credit_notes|write_offs|credit_refunds|invoice_disputes|clients|projects)\b/.test(step));

test("both lists are read in their order, newest first, without sorting", () => {
  const staff = planOf(() => invoices(maya).page(slice));
  expect(staff.filter((step) => step.includes("USE TEMP B-TREE"))).toEqual([]);
  expect(scans(staff)).toEqual(["SCAN invoices USING INDEX invoices_newest"]);
  const portal = planOf(() => invoices(dana).page(slice));
  expect(portal.filter((step) => step.includes("USE TEMP B-TREE"))).toEqual([]);
  expect([scans(portal), portal.some((step) => step.includes("invoices_newest_of_client (client_id=?)"))]).toEqual([[], true]);
});

test("what is owed, overdue or a draft is looked up among what is open, what was paid by its day", () => {
  expect(planOf(() => invoices(maya).page(slice, { state: "overdue" }))).toContain("SEARCH invoices USING INDEX invoices_open (due_on<?)");
  expect(planOf(() => invoices(maya).page(slice, { state: "draft" })).filter((step) => step.startsWith("SCAN invoices USING INDEX") || step.startsWith("SEARCH invoices"))).toHaveLength(1);
  expect(scans(planOf(() => invoices(maya).ageing()))).toEqual(["SCAN invoices USING INDEX invoices_owed"]);
  expect(planOf(() => invoices(maya).sums()).find((step) => step.includes(" invoices "))).toMatch(/^SCAN invoices USING INDEX invoices_(open|owed)$/);
  expect(scans(planOf(() => paidThisYear(maya)))).toEqual([]);
});

test("nothing of one client’s is found by reading everybody’s: sums, credit, statement, an invoice and what came after it", () => {
  plant(20);
  for (const deed of [
    () => invoices(dana).sums(),
    () => invoices(dana).count(),
    () => paidThisYear(dana),
    () => creditOf(dana, harbor.id),
    () => statementOf(dana, harbor.id, year),
    () => {
      const found = invoices(dana).find("i2");
      return [paymentsOf(dana, found), creditNotesOf(found), disputesOf(found)];
    },
    () => search(dana, queryFrom("label") || undefined!).numbers(),
  ])
    expect([String(deed), scans(planOf(deed))]).toEqual([String(deed), []]);
});

test("with ten thousand invoices and forty drafts every list, report and file asks as few questions as with a hundred and one", { timeout: 60_000 }, () => {
  const deeds = {
    "staff’s list": () => invoices(maya).page(slice),
    "client’s list": () => invoices(dana).page(slice),
    "sums and counts": () => [invoices(maya).sums(), invoices(maya).count(), paidThisYear(maya)],
    ageing: () => invoices(maya).ageing(),
    statement: () => statementOf(dana, harbor.id, year),
    "for bookkeeping": () => bookkept(maya, { limit: 500, offset: 0 }, {}, newestFirst),
    search: () => search(maya, queryFrom("label") || undefined!).numbers(),
  };
  const questions = () =>
    Object.entries(deeds).map(([name, deed]) => {
      asked.length = 0;
      deed();
      return [name, asked.length];
    });
  plant(100);
  questions();
  const few = questions();
  freshAsked();
  plant(10_000, 40);
  expect(invoices(maya).count()).toBe(10_041);
  expect(questions()).toEqual(few);
});
