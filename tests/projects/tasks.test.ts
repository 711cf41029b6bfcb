import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db, transact } from "#db/client.server.ts";
import { projects as projectTable, tasks as table } from "#db/schema/index.ts";
import { now } from "#app/lib/clock.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { TaskForm } from "#app/projects/forms.server.ts";
import { changeSeveral as changeSeveralIn } from "#app/projects/several.server.ts";
import { type TaskMove, type TaskStatus, type TasksAsked, dueWords, life, taskBadge } from "#app/projects/task.ts";
import { listedAt, orderTask as orderTaskIn, placeTask as placeTaskIn } from "#app/projects/task-order.server.ts";
import { addTask as addTaskIn, changeTask as changeTaskIn, moveTask as moveTaskIn, taskFor, tasks } from "#app/projects/tasks.server.ts";
import { booking, dana, freshStory, inTransaction, joan, letters, maya, packaging, ruth, tom, trailOf } from "../support/story.ts";

const addTask = inTransaction(addTaskIn);
const changeTask = inTransaction(changeTaskIn);
const moveTask = inTransaction(moveTaskIn);
const orderTask = inTransaction(orderTaskIn);
const changeSeveral = inTransaction(changeSeveralIn);
const placeTask = inTransaction(placeTaskIn);

const task = (title: string, more: object = {}) => TaskForm.parse({ title, shownToClient: true, ...more });
const order = () => tasks(maya).on(packaging.id).map(({ title, position }) => `${position} ${title}`);

beforeEach(freshStory);

test("a task is added at the end, and it is on record; nobody gets a letter", () => {
  addTask(maya, packaging.id, task("Draw the finch"));
  const id = addTask(maya, packaging.id, task("Book the press", { assigneeId: tom.id, dueOn: "2026-12-09" }));

  expect(order()).toEqual(["1 Draw the finch", "2 Book the press"]);
  expect(tasks(dana).on(packaging.id)[1]).toMatchObject({ assignee: "Tom Achebe", dueOn: "2026-12-09", status: "open" });
  expect(trailOf({ id })).toEqual(["Maya Lindqvist added the task Book the press"]);
  expect(letters()).toEqual([]);
});

const moves: TaskMove[] = ["start", "stop", "finish", "cancel", "reopen"];
const listed: Record<TaskStatus, Partial<Record<TaskMove, TaskStatus>>> = {
  open: { start: "in_progress", finish: "done", cancel: "cancelled" },
  in_progress: { stop: "open", finish: "done", cancel: "cancelled" },
  done: { reopen: "open" },
  cancelled: { reopen: "open" },
};
const cases = life.statuses.flatMap((from) => moves.map((move) => ({ from, move, to: listed[from][move] })));

test.for(cases.filter(({ to }) => to))("R4: $from, $move, $to", ({ from, move, to }) => {
  const id = addTask(maya, packaging.id, task("Draw the finch"));
  db.update(table).set({ status: from }).where(eq(table.id, id)).run();

  moveTask(maya, packaging.id, id, move);
  expect(taskFor(maya, packaging.id, id).status).toBe(to);
  expect(trailOf({ id })[1]).toBe(`Maya Lindqvist marked Draw the finch as ${taskBadge[to!].label}`);
});

test.for(cases.filter(({ to }) => !to))("R4: $from, $move does not exist, and nothing is recorded", ({ from, move }) => {
  const id = addTask(maya, packaging.id, task("Draw the finch"));
  db.update(table).set({ status: from }).where(eq(table.id, id)).run();

  expect(() => moveTask(maya, packaging.id, id, move)).toThrow(Refused);
  expect(taskFor(maya, packaging.id, id).status).toBe(from);
  expect(trailOf({ id })).toHaveLength(1);
});

test("of two people who finish a task at once, the second is told", () => {
  const id = addTask(maya, packaging.id, task("Draw the finch"));
  moveTask(tom, packaging.id, id, "finish");
  expect(() => moveTask(maya, packaging.id, id, "finish")).toThrow("This has changed since");
});

test("places stay dense, whatever is moved and by whom", () => {
  const [a, b, c, d] = ["a", "b", "c", "d"].map((title) => addTask(maya, packaging.id, task(title))) as [string, string, string, string];
  orderTask(maya, packaging.id, c, "up");
  orderTask(tom, packaging.id, c, "up");
  expect(order()).toEqual(["1 c", "2 a", "3 b", "4 d"]);

  orderTask(maya, packaging.id, a, "down");
  placeTask(tom, packaging.id, d, 1);
  placeTask(maya, packaging.id, c, 99);
  expect(order()).toEqual(["1 d", "2 b", "3 a", "4 c"]);

  expect(() => orderTask(maya, packaging.id, d, "up")).toThrow("already first");
  expect(() => orderTask(maya, packaging.id, c, "down")).toThrow("already last");
  expect(trailOf({ id: b })).toHaveLength(1);
});

