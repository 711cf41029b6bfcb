import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { events, projects, tasks, timeEntries } from "#db/schema/index.ts";
import { bea, booking, dana, harbor, joan, maya, packaging, tom } from "../support/cast.ts";
import { builtPortal } from "../support/portal.ts";

const { arriveAs, front, stranger } = await builtPortal();
const [portal, staff] = [`/portal/projects/${packaging.id}`, `/staff/projects/${packaging.id}`];
const mayas = arriveAs(maya);
const tasksNamed = (title: string) => front.db.select().from(tasks).where(eq(tasks.title, title)).all();
const eventCount = () => front.db.select({ seq: events.seq }).from(events).all().length;

/** Adds a task by the form of the tasks page, as a browser without scripts would. */
async function add(title: string, fields: Record<string, string> = {}) {
  const page = await mayas.get(`${staff}/tasks`);
  const after = await mayas.submit(page.form(`${staff}/tasks`), { title, ...fields });
  return { after, task: tasksNamed(title)[0]! };
}

beforeAll(() => {
  front.db.update(projects).set({ summary: "Labels and boxes.", stage: "Proof 2 with you", internalNotes: "cellardoor" }).where(eq(projects.id, packaging.id)).run();
});

test("Maya starts a project for a client, and its contact finds it among theirs", async () => {
  const page = await mayas.get(`/staff/clients/${harbor.id}/projects/new`);
  const after = await mayas.submit(page.form(), { name: "Online shop rebuild", summary: "A faster shop.", stage: "In build" });
  expect([after.status, after.text]).toEqual([200, expect.stringContaining("Online shop rebuild has begun.")]);

  const list = await arriveAs(dana).get("/portal/projects");
  expect(list.text).toContain("Online shop rebuild");
  expect(list.text).toMatch(/No documents ?In build/i);
  expect((await arriveAs(joan).get("/portal/projects")).text).not.toContain("Online shop");
});

test("a project without a client or a name comes back with sentences, filled in", async () => {
  const page = await mayas.get("/staff/projects/new");
  const after = await mayas.submit(page.form(), { name: " ", summary: "Kept words" });
  expect(after.status).toBe(422);
  expect(after.text).toContain("Choose a client");
  expect(after.text).toContain("Enter a name");
  expect(after.html).toContain("Kept words");
});

test("a task is added, started and ordered by forms alone, and the client reads it", async () => {
  await add("Draw the finch", { assigneeId: tom.id, dueOn: "2026-12-09" });
  const { task } = await add("Book the press");

  const list = await mayas.get(`${staff}/tasks`);
  const started = await mayas.submit(list.form(`${staff}/tasks/${task.id}/start`));
  expect([started.status, started.url]).toEqual([200, `${staff}/tasks`]);
  await mayas.submit(started.form(`${staff}/tasks/${task.id}/order/up`));

  const read = await arriveAs(dana).get(`${portal}/tasks`);
  expect(read.root.querySelectorAll("tbody th").map(({ text }) => text.replace(/Due.*/, ""))).toEqual(["Book the press", "Draw the finch"]);
  expect(read.text).toContain("In Progress");
  expect(read.text).toContain("Tom Achebe");
});

test("R4: a move the status does not allow is a page that says so, 409, and nothing is recorded", async () => {
  const { task } = await add("Write tasting notes");
  const stale = (await mayas.get(`${staff}/tasks`)).form(`${staff}/tasks/${task.id}/finish`);
  const other = arriveAs(tom);
  await other.submit((await other.get(`${staff}/tasks`)).form(`${staff}/tasks/${task.id}/finish`));
  const before = eventCount();

  const after = await mayas.submit(stale);
  expect(after.status).toBe(409);
  expect(after.text).toContain("Nothing was recorded");
  expect(after.links()).toContain(`${staff}/tasks`);
  expect(after.text).toContain("Back to the page, as it is now");
  expect(eventCount()).toBe(before);
});

test("R2: pressing a button twice moves a task once", async () => {
  const { task } = await add("Confirm the bag supplier");
  const button = (await mayas.get(`${staff}/tasks`)).form(`${staff}/tasks/${task.id}/order/up`);
  await mayas.submit(button);
  const before = eventCount();
  await mayas.submit(button);
  expect([tasksNamed("Confirm the bag supplier")[0]!.position, eventCount()]).toEqual([task.position - 1, before]);
});

test("of two who edit a task at once, the second is told, with their words kept", async () => {
  const { task } = await add("Photograph the bags");
  const path = `${staff}/tasks/${task.id}`;
  const [mine, theirs] = [(await mayas.get(path)).form(path), (await arriveAs(tom).get(path)).form(path)];
  expect(theirs.fields.find(([name]) => name === "seen")).toEqual(mine.fields.find(([name]) => name === "seen"));
  await mayas.submit(mine, { title: "Photograph finished bags" });
  const late = await mayas.submit(mine, { title: "Photograph all bags" });
  expect(late.status).toBe(409);
  expect(late.html).toContain("Photograph all bags");
  expect(tasksNamed("Photograph finished bags")).toHaveLength(1);
});

test("an address that is no move of a task is not found, and opening a button’s address changes nothing", async () => {
  const { task } = await add("Foil stamp test");
  expect((await mayas.post(`${staff}/tasks/${task.id}/explode`, {})).status).toBe(404);
  expect((await mayas.send(`${staff}/tasks/${task.id}/start`)).headers.get("Location")).toBe(`${staff}/tasks#task-${task.id}`);
  expect(tasksNamed("Foil stamp test")[0]!.status).toBe("open");
});

