import { afterEach, beforeEach, expect, test } from "vitest";
import { sqlite } from "#db/client.server.ts";
import { deliverables, facesOf } from "#app/deliverables/deliverables.server.ts";
import { shownInList } from "#app/deliverables/shown.server.ts";
import { pinsOn } from "#app/deliverables/pins.server.ts";
import { backWithUs } from "#app/deliverables/waiting.server.ts";
import { waits } from "#app/deliverables/waits.server.ts";
import { asked, noteAsked, noteNoMore } from "../support/asked.ts";
import { dana, freshStory, harbor, maya, packaging } from "../support/story.ts";

const slice = { limit: 50, offset: 0 };

/** So many deliverables of one client, each with a published round of two pieces; one in a hundred is open, the others are approved. By rows. */
function plant(many: number) {
  sqlite.exec(`
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${many})
    INSERT INTO deliverables (id, client_id, project_id, title, round, created_by, created_at, changed_at) SELECT 'd' || i, '${harbor.id}', '${packaging.id}', 'Label ' || i, 1, '${maya.id}', i, i FROM n;
    INSERT INTO rounds (id, deliverable_id, client_id, number, created_at) SELECT id || '-1', id, client_id, 1, created_at FROM deliverables;
    INSERT INTO round_pieces (id, round_id, client_id, position, sort, url, title) SELECT r.id || p.i, r.id, r.client_id, p.i, 'link', 'https://x.example', 'Staging' FROM rounds r, (SELECT 1 AS i UNION SELECT 2) p;
    UPDATE rounds SET published_at = created_at, published_by = '${maya.id}';
    UPDATE rounds SET decision = 'approved', decided_at = created_at WHERE created_at % 100;`);
}

beforeEach(() => {
  freshStory();
  noteAsked();
});
afterEach(noteNoMore);

const planOf = () =>
  [...new Set(asked.map(({ sql }) => sql))].flatMap((sql) => (sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...Array.from(sql.matchAll(/\?/g), () => null)) as { detail: string }[]).map(({ detail }) => detail));
const wholeTables = (plan: string[]) => plan.filter((step) => /^SCAN (deliverables|rounds|round_pieces|round_approvers|round_decisions|pins|proof_pictures|proof_jobs)\b(?!.* USING)/.test(step));

test("a client’s list, a project’s, a client’s record, one round and its pins are looked up by their index", () => {
  plant(100);
  const found = deliverables(dana).find("d100");
  asked.length = 0;
  shownInList(dana, deliverables(dana).page(slice));
  deliverables(dana).counts();
  deliverables(maya).page(slice, { clientId: harbor.id });
  deliverables(maya).page(slice, { projectId: packaging.id });
  deliverables(maya).count({ projectId: packaging.id });
  pinsOn(dana, found, { id: found.roundId });
  expect(wholeTables(planOf())).toEqual([]);
});

test("what waits for clients, and what they sent back, is found without walking what is settled", () => {
  plant(100);
  asked.length = 0;
  deliverables(maya).page(slice, { open: true, live: true }, { by: "due", direction: "ascending" });
  deliverables(maya).count({ open: true, live: true });
  backWithUs(maya, 20);
  const plan = planOf();
  expect(wholeTables(plan)).toEqual([]);
  expect(plan.filter((step) => step.includes("rounds_open")).length).toBeGreaterThanOrEqual(3);
  expect(plan.some((step) => step.includes("rounds_sent_back"))).toBe(true);
});

test("what waits for a contact asks as many questions for forty rounds that all have to answer as for two", () => {
  const questions = (many: number) => {
    freshStory();
    plant(many);
    sqlite.exec(`DROP TRIGGER IF EXISTS rounds_are_frozen; UPDATE rounds SET policy = 'all'; INSERT INTO round_approvers (round_id, client_id, contact_id) SELECT id, client_id, '${dana.id}' FROM rounds`);
    noteAsked();
    const { length } = waits.needs!(dana);
    expect(wholeTables(planOf())).toEqual([]);
    return [length, asked.length];
  };
  const [few, many] = [questions(200), questions(4000)];
  expect([few[0], many[0]]).toEqual([2, 40]);
  expect(many[1]).toBe(few[1]);
});

test("with ten thousand, a list asks as few questions as with a hundred, its pictures among them", () => {
  plant(100);
  const questions = () => {
    asked.length = 0;
    const rows = shownInList(dana, deliverables(dana).page(slice));
    deliverables(dana).counts();
    return [rows.length, asked.length];
  };
  questions();
  const few = questions();
  expect(few).toEqual([50, 3]);
  sqlite.exec("PRAGMA foreign_keys = OFF; DROP TRIGGER round_pieces_are_frozen_delete; DELETE FROM round_pieces; DELETE FROM rounds; DELETE FROM deliverables; PRAGMA foreign_keys = ON");
  plant(10_000);
  expect([questions(), deliverables(dana).counts()]).toEqual([few, { approved: 9900, pending: 100 }]);
  expect(facesOf(["d1-1", "d2-1"]).get("d1-1")).toHaveLength(2);
});
