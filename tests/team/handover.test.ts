import { and, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "#db/client.server.ts";
import { clients, projectMembers, tasks as taskTable } from "#db/schema/index.ts";
import { assignmentsOf, handOver as handOverIn } from "#app/projects/handover.server.ts";
import { HandoverForm } from "#app/projects/forms.server.ts";
import { finishProject as finishIn, projects } from "#app/projects/projects.server.ts";
import { addTask as addTaskIn, moveTask as moveTaskIn, taskFor } from "#app/projects/tasks.server.ts";
import { changeMember as changeMemberIn, deactivateMember as deactivateIn, memberDetails, reactivateMember as reactivateIn } from "#app/team/changes.server.ts";
import { inviteAgain as inviteAgainIn, inviteMember as inviteIn, members } from "#app/team/members.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { transact } from "#db/client.server.ts";
import { booking, dana, freshStory, harbor, inTransaction, ines, letters, maya, meridian, packaging, ruth, tollhouse, tom, trailOf } from "../support/story.ts";

const [addTask, moveTask, finish] = [inTransaction(addTaskIn), inTransaction(moveTaskIn), inTransaction(finishIn)];
const [changeMember, deactivate, reactivate, invite, inviteAgain] = [inTransaction(changeMemberIn), inTransaction(deactivateIn), inTransaction(reactivateIn), inTransaction(inviteIn), inTransaction(inviteAgainIn)];
const handOver = inTransaction(handOverIn);
const task = (title: string, assigneeId: string) => ({ title, assigneeId, shownToClient: true, internalNotes: "" });
const given = (chosen: Record<string, unknown> = {}) => HandoverForm.parse(chosen);
const isOn = (member: { id: string }, project: { id: string }) => db.select({ manages: projectMembers.manages }).from(projectMembers).where(and(eq(projectMembers.memberId, member.id), eq(projectMembers.projectId, project.id))).get()?.manages;
const caretakerOf = ({ id }: { id: string }) => db.select({ by: clients.lookedAfterBy }).from(clients).where(eq(clients.id, id)).get()!.by;
const first = { limit: 50, offset: 0 };

beforeEach(freshStory);

test("what somebody leaves behind: projects under way, open tasks, clients; what is done stays theirs", () => {
  const [open, done] = [addTask(maya, packaging.id, task("Varnish", maya.id)), addTask(maya, packaging.id, task("Sketch", maya.id))];
  moveTask(maya, packaging.id, done, "finish");
  finish(maya, booking.id);
  const left = assignmentsOf(ruth, maya.id);
  expect(left.projects.map(({ id }) => id)).toEqual([packaging.id]);
  expect(left.tasks.map(({ id }) => id)).toEqual([open]);
  expect(left.clients.map(({ name }) => name)).toEqual([harbor.name, meridian.name, tollhouse.name]);
  for (const actor of [maya, tom]) expect(() => assignmentsOf(actor, maya.id)).toThrow(Refused);
});

test("all of a kind go to one colleague, one thing to another, one to nobody; each on record", () => {
  const varnish = addTask(maya, packaging.id, task("Varnish", maya.id));
  const dates = addTask(maya, booking.id, task("Dates", maya.id));
  handOver(ruth, maya.id, given({ projects: tom.id, tasks: ines.id, clients: ruth.id, each: [`${booking.id}:${ines.id}`, `${tollhouse.id}:nobody`, undefined, `${dates}:${ruth.id}`] }));

  expect([isOn(maya, packaging), isOn(tom, packaging), isOn(maya, booking), isOn(ines, booking), isOn(tom, booking)]).toEqual([undefined, true, undefined, true, undefined]);
  // Who is given a task sees the project it is in.
  expect([isOn(ines, packaging), projects(ines).find(packaging.id).name, taskFor(ines, packaging.id, varnish).assigneeId]).toEqual([false, packaging.name, ines.id]);
  expect([taskFor(ruth, booking.id, dates).assigneeId, isOn(ruth, booking)]).toEqual([ruth.id, undefined]);
  expect([harbor, meridian, tollhouse].map(caretakerOf)).toEqual([ruth.id, ruth.id, maya.id]);
  expect(trailOf().filter((line) => line.includes("gave"))).toEqual([
    `Ruth Halloran gave ${packaging.name} to Tom Achebe to manage`,
    `Ruth Halloran gave ${booking.name} to Ines Carvalho to manage`,
    "Ruth Halloran gave the task Dates to Ruth Halloran",
    "Ruth Halloran gave the task Varnish to Ines Carvalho",
    `Ruth Halloran gave ${harbor.name} to Ruth Halloran to look after`,
    `Ruth Halloran gave ${meridian.name} to Ruth Halloran to look after`,
  ]);
  expect(letters()).toEqual([]);
});

test("nothing is given to who is not on the team, nor to who leaves; and then nobody leaves", () => {
  deactivate(ruth, ines.id);
  const before = trailOf();
  for (const taker of [ines.id, maya.id, dana.id, "nonsense"])
    expect(() => transact((tx) => { handOverIn(tx, ruth, maya.id, given({ clients: taker })); deactivateIn(tx, ruth, maya.id); })).toThrow("Choose somebody who is on the team");
  // The last owner stays, and so does what they have.
  expect(() => transact((tx) => { handOverIn(tx, ruth, ruth.id, given({ projects: tom.id })); deactivateIn(tx, ruth, ruth.id); })).toThrow("the only owner");
  expect([trailOf(), members(ruth).find(maya.id).deactivatedAt]).toEqual([before, null]);
});

test("what came after the page was drawn goes with its kind", () => {
  const chosen = given({ tasks: tom.id });
  const late = addTask(maya, packaging.id, task("Late", maya.id));
  handOver(ruth, maya.id, chosen);
  expect(db.select({ to: taskTable.assigneeId }).from(taskTable).where(eq(taskTable.id, late)).get()).toEqual({ to: tom.id });
});

const details = { name: "Tom A.", title: "Partner", phone: "1", role: "manager" } as const;

test("an owner changes a member’s details and role, which holds at once; others do not, and never unseen", () => {
  changeMember(ruth, tom.id, { ...details, seen: stampOf(memberDetails(members(ruth).find(tom.id))) });
  expect(members(ruth).find(tom.id)).toMatchObject(details);
  expect(trailOf(tom)).toEqual(["Ruth Halloran changed the details of Tom A.", "Ruth Halloran made Tom A. a manager"]);
  expect(() => changeMember(ruth, tom.id, { ...details, name: "Tommy", seen: "stale" })).toThrow("As it stands: Tom A., Partner, 1, Manager");
  for (const actor of [maya, tom, ines]) expect(() => changeMember(actor, tom.id, { ...details, role: "owner" })).toThrow("Only an owner");
  expect(() => changeMember(dana as never, tom.id, details)).toThrow(NotFound);
});

test("the last owner’s role is not taken away; with a second one it is", () => {
  const asManager = { name: "Ruth", title: "", phone: "", role: "manager" } as const;
  expect(() => changeMember(ruth, ruth.id, asManager)).toThrow("the only owner");
  changeMember(ruth, maya.id, { name: maya.name, title: "", phone: "", role: "owner" });
  changeMember(ruth, ruth.id, asManager);
  expect(members(maya).find(ruth.id).role).toBe("manager");
});

test("who left is given access again with what is still theirs; who never came is invited anew", () => {
  deactivate(ruth, tom.id);
  expect(() => changeMember(ruth, tom.id, details)).toThrow("access has ended");
  expect(() => inviteAgain(ruth, tom.id)).toThrow("access has ended");
  reactivate(ruth, tom.id);
  expect([projects(tom).count(), letters()]).toEqual([1, []]);
  expect(() => reactivate(ruth, tom.id)).toThrow("has access already");
  expect(() => inviteAgain(ruth, tom.id)).toThrow("has signed in already");

  const id = invite(ruth, { name: "Otto", email: "otto@northlight.example", title: "", phone: "", role: "member" });
  deactivate(ruth, id);
  reactivate(ruth, id);
  inviteAgain(ruth, id);
  expect(letters().filter((letter) => letter.startsWith(id))).toEqual([`${id}: invitation`, `${id}: invitation`, `${id}: invitation`]);
});

test("the list stands in any order, and is narrowed by name, address, role and who has left", () => {
  const names = (...given: Parameters<ReturnType<typeof members>["page"]> extends [unknown, ...infer Rest] ? Rest : never) => members(tom).page(first, ...given).map(({ name }) => name.split(" ")[0]);
  expect(names()).toEqual(["Ines", "Maya", "Ruth", "Tom"]);
  expect(names({}, { by: "role", direction: "ascending" })).toEqual(["Ruth", "Maya", "Ines", "Tom"]);
  expect(names({}, { by: "name", direction: "descending" })).toEqual(["Tom", "Ruth", "Maya", "Ines"]);
  expect(names({ search: "MAYA@" })).toEqual(["Maya"]);
  expect(names({ search: "%" })).toEqual([]);
  expect(names({ role: "member" })).toEqual(["Ines", "Tom"]);
  deactivate(ruth, ines.id);
  expect([names({ ended: true }), names({ role: "member" }), members(tom).count({ ended: true })]).toEqual([["Ines"], ["Tom"], 1]);
  expect([members(dana).page(first), members(dana).count()]).toEqual([[], 0]);
});
