import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requestAcceptance as requestAcceptanceIn } from "#app/acceptances/asking.server.ts";
import { verifyChain } from "#app/events/verify.server.ts";
import { MINUTE, resume, standAt } from "#app/lib/clock.ts";
import { instantIn } from "#app/lib/dates.ts";
import { db, open, sqlite } from "#db/client.server.ts";
import { program, run } from "../support/process.ts";
import { dana, freshStory, harbor, inTransaction, maya, packaging } from "../support/story.ts";

const PEOPLE = 300;
const KILLS = 6;
let reminding: string;
const folder = mkdtempSync(join(tmpdir(), "parlour-reminding-"));
beforeAll(async () => void (reminding = await program("tests/needs/children/reminding.ts")), 60_000);
afterAll(() => {
  resume();
  rmSync(folder, { recursive: true, force: true });
});

test("kill -9 in the middle of a morning's reminders, six times: everybody has theirs, and nobody two", { timeout: 120_000 }, async () => {
  freshStory();
  standAt(instantIn("America/New_York", "2026-03-02", "10:00:00"));
  sqlite.exec(`
    INSERT INTO files (id, client_id, name, size, sha256, created_at) VALUES ('f', '${harbor.id}', 'Scope.pdf', 310, '${"1".repeat(64)}', 1);
    INSERT INTO documents (id, project_id, client_id, name, version, size, uploaded_at, shared_at, created_at) VALUES ('scope', '${packaging.id}', '${harbor.id}', 'Scope.pdf', 1, 310, 1, 1, 1);
    INSERT INTO document_versions (document_id, client_id, version, file_id, uploaded_by, created_at) VALUES ('scope', '${harbor.id}', 1, 'f', '${maya.id}', 1);`);
  const id = inTransaction(requestAcceptanceIn)(maya, { documentId: "scope", version: 1, title: "Scope of work", note: "", contacts: [dana.id], policy: "any", expiresOn: "2026-03-07" });
  sqlite.exec(`
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${PEOPLE - 1}) INSERT INTO people (id, email, name, created_at) SELECT 'p' || i, 'p' || i || '@harborfinch.example', 'Person ' || i, 1 FROM n;
    INSERT INTO contacts (id, client_id, person_id, name, can_view_invoices, can_approve_work, can_comment, can_submit_requests, invited_at, activated_at) SELECT 'c' || id, '${harbor.id}', id, name, 0, 1, 0, 0, 1, 1 FROM people WHERE name LIKE 'Person %';
    INSERT INTO acceptance_contacts (acceptance_id, client_id, contact_id) SELECT '${id}', '${harbor.id}', id FROM contacts WHERE name LIKE 'Person %';`);
  const file = join(folder, "parlour.sqlite");
  writeFileSync(file, sqlite.serialize());
  open(file);

  // Three days before, in the morning; whoever comes after a dead one waits for its lease to lapse.
  let at = instantIn("America/New_York", "2026-03-04", "09:30:00");
  const reminded = () => sqlite.prepare("SELECT count(*) FROM reminders").pluck().get() as number;
  let killed = 0;
  for (; killed < KILLS; killed++, at = new Date(at.getTime() + 6 * MINUTE)) {
    const wanted = reminded() + 5 + Math.floor(Math.random() * 12);
    const victim = run(reminding, { DATABASE: file, AT: at.toISOString() });
    const over = victim.ended.then(() => true);
    while (reminded() < wanted && !(await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 5))])));
    victim.process.kill("SIGKILL");
    expect((await victim.ended).signal).toBe("SIGKILL");
  }
  const left = PEOPLE - reminded();
  expect(left).toBeGreaterThan(0);
  expect((await run(reminding, { DATABASE: file, AT: at.toISOString() }).ended).said).toBe(String(left));
  expect((await run(reminding, { DATABASE: file, AT: new Date(at.getTime() + 60 * MINUTE).toISOString() }).ended).said).toBe("0");

  const each = sqlite.prepare("SELECT c.id, (SELECT count(*) FROM reminders r WHERE r.contact_id = c.id) AS noted, (SELECT count(*) FROM outbox o WHERE o.contact_id = c.id AND o.kind = 'reminder') AS letters FROM acceptance_contacts a JOIN contacts c ON c.id = a.contact_id").all() as { id: string; noted: number; letters: number }[];
  expect(each).toHaveLength(PEOPLE);
  expect(each.filter(({ noted, letters }) => noted !== 1 || letters !== 1)).toEqual([]);
  expect(sqlite.prepare("SELECT count(*) FROM events WHERE action = 'reminder.sent'").pluck().get()).toBe(PEOPLE);
  expect(verifyChain(db).events).toBeGreaterThan(PEOPLE);
});
