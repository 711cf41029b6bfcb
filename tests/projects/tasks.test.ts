import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "#db/client.server.ts";
import { projects as projectTable, tasks as table } from "#db/schema/index.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { TaskForm } from "#app/projects/forms.server.ts";
import { type TaskMove, type TaskStatus, life, taskBadge } from "#app/projects/task.ts";
import { addTask as addTaskIn, changeTask as changeTaskIn, listedAt, moveTask as moveTaskIn, orderTask as orderTaskIn, placeTask as placeTaskIn, taskFor, tasks } from "#app/projects/tasks.server.ts";
import { booking, dana, freshStory, inTransaction, joan, letters, maya, packaging, ruth, tom, trailOf } from "../support/story.ts";

const addTask = inTransaction(addTaskIn);
const changeTask = inTransaction(changeTaskIn);
const moveTask = inTransaction(moveTaskIn);
const orderTask = inTransaction(orderTaskIn);
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
