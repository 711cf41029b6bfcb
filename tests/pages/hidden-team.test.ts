import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { belongingsOf, plantBelongings } from "../support/belongings.ts";
import { dana, harbor, luis, maya, packaging, ruth, tom } from "../support/cast.ts";
import { lettersIn } from "../support/letters.ts";
import { builtPortal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";

const { front, arriveAs } = await builtPortal();
front.transact((tx) => plantBelongings(tx));
const { sqlite } = front;
const own = belongingsOf(harbor);
const page = `/staff/projects/${packaging.id}`;

/** In the name, the title, the phone and the address of everybody on the team. */
const NAME = "pennywhistle";
const show = ({ agency, project }: { agency: boolean; project: boolean | null }) => {
  sqlite.prepare("UPDATE agency SET show_team_members = ?").run(agency ? 1 : 0);
  sqlite.prepare("UPDATE projects SET show_team_members = ? WHERE client_id = ?").run(project === null ? null : project ? 1 : 0, harbor.id);
};

/** Members do everything a client hears of, under the names that must not be heard. */
beforeAll(async () => {
  sqlite.exec(`
    UPDATE members SET name = name || ' ${NAME}', title = title || ' ${NAME}', phone = '555 ${NAME}';
    UPDATE people SET name = name || ' ${NAME}', email = '${NAME}.' || email WHERE id IN (SELECT person_id FROM members);
    UPDATE contacts SET activated_at = NULL, last_seen_at = NULL WHERE id = '${luis.id}';
  `);
  front.sqlite.exec("UPDATE acceptances SET withdrawn_at = 1");
  show({ agency: false, project: null });
  for (const member of [maya, tom]) {
    const visitor = arriveAs(member);
    const act = async (path: string, action: string, fields: Record<string, string> = {}) => expect((await visitor.submit((await visitor.get(path)).form(action), fields)).status, action).toBe(200);
    await act(`${page}/comments`, `${page}/comments`, { body: "Proof 2 is up." });
    await act(`${page}/tasks`, `${page}/tasks`, { title: "Book the press", shownToClient: "on", assigneeId: member.id });
    await act(`/staff/documents/${own.document}/unshare`, `/staff/documents/${own.document}/unshare`);
    await act(`/staff/documents/${own.document}/share`, `/staff/documents/${own.document}/share`);
  }
  const ruth_ = arriveAs(ruth);
  for (const path of [`${page}/finish`, `${page}/resume`, `/staff/clients/${harbor.id}/contacts/${luis.id}/invitation`]) expect((await ruth_.submit((await ruth_.get(path)).form(path))).status, path).toBe(200);
});

async function crawl(visitor: Visitor) {
  const read = new Map<string, string>();
  const waiting = ["/portal/home", "/portal/projects", "/portal/documents", "/portal/profile", `/portal/projects/${packaging.id}`, "/portal/search?q=proof"];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const key = path.replace(/\?.*signature=.*/, "?signed").replace(/#.*/, "");
    if (read.has(key) || !path.startsWith("/portal")) continue;
    const found = await visitor.get(path);
    read.set(key, `${[...found.headers].join("\n")}\n${found.html}`);
    waiting.push(...found.links());
    if (!/\/(files|download)\//.test(path)) read.set(`${key}.data`, await (await visitor.send(path.replace(/^([^?]*)/, "$1.data"))).text());
  }
  return read;
}
const named = (read: Map<string, string>) => [...read].filter(([, text]) => text.includes(NAME)).map(([path]) => path);

test("Z5: where the agency shows no team, no page, data request or head of the portal names a member", async () => {
  show({ agency: false, project: null });
  const read = await crawl(arriveAs(dana));
  expect(named(read)).toEqual([]);
  const said = (path: string) => read.get(`/portal/projects/${packaging.id}${path}`)!;
  expect([said("/comments").includes("Proof 2 is up."), said("/comments").includes("Northlight Studio"), said("/tasks").includes("Book the press"), said("/tasks").includes("Assignee"), said("").includes("On this project")]).toEqual([true, true, true, false, false]);
});

test("Z5: a project that hides its team hides it on each of its pages, where others show theirs", async () => {
  show({ agency: true, project: false });
  // The profile says who looks after the client as a whole: that is the agency's to show.
  expect(named(await crawl(arriveAs(dana))).filter((path) => !path.startsWith("/portal/profile"))).toEqual([]);
});

test("Z5: who is told that their access has ended is sent to the agency, not to a member, where no team is shown", async () => {
  show({ agency: false, project: null });
  const visitor = arriveAs(dana);
  sqlite.exec(`SAVEPOINT ended; UPDATE contacts SET deactivated_at = 1 WHERE id = '${dana.id}'`);
  const { text, html } = await visitor.get("/portal/home");
  sqlite.exec("ROLLBACK TO ended; RELEASE ended");
  expect([text.includes("has ended"), text.includes("Northlight Studio"), html.includes(NAME)]).toEqual([true, true, false]);
});

test("a project that shows its team lists who is on it and who has a task the client sees, wherever the agency stands", async () => {
  sqlite.exec("DELETE FROM project_members WHERE member_id = 'm-tom'");
  sqlite.prepare("UPDATE tasks SET assignee_id = 'm-ines' WHERE id = ?").run(own.hiddenTask);
  show({ agency: false, project: true });
  const { text } = await arriveAs(dana).get(`/portal/projects/${packaging.id}`);
  const people = text.slice(text.indexOf("On this project"));
  expect([people.includes(`Maya Lindqvist ${NAME}`), people.includes(`Tom Achebe ${NAME}`), people.includes("Ines Carvalho")]).toEqual([true, true, false]);
  expect((await arriveAs(dana).get("/portal/home")).html).toContain(`mailto:${NAME}.maya@northlight.example`);
});

test("Z5: letters to a client name nobody of a team that is hidden, in no head and no signature", async () => {
  show({ agency: false, project: null });
  sqlite.exec("UPDATE clients SET looked_after_by = 'm-maya'");
  front.clock.pass(10 * front.clock.MINUTE);
  await front.deliverDue();
  const letters = lettersIn(join(process.env.DATA_DIR!, "outbox")).filter(({ headers }) => [dana, luis].some(({ email }) => JSON.stringify(headers).includes(email)));
  expect(letters.length).toBeGreaterThanOrEqual(2);
  expect(letters.filter((letter) => JSON.stringify(letter).includes(NAME))).toEqual([]);
});