test("Z5: contacts know of shown tasks only, and never of internal notes", () => {
  addTask(maya, packaging.id, task("Draw the finch", { internalNotes: "cellardoor" }));
  addTask(maya, packaging.id, task("Ask for cellardoor prices", { shownToClient: false }));

  expect(JSON.stringify(tasks(dana).on(packaging.id))).not.toContain("cellardoor");
  expect([tasks(dana).count(packaging.id), tasks(maya).count(packaging.id)]).toEqual([1, 2]);
  expect(tasks(dana).progress([packaging.id])).toEqual({ [packaging.id]: { done: 0, all: 1 } });
});

test("Z5: what is not shown to the client does not stir the project’s last activity", () => {
  const before = db.select().from(projectTable).where(eq(projectTable.id, packaging.id)).get()!.lastActivityAt;
  const id = addTask(maya, packaging.id, task("Ask for prices", { shownToClient: false }));
  moveTask(maya, packaging.id, id, "start");
  expect(db.select().from(projectTable).where(eq(projectTable.id, packaging.id)).get()!.lastActivityAt).toEqual(before);
});

test("another client’s tasks do not exist, nor do another project’s at this one’s address", () => {
  const id = addTask(maya, packaging.id, task("Draw the finch"));
  expect(() => tasks(joan).on(packaging.id)).toThrow(NotFound);
  expect(tasks(joan).count(packaging.id)).toBe(0);
  expect(tasks(joan).progress([packaging.id])).toEqual({});
  expect(() => moveTask(maya, booking.id, id, "start")).toThrow(NotFound);
  expect(() => changeTask(maya, booking.id, id, task("Mine now"))).toThrow(NotFound);
});

test("cancelled tasks are outside the progress", () => {
  const [a, b] = ["a", "b", "c"].map((title) => addTask(ruth, packaging.id, task(title))) as [string, string];
  moveTask(ruth, packaging.id, a, "finish");
  moveTask(ruth, packaging.id, b, "cancel");
  expect(tasks(dana).progress([packaging.id])).toEqual({ [packaging.id]: { done: 1, all: 2 } });
});

test("work is given to people on the team only", () => {
  const id = addTask(maya, packaging.id, task("Draw the finch"));
  expect(() => changeTask(maya, packaging.id, id, task("Draw the finch", { assigneeId: dana.id }))).toThrow(Refused);
  expect(() => addTask(maya, packaging.id, task("Another", { assigneeId: "nobody" }))).toThrow(Refused);
  expect(order()).toEqual(["1 Draw the finch"]);
});

test("who adds or moves a task comes back to the page it stands on", () => {
  const ids = Array.from({ length: 51 }, (_, index) => addTask(maya, packaging.id, task(`Step ${index + 1}`)));
  expect(listedAt(maya, packaging.id, ids[49]!)).toBe(`/staff/projects/${packaging.id}/tasks#task-${ids[49]}`);
  expect(listedAt(maya, packaging.id, ids[50]!)).toBe(`/staff/projects/${packaging.id}/tasks?page=2#task-${ids[50]}`);
});

test.for([
  ["2026-11-18", { words: "3 days late", tone: "late" }],
  ["2026-11-20", { words: "1 day late", tone: "late" }],
  ["2026-11-21", { words: "due today", tone: "soon" }],
  ["2026-11-22", { words: "due tomorrow", tone: "soon" }],
  ["2026-11-24", { words: "due in 3 days", tone: "soon" }],
  ["2026-11-25", null],
  [null, null],
] as const)("on 21 November what is due on %s is %o", ([dueOn, said]) => {
  expect(dueWords(dueOn, "open", "2026-11-21")).toEqual(said);
  expect(dueWords(dueOn, "in_progress", "2026-11-21")).toEqual(said);
  expect([dueWords(dueOn, "done", "2026-11-21"), dueWords(dueOn, "cancelled", "2026-11-21")]).toEqual([null, null]);
});

