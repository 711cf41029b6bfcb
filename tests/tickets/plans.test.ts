import { afterEach, beforeEach, expect, test } from "vitest";
import { sqlite } from "#db/client.server.ts";
import { followersOf } from "#app/tickets/following.server.ts";
import { notesOn } from "#app/tickets/notes.server.ts";
import { threadOf } from "#app/tickets/thread.server.ts";
import { mostPressing, newestWord, tickets } from "#app/tickets/tickets.server.ts";
import { asked, noteAsked, noteNoMore } from "../support/asked.ts";
import { dana, freshStory, harbor, maya } from "../support/story.ts";

const slice = { limit: 50, offset: 0 };

/** So many tickets of one client with three messages each; two hundred are open, the others were resolved. By rows. */
function plant(many: number) {
  sqlite.exec(`
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${many})
    INSERT INTO tickets (id, client_id, kind, number, category_id, subject, contact_id, created_at, started_at, priority, message_count, last_message_at, last_by, turn_at, resolved_at, resolved_by)
    SELECT 't' || i, '${harbor.id}', 'support', i, 'support-bugs', 'Ticket ' || i, '${dana.id}', i, i, i % 4, 3, i, 'client', i, CASE WHEN i % 100 THEN i END, CASE WHEN i % 100 THEN 'agency' END FROM n;
    INSERT INTO ticket_messages (id, ticket_id, client_id, contact_id, body, created_at) SELECT t.id || '-' || m.i, t.id, t.client_id, t.contact_id, 'Word ' || m.i, t.created_at FROM tickets t, (SELECT 1 AS i UNION SELECT 2 UNION SELECT 3) m;`);
}

beforeEach(() => {
  freshStory();
  noteAsked();
});
afterEach(noteNoMore);

const planOf = () =>
  [...new Set(asked.map(({ sql }) => sql))].flatMap((sql) => (sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...Array.from(sql.matchAll(/\?/g), () => null)) as { detail: string }[]).map(({ detail }) => detail));

test("the inbox walks what is open, most pressing first, without sorting; no list reads a table from end to end", () => {
  tickets(maya).page(slice, { state: "open" }, mostPressing);
  tickets(maya).views(maya.id);
  const plan = planOf();
  expect(plan.filter((step) => /^SCAN (tickets|ticket_messages|ticket_notes)\b(?!.* USING)/.test(step))).toEqual([]);
  expect(plan.filter((step) => step.includes("tickets_open")).length).toBeGreaterThanOrEqual(2);
  expect(plan.filter((step) => step.includes("USE TEMP B-TREE"))).toEqual([]);
});

test("a client’s list, a thread and its notes are looked up by their index", () => {
  plant(100);
  const ticket = tickets(dana).find("t100");
  asked.length = 0;
  tickets(dana).page(slice, { state: "over" }, newestWord);
  threadOf(maya, ticket);
  notesOn(maya, ticket.id);
  followersOf(maya, ticket);
  expect(planOf().filter((step) => /^SCAN (tickets|ticket_messages|ticket_notes|ticket_followers|ticket_files)\b(?!.* USING)/.test(step))).toEqual([]);
});

test("what is over is walked neither by the board nor by a client’s list of what is open", () => {
  plant(100);
  asked.length = 0;
  tickets(maya).page(slice, { state: "resolved" }, newestWord);
  tickets(dana).page(slice, { state: "open" }, newestWord);
  tickets(dana).count({ state: "over" });
  const plan = planOf();
  expect(plan.filter((step) => /tickets_(resolved|newest)/.test(step)).length).toBeGreaterThanOrEqual(2);
  expect(plan.some((step) => step.includes("tickets_open_of_client (client_id=?)"))).toBe(true);
  expect(plan.some((step) => step.includes("COVERING INDEX tickets_by_client"))).toBe(true);
});

test("with twenty thousand tickets and sixty thousand messages the inbox asks as few questions as with a hundred", () => {
  plant(100);
  const questions = () => {
    asked.length = 0;
    tickets(maya).page(slice, { state: "open" }, mostPressing);
    tickets(maya).views(maya.id);
    tickets(maya).count({ state: "open" });
    return asked.length;
  };
  questions();
  const few = questions();
  sqlite.exec("DELETE FROM ticket_messages; DELETE FROM tickets");
  plant(20_000);
  expect(tickets(maya).count()).toBe(20_000);
  expect([questions(), tickets(maya).views(maya.id).open]).toEqual([few, 200]);
});