test("time is logged in hours as people write them; the client reads the sums and nothing else", async () => {
  const path = `${staff}/time`;
  await mayas.submit((await mayas.get(path)).form(path), { hours: "10:30", note: "cellardoor call", workedOn: "2026-01-12" });
  const page = await mayas.get(path);
  expect(page.text).toContain("January 2026");

  const wrong = await mayas.submit(page.form(path), { hours: "lots", note: "kept" });
  expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining("Enter the hours, for example 1.5, 1:30 or 90m")]);

  const read = await arriveAs(dana).get(`${portal}/tasks`);
  expect(read.text).toContain("10.50 h");
  for (const address of [portal, `${portal}/tasks`, `${portal}/comments`, "/portal/home", "/portal/projects"]) expect((await arriveAs(dana).get(address)).html).not.toContain("cellardoor");
});

test("Z5: internal notes, unshown tasks and time are in none of the data a contact’s pages are made of", async () => {
  await add("cellardoor prices", { shownToClient: "" });
  await add("Shown, with notes");
  const { task } = await add("Another, with notes");
  const path = `${staff}/tasks/${task.id}`;
  await mayas.submit((await mayas.get(path)).form(path), { internalNotes: "cellardoor" });

  const danas = arriveAs(dana);
  for (const address of ["/portal/home", "/portal/projects", portal, `${portal}/tasks`, `${portal}/comments`]) {
    const data = await (await danas.send(`${address}.data`)).text();
    expect(data, address).not.toContain("cellardoor");
  }
});

test("where the team is hidden, no name of it is in what the client is sent", async () => {
  await add("Draw the robin", { assigneeId: tom.id });
  const danas = arriveAs(dana);
  expect((await danas.get(`${portal}/tasks`)).html).toContain("Tom Achebe");

  const path = `${staff}/edit`;
  await mayas.submit((await mayas.get(path)).form(path), { team: "hidden" });
  for (const address of [`${portal}/tasks`, `${portal}/tasks.data`, `${portal}/comments.data`, "/portal/projects.data"]) expect(await (await danas.send(address)).text(), address).not.toMatch(/Tom Achebe|Maya Lindqvist|Assignee/);
  await mayas.submit((await mayas.get(path)).form(path), { team: "agency" });
});

test("own time is removed after a question; somebody else’s is not a member’s to remove", async () => {
  const toms = arriveAs(tom);
  await toms.submit((await toms.get(`${staff}/time`)).form(`${staff}/time`), { hours: "1", workedOn: "2026-01-13", note: "Tom’s own" });
  const [mine] = front.db.select().from(timeEntries).where(eq(timeEntries.memberId, tom.id)).all();
  const [other] = front.db.select().from(timeEntries).where(eq(timeEntries.memberId, maya.id)).all();
  expect((await toms.get(`${staff}/time/${other!.id}/removal`)).status).toBe(403);

  const question = await toms.get(`${staff}/time/${mine!.id}/removal`);
  expect(question.text).toContain("Remove 1.00 hours?");
  const after = await toms.submit(question.form());
  expect([after.status, after.text]).toEqual([200, expect.stringContaining("The time is removed.")]);
  expect(front.db.select().from(timeEntries).where(eq(timeEntries.id, mine!.id)).all()).toEqual([]);
});

test("people are chosen, several at once", async () => {
  const page = await mayas.get(`${staff}/people`);
  const form = page.form();
  const fields = [...form.fields.filter(([name]) => name === "_key"), ["members", "m-tom"], ["members", "m-ines"], ["managers", "m-maya"]] as [string, string][];
  const after = await mayas.post(form.action, fields);
  expect(after.text).toContain("The people are saved.");
  const team = (await arriveAs(dana).get(`${portal}/tasks`)).root.querySelectorAll(".folio li .font-semibold").map(({ text }) => text);
  expect(team).toEqual(["Maya Lindqvist", "Ines Carvalho", "Tom Achebe"]);
});

test("a project is finished and taken up again, each after a question", async () => {
  const path = `/staff/projects/${booking.id}`;
  const finished = await mayas.submit((await mayas.get(`${path}/finish`)).form());
  expect(finished.text).toContain("The project is finished.");
  expect((await arriveAs(joan).get("/portal/projects")).text).toContain("Finished");
  expect((await arriveAs(joan).get("/portal/home")).text).not.toContain(`${booking.name} Finished`);
  const resumed = await mayas.submit((await mayas.get(`${path}/resume`)).form());
  expect(resumed.text).toContain("The project is active again.");
});

test("the list of projects is narrowed by the URL", async () => {
  expect((await mayas.get("/staff/projects?search=winter")).text).toContain("Winter range packaging");
  expect((await mayas.get("/staff/projects?search=nothing+like+it")).text).toContain("No project matches");
  expect((await mayas.get("/staff/projects?state=all&client=meridian")).text).not.toContain("Winter range");
  expect((await mayas.get("/staff/projects?state=nonsense&page=-1&client=%27%3B--")).status).toBe(200);
});

test("Z1: another client’s project is not there, in any part; strangers are asked to sign in", async () => {
  for (const part of ["", "/tasks", "/comments"]) {
    expect((await arriveAs(joan).get(portal + part)).status, part).toBe(404);
    expect((await stranger().send(portal + part)).status, part).toBe(303);
  }
  expect((await arriveAs(bea).get(`${portal}/tasks`)).status).toBe(200);
});

test("X1: what is written in names and words stays text", async () => {
  await add(`<img src=x onerror="alert(1)">`);
  const page = await arriveAs(dana).get(`${portal}/tasks`);
  expect(page.root.querySelectorAll("img[src=x]")).toHaveLength(0);
  expect(page.html).toContain("&lt;img src=x");
});
