import { afterEach, beforeEach, expect, test } from "vitest";
import { STAFF_ONLY, belongingsOf, canary, plantBelongings } from "../support/belongings.ts";
import { dana, harbor, joan, maya, meridian, tom } from "../support/cast.ts";
import { builtPortal } from "../support/portal.ts";

const { front, arriveAs } = await builtPortal();
front.transact((tx) => plantBelongings(tx));
const { sqlite } = front;
const [own, other] = [belongingsOf(harbor), belongingsOf(meridian)];

beforeEach(() => void sqlite.exec("SAVEPOINT test"));
afterEach(() => void sqlite.exec("ROLLBACK TO test; RELEASE test"));

test("a client’s record and a project’s page show its work for approval, drafts among it, and lead to the list", async () => {
  const desk = arriveAs(maya);
  for (const [path, query] of [[`/staff/clients/${harbor.id}`, `client=${harbor.id}`], [`/staff/projects/${own.project}`, `project=${own.project}`]]) {
    const page = await desk.get(path!);
    expect(page.links()).toEqual(expect.arrayContaining([`/staff/approvals/${own.deliverable}`, `/staff/approvals/${own.draftDeliverable}`, `/staff/approvals/new?${query}`]));
    expect(page.links()).not.toContain(`/staff/approvals/${other.deliverable}`);
  }
  const begun = await desk.get(`/staff/approvals/new?project=${own.project}`);
  expect(begun.form("/staff/approvals/new").fields).toContainEqual(["projectId", own.project]);
});

test("a contact sees on the project’s page what was published, and nothing of a draft", async () => {
  const page = await arriveAs(dana).get(`/portal/projects/${own.project}`);
  expect(page.links()).toContain(`/portal/approvals/${own.deliverable}`);
  expect([page.html.includes(`/portal/approvals/${own.draftDeliverable}`), page.html.includes(STAFF_ONLY)]).toEqual([false, false]);
  expect((await arriveAs(joan).get(`/portal/projects/${other.project}`)).links()).not.toContain(`/portal/approvals/${own.deliverable}`);
});

test("X4: the list as a file: what it is asked for, as far as this member sees, and no formula in it", async () => {
  sqlite.prepare("UPDATE deliverables SET title = '=1+2' WHERE id = ?").run(own.deliverable);
  const lines = async (visitor: ReturnType<typeof arriveAs>, query = "") => (await (await visitor.send(`/staff/approvals.csv${query}`)).text()).trim().split("\r\n");
  const desk = arriveAs(maya);
  expect((await desk.get("/staff/approvals?status=pending&sort=title")).links()).toContain("/staff/approvals.csv?status=pending&sort=title");
  const pending = await lines(desk, `?status=pending&client=${harbor.id}`);
  expect(pending).toEqual([expect.stringMatching(/^\uFEFF?Work,Client,Project,Round,/), expect.stringMatching(/^'=1\+2,Harbor .*,Pending$/)]);
  expect((await lines(arriveAs(tom))).join()).not.toContain(canary[meridian.id]);
  expect((await arriveAs(dana).send("/staff/approvals.csv")).status).toBe(303);
});

test("a draft is seen large by the team before the client sees anything of it", async () => {
  const desk = arriveAs(maya);
  const first = await desk.get(`/staff/approvals/${own.draftDeliverable}`);
  expect(first.html).toContain(`/originals/${own.proof}-draft`);
  // The next round of one that is with the client: at its own address, with its way there.
  sqlite.prepare("INSERT INTO rounds (id, deliverable_id, client_id, number, created_at) VALUES ('next', ?, ?, 2, 0)").run(own.deliverable, harbor.id);
  sqlite.prepare("INSERT INTO round_pieces (id, round_id, client_id, position, sort, url, title) VALUES ('next-piece', 'next', ?, 1, 'link', 'https://next.example', 'Next staging')").run(harbor.id);
  sqlite.prepare("UPDATE rounds SET decision = 'needs_changes', decided_at = 1 WHERE deliverable_id = ? AND number = 1").run(own.deliverable);
  const now = await desk.get(`/staff/approvals/${own.deliverable}`);
  expect(now.links()).toContain(`/staff/approvals/${own.deliverable}/rounds/2`);
  const next = await desk.get(`/staff/approvals/${own.deliverable}/rounds/2`);
  expect([next.text.includes("Only your team sees round 2"), next.html.includes('href="https://next.example"'), next.text.includes("can see this")]).toEqual([true, true, false]);
  expect((await arriveAs(dana).send(`/portal/approvals/${own.deliverable}/rounds/2`)).status).toBe(404);
});
