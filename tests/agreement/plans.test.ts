import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sqlite } from "#db/client.server.ts";
import { acceptances, askedOf } from "#app/acceptances/acceptances.server.ts";
import { requests } from "#app/information-requests/requests.server.ts";
import { resume, standAt } from "#app/lib/clock.ts";
import { needsOf } from "#app/needs/needs.server.ts";
import { askedOfUs } from "#app/needs/waiting.server.ts";
import { system } from "#app/people/viewer.ts";
import { proposals } from "#app/proposals/proposals.server.ts";
import { canonical, sha256 } from "#app/receipts/verify-receipt.mjs";
import { asked, noteAsked, noteNoMore } from "../support/asked.ts";
import { booking, dana, freshStory, harbor, luis, maya, meridian, packaging, tom } from "../support/story.ts";

/** Ten thousand proposals, requests (of three items) and acceptances, a tenth of them one client's own, as they pile up in ten years. */
const MANY = 10_000;
const slice = { limit: 50, offset: 0 };

beforeAll(() => {
  freshStory();
  standAt(new Date("2026-03-02T15:00:00Z"));
  const at = Date.UTC(2026, 1, 1);
  const body = "Design the fascia, in two rounds, and everything that goes with it. ".repeat(40);
  const content = { sections: [{ id: "s", heading: "What we will do", body }], lines: [{ id: "l", description: "Design", quantity: 100, unit: "", price: 260000, optional: false }], fee: { model: "fixed", amount: null }, terms: body };
  const [proposal, version] = ["INSERT INTO proposals (id, client_id, number, title, content, currency, version, author_id, changed_at, created_at) VALUES (?, ?, ?, ?, ?, 'USD', 1, ?, ?, ?)", "INSERT INTO proposal_versions (proposal_id, client_id, version, snapshot, sha256, expires_on, sent_by, sent_at, decision, decided_at) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?)"].map((sql) => sqlite.prepare(sql));
  const [request, item, submission] = ["INSERT INTO information_requests (id, client_id, project_id, number, title, author_id, sent_at, created_at, due_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", "INSERT INTO request_items (id, request_id, client_id, position, label, type, required, created_at) VALUES (?, ?, ?, ?, 'Item', 'text', 1, 1)", "INSERT INTO request_submissions (id, item_id, client_id, number, contact_id, answer, submitted_at, accepted_at, reviewed_by) VALUES (?, ?, ?, 1, ?, '{\"words\":\"A\"}', 1, ?, ?)"].map((sql) => sqlite.prepare(sql));
  const [acceptance, contact] = ["INSERT INTO acceptances (id, client_id, project_id, document_id, version, file_id, title, policy, expires_on, requested_by, requested_at, accepted_at) VALUES (?, ?, ?, ?, 1, ?, ?, 'any', ?, ?, ?, ?)", "INSERT INTO acceptance_contacts (acceptance_id, client_id, contact_id) VALUES (?, ?, ?)"].map((sql) => sqlite.prepare(sql));
  sqlite.transaction(() => {
    for (const [client, project] of [[harbor, packaging], [meridian, booking]] as const) {
      sqlite.prepare("INSERT INTO files (id, client_id, name, size, sha256, created_at) VALUES (?, ?, 'Scope.pdf', 4, ?, 1)").run(`file-${client.id}`, client.id, "0".repeat(64));
      sqlite.prepare("INSERT INTO documents (id, project_id, client_id, name, version, size, uploaded_at, shared_at, created_at) VALUES (?, ?, ?, 'Scope.pdf', 1, 4, 1, 1, 1)").run(`doc-${client.id}`, project.id, client.id);
      sqlite.prepare("INSERT INTO document_versions (document_id, client_id, version, file_id, uploaded_by, created_at) VALUES (?, ?, 1, ?, ?, 1)").run(`doc-${client.id}`, client.id, `file-${client.id}`, maya.id);
    }
    for (let n = 0; n < MANY; n++) {
      const [client, project, who] = n % 10 ? [meridian, booking, "c-joan"] : [harbor, packaging, dana.id];
      const [day, when, open] = [n % 40 === 0 ? "2026-03-20" : "2026-02-20", at - n * 60_000, n % 40 === 0];
      const title = `Proposal ${n}`;
      const snapshot = canonical({ number: `PR-${n}`, version: 1, title, client: client.name, agency: { name: "Northlight Studio", address: "" }, from: maya.name, currency: "USD", locale: "en-US", content, files: [] } as never);
      proposal!.run(`p${n}`, client.id, n + 1, title, JSON.stringify(content), maya.id, when, when);
      version!.run(`p${n}`, client.id, snapshot, sha256(snapshot), day, maya.id, when, n % 4 === 1 ? "accepted" : null, n % 4 === 1 ? when : null);
      request!.run(`r${n}`, client.id, n % 2 ? project.id : null, n + 1, `Request ${n}`, maya.id, when, when, day);
      for (let place = 1; place <= 3; place++) {
        item!.run(`i${n}-${place}`, `r${n}`, client.id, place);
        if (!open || place === 1) submission!.run(`s${n}-${place}`, `i${n}-${place}`, client.id, who, open ? null : when, open ? null : maya.id);
      }
      acceptance!.run(`a${n}`, client.id, project.id, `doc-${client.id}`, `file-${client.id}`, `Scope ${n}`, day, maya.id, when, n % 4 === 1 ? when : null);
      contact!.run(`a${n}`, client.id, who);
    }
  })();
  sqlite.exec("PRAGMA analysis_limit = 400; ANALYZE");
  noteAsked();
}, 120_000);
afterAll(() => {
  noteNoMore();
  resume();
});