test("the list is narrowed by status, assignee, day and words, and sorted by each of its columns", () => {
  const ids = Object.fromEntries(
    [task("alpha", { assigneeId: tom.id, dueOn: "2026-11-19" }), task("Bravo", { dueOn: "2026-11-23" }), task("charlie", { assigneeId: maya.id }), task("Delta 100%", { assigneeId: tom.id, dueOn: "2026-12-24" })].map((one) => [one.title, addTask(maya, packaging.id, one)]),
  );
  moveTask(maya, packaging.id, ids.charlie!, "finish");
  moveTask(maya, packaging.id, ids.Bravo!, "start");
  const found = (asked: TasksAsked) => {
    const titles = tasks(maya).on(packaging.id, { limit: 50, offset: 0 }, { today: "2026-11-21", ...asked }).map(({ title }) => title[0]!.toLowerCase()).join("");
    expect(tasks(maya).count(packaging.id, { today: "2026-11-21", ...asked })).toBe(titles.length);
    return titles;
  };
  expect([found({}), found({ state: "todo" }), found({ state: "done" }), found({ state: "in_progress" })]).toEqual(["abcd", "abd", "c", "b"]);
  expect([found({ assignee: tom.id }), found({ assignee: "nobody" }), found({ assignee: "never-was" })]).toEqual(["ad", "b", ""]);
  expect([found({ due: "late" }), found({ due: "soon" }), found({ search: "0%" }), found({ search: "%" }), found({ search: "_" })]).toEqual(["a", "b", "d", "d", ""]);
  const sorted = (by: NonNullable<TasksAsked["sort"]>["by"], direction: "ascending" | "descending" = "ascending") => found({ sort: { by, direction } });
  expect([sorted("title"), sorted("title", "descending"), sorted("due"), sorted("due", "descending"), sorted("assignee"), sorted("status"), sorted("place", "descending")]).toEqual(["abcd", "dcba", "abdc", "dbac", "cadb", "adbc", "dcba"]);
});

test("several tasks are changed at once; what cannot be moved is left, and only what changed is on record", () => {
  const [a, b, c] = ["a", "b", "c"].map((title) => addTask(maya, packaging.id, task(title))) as [string, string, string];
  moveTask(maya, packaging.id, b, "cancel");
  expect(changeSeveral(tom, packaging.id, { tasks: [a, b, c], act: "finish" })).toEqual({ changed: 2, left: 1 });
  expect([a, b, c].map((id) => taskFor(maya, packaging.id, id).status)).toEqual(["done", "cancelled", "done"]);
  expect(trailOf({ id: a })[1]).toBe("Tom Achebe marked a as Done");
  expect(trailOf({ id: b })).toHaveLength(2);

  expect(changeSeveral(maya, packaging.id, { tasks: [a, c], act: `assign:${tom.id}` })).toEqual({ changed: 2, left: 0 });
  expect(changeSeveral(maya, packaging.id, { tasks: [a, b], act: "assign:" })).toEqual({ changed: 1, left: 1 });
  expect(changeSeveral(maya, packaging.id, { tasks: [a, b], act: "hide" })).toEqual({ changed: 2, left: 0 });
  expect(tasks(dana).on(packaging.id)).toMatchObject([{ title: "c", assignee: "Tom Achebe" }]);
  expect(changeSeveral(maya, packaging.id, { tasks: [a, b, c], act: "show" })).toEqual({ changed: 2, left: 1 });
});

test("of several, one that is not there or of another project leaves all as they were; work goes to the team only", () => {
  const [mine, other] = [addTask(maya, packaging.id, task("a")), addTask(maya, booking.id, task("b"))];
  expect(() => changeSeveral(maya, packaging.id, { tasks: [mine, other], act: "finish" })).toThrow(NotFound);
  expect(() => changeSeveral(maya, packaging.id, { tasks: [mine], act: `assign:${dana.id}` })).toThrow(Refused);
  expect([taskFor(maya, packaging.id, mine).status, taskFor(maya, packaging.id, mine).assigneeId, trailOf({ id: mine }).length]).toEqual(["open", null, 1]);
});

test("Z5: hiding several from the client does not stir the project’s last activity where none was shown", () => {
  const id = addTask(maya, packaging.id, task("Ask for prices", { shownToClient: false }));
  const before = db.select().from(projectTable).where(eq(projectTable.id, packaging.id)).get()!.lastActivityAt;
  changeSeveral(maya, packaging.id, { tasks: [id], act: "finish" });
  changeSeveral(maya, packaging.id, { tasks: [id], act: "assign:" + tom.id });
  expect(db.select().from(projectTable).where(eq(projectTable.id, packaging.id)).get()!.lastActivityAt).toEqual(before);
});

test("a thousand tasks, moved about at random by two people, stay dense", () => {
  const ids = Array.from({ length: 1000 }, (_, index) => `step-${index + 1}`);
  const row = { projectId: packaging.id, clientId: packaging.clientId, status: "open" as const, shownToClient: true, createdAt: now() };
  for (let from = 0; from < 1000; from += 250) db.insert(table).values(ids.slice(from, from + 250).map((id, index) => ({ ...row, id, title: id, position: from + index + 1 }))).run();
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  transact((tx) => {
    for (let turn = 0; turn < 30; turn++) placeTaskIn(tx, turn % 2 ? maya : tom, packaging.id, ids[random(1000)]!, 1 + random(1100));
  });
  const found = tasks(maya).on(packaging.id);
  expect(found.map(({ position }) => position)).toEqual(ids.map((_, index) => index + 1));
  expect(new Set(found.map(({ id }) => id)).size).toBe(1000);
});