/** So many queries each may ask, whatever it finds: pages and counts, and what they need about their rows at once. */
const reads: [name: string, queries: number, read: () => unknown][] = [
  ["proposals: a client’s list, by title, narrowed, and by words", 18, () => [proposals(dana).page(slice), proposals(dana).count(), proposals(dana).page(slice, {}, { by: "title", direction: "ascending" }), proposals(dana).page(slice, { status: "sent" }), proposals(dana).count({ status: "sent" }), proposals(dana).page(slice, { search: "99" })]],
  ["proposals: the agency’s list, its last page, and in every order", 24, () => [proposals(maya).page(slice), proposals(maya).count(), proposals(maya).page({ limit: 50, offset: MANY - 50 }), ...(["title", "client", "number", "expires"] as const).map((by) => proposals(maya).page(slice, {}, { by, direction: "ascending" }))]],
  ["proposals: the agency’s expired ones, and by words", 12, () => [proposals(maya).page(slice, { status: "expired" }), proposals(maya).count({ status: "expired" }), proposals(maya).page(slice, { search: "proposal 99" }), proposals(system).page(slice, { status: "expired", unnoted: true })]],
  ["proposals: a member’s list", 6, () => [proposals(tom).page(slice), proposals(tom).count()]],
  ["requests: a client’s tabs", 12, () => (["open", "completed"] as const).map((tab) => [requests(dana).page(slice, { tab }), requests(dana).count({ tab })])],
  ["requests: the agency’s list, what is current, what waits for review, by due date and title", 24, () => [requests(maya).page(slice), requests(maya).count(), requests(maya).page(slice, { tab: "current" }), requests(maya).count({ waiting: true }), requests(maya).page(slice, { waiting: true }), ...(["due", "title", "client"] as const).map((by) => requests(maya).page(slice, {}, { by, direction: "ascending" }))]],
  ["requests: a member’s list", 6, () => [requests(tom).page(slice), requests(tom).count()]],
  ["acceptances: a client’s list, the agency’s and a member’s", 18, () => [acceptances(dana).page(slice, { status: "pending" }), acceptances(dana).page(slice, { settled: true }), acceptances(dana).count({ settled: true }), acceptances(maya).page(slice), acceptances(maya).count(), acceptances(maya).page(slice, { status: "expired" }), acceptances(tom).page(slice)]],
  ["an acceptance and of whom it is asked", 4, () => [acceptances(dana).find("a0"), askedOf({ id: "a0", clientId: harbor.id })]],
  ["what needs two contacts", 30, () => [needsOf(dana), needsOf(luis)]],
];
/** How the database goes about what was asked of it. */
const steps = () => [...new Set(asked.map(({ sql }) => sql))].flatMap((sql) => (sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...Array.from(sql.matchAll(/\?/g), () => null)) as { detail: string }[]).map(({ detail }) => detail));

describe("with ten thousand of each", () => {
  test.for(reads)("%s: at most %d queries, and no long text is read to find out which rows are meant", ([, queries, read]) => {
    asked.length = 0;
    read();
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThanOrEqual(queries);
    expect(steps().filter((detail) => /^SCAN (proposals|proposal_versions|i|s|n|request_items|request_submissions|acceptance_contacts)\b(?!.* COVERING INDEX)/.test(detail))).toEqual([]);
  });

  test("the order of proposals is found in indexes alone: their texts are read for one page", () => {
    asked.length = 0;
    proposals(maya).page(slice);
    expect(steps()).toEqual(expect.arrayContaining([expect.stringContaining("USING COVERING INDEX proposals_by_client"), expect.stringContaining("USING COVERING INDEX proposal_versions_shown")]));
  });

  test("a page asks as many queries for fifty rows as for one", () => {
    const pages = [(limit: number) => proposals(maya).page({ limit, offset: 0 }), (limit: number) => requests(maya).page({ limit, offset: 0 }), (limit: number) => acceptances(maya).page({ limit, offset: 0 })];
    for (const page of pages) {
      const counts = [1, 50].map((limit) => {
        asked.length = 0;
        expect(page(limit)).toHaveLength(limit);
        return asked.length;
      });
      expect(counts[0]).toBe(counts[1]);
    }
  });

  test("what waits on a member is a fixed number of queries, and what they say is true", () => {
    asked.length = 0;
    const { total } = askedOfUs(maya, 12);
    expect(asked.length).toBeLessThanOrEqual(40);
    // What expired ten days ago, and nobody has settled: three of four that are not open.
    const lapsed = MANY - MANY / 40 - MANY / 4;
    expect([total, acceptances(maya).count({ lapsed: true }), proposals(maya).count({ lapsed: true })]).toEqual([requests(maya).count({ waiting: true }) + 2 * lapsed, lapsed, lapsed]);
    expect([requests(maya).count({ tab: "open" }), requests(maya).count({ waiting: true }), requests(maya).count({ tab: "completed" })]).toEqual([MANY / 40, MANY / 40, MANY - MANY / 40]);
  });
});
