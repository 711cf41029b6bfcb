import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "#db/client.server.ts";
import { agency, clients, members } from "#db/schema/index.ts";
import { post as postIn } from "#app/comments/comments.server.ts";
import { threadFor } from "#app/comments/thread.server.ts";
import { trail } from "#app/events/trail.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { now } from "#app/lib/clock.ts";
import { NewProjectForm, PeopleForm, ProjectForm, TaskForm } from "#app/projects/forms.server.ts";
import { setPeople as setPeopleIn, team, yourTeam } from "#app/projects/people.server.ts";
import { changeProject as changeIn, finishProject as finishIn, internalNotesOf, projects, resumeProject as resumeIn, startProject as startIn, teamSetting } from "#app/projects/projects.server.ts";
import { addTask as addTaskIn, tasks } from "#app/projects/tasks.server.ts";
import { booking, dana, freshStory, harbor, ines, inTransaction, joan, letters, maya, packaging, ruth, tom, trailOf } from "../support/story.ts";

const start = inTransaction(startIn);
const change = inTransaction(changeIn);
const finish = inTransaction(finishIn);
const resume = inTransaction(resumeIn);
const setPeople = inTransaction(setPeopleIn);
const post = inTransaction(postIn);
const addTask = inTransaction(addTaskIn);

const shop = ProjectForm.parse({ name: "Online shop rebuild", summary: "A faster shop.", stage: "In build", internalNotes: "cellardoor" });
const names = (found: { name: string }[]) => found.map(({ name }) => name);

beforeEach(freshStory);

test("a project is begun for a client, managed by who begins it", () => {
  const id = start(maya, harbor.id, shop);
  expect(projects(dana).find(id)).toMatchObject({ name: "Online shop rebuild", stage: "In build", clientId: harbor.id, finishedAt: null });
  expect(team(maya, id)).toMatchObject([{ name: "Maya Lindqvist", manages: true }]);
  expect(trailOf({ id })).toEqual(["Maya Lindqvist started Online shop rebuild"]);
  expect(letters()).toEqual([]);
});

test("Z1: another client’s project does not exist", () => {
  const id = start(maya, harbor.id, shop);
  expect(() => projects(joan).find(id)).toThrow(NotFound);
  expect(names(projects(joan).page({ limit: 10, offset: 0 }))).toEqual([booking.name]);
  expect(() => team(joan, id)).toThrow(NotFound);
});

test("Z5: what members wrote for themselves is in nothing a contact is given", () => {
  const id = start(maya, harbor.id, shop);
  expect(JSON.stringify([projects(dana).find(id), projects(dana).page({ limit: 10, offset: 0 })])).not.toContain("cellardoor");
  expect(internalNotesOf(maya, id)).toBe("cellardoor");
});

test("no project is begun for a client that is archived or unknown", () => {
  db.update(clients).set({ archivedAt: now() }).where(eq(clients.id, harbor.id)).run();
  expect(() => start(maya, harbor.id, shop)).toThrow(Refused);
  expect(() => start(maya, "nobody", shop)).toThrow(NotFound);
  expect(trailOf()).toEqual([]);
});

test("Z4: a form cannot move a project to another client, nor set what is not asked", () => {
  const given = ProjectForm.parse({ name: "x", clientId: "meridian", finishedAt: "1", commentCount: 7, id: "mine" });
  expect(Object.keys(given).sort()).toEqual(["internalNotes", "name", "stage", "summary", "team"]);
  expect(Object.keys(NewProjectForm.parse({ name: "x", clientId: "harbor", finishedAt: "1" })).sort()).toEqual(["clientId", "internalNotes", "name", "stage", "summary", "team"]);
});

test("details are changed, and who sees the team with them", () => {
  change(maya, packaging.id, { ...shop, name: "Winter range", team: "hidden" });
  const project = projects(maya).find(packaging.id);
  expect([project.name, teamSetting(project), project.clientId]).toEqual(["Winter range", "hidden", harbor.id]);
  expect(trailOf(packaging)).toEqual(["Maya Lindqvist changed the details of Winter range"]);
});

test("a project is finished once, and taken up again", () => {
  finish(maya, packaging.id);
  expect(() => finish(ruth, packaging.id)).toThrow("already finished");
  expect(names(projects(dana).page({ limit: 10, offset: 0 }, { state: "active" }))).toEqual([]);
  expect(names(projects(dana).page({ limit: 10, offset: 0 }, { state: "finished" }))).toEqual([packaging.name]);

  resume(maya, packaging.id);
  expect(() => resume(maya, packaging.id)).toThrow("is not finished");
  expect(trailOf(packaging)).toEqual(["Maya Lindqvist finished Winter range packaging", "Maya Lindqvist took Winter range packaging up again"]);
});

test("a name is found by its words, whatever signs they hold", () => {
  start(maya, harbor.id, { ...shop, name: "100% wool_felt \\ labels" });
  const found = (search: string) => names(projects(maya).page({ limit: 10, offset: 0 }, { search }));
  expect(found("WINTER")).toEqual([packaging.name]);
  expect(found("100%")).toEqual(["100% wool_felt \\ labels"]);
  expect([found("%"), found("_"), found("\\")].map((all) => all.length)).toEqual([1, 1, 1]);
  expect(projects(maya).count({ search: "winter", clientId: "meridian" })).toBe(0);
});

test("people and managers are set, each once, from who is on the team", () => {
  setPeople(maya, packaging.id, { members: [ines.id, tom.id], managers: [ruth.id, tom.id] });
  expect(team(maya, packaging.id).map(({ name, manages }) => [name, manages])).toEqual([["Ruth Halloran", true], ["Tom Achebe", true], ["Ines Carvalho", false]]);
  expect(() => setPeople(maya, packaging.id, PeopleForm.parse({ members: ["c-dana"] }))).toThrow(Refused);
  expect(team(maya, packaging.id)).toHaveLength(3);
  setPeople(maya, packaging.id, PeopleForm.parse({}));
  expect(team(maya, packaging.id)).toEqual([]);
});

test("where the team is not shown, no contact learns who works on a project", () => {
  addTask(maya, packaging.id, TaskForm.parse({ title: "Draw the finch", assigneeId: tom.id, shownToClient: true }));
  expect([team(dana, packaging.id).length, tasks(dana).on(packaging.id)[0]!.assignee, yourTeam(dana).length]).toEqual([2, "Tom Achebe", 1]);

  change(maya, packaging.id, { ...shop, team: "hidden" });
  expect([team(dana, packaging.id), tasks(dana).on(packaging.id)[0]!.assignee, yourTeam(dana)]).toEqual([[], null, []]);
  expect(team(maya, packaging.id)).toHaveLength(2);

  change(maya, packaging.id, { ...shop, team: "agency" });
  db.update(agency).set({ showTeamMembers: false }).run();
  expect([team(dana, packaging.id), yourTeam(dana)]).toEqual([[], []]);

  change(maya, packaging.id, { ...shop, team: "shown" });
  expect([team(dana, packaging.id).length, names(yourTeam(dana))]).toEqual([2, ["Maya Lindqvist"]]);
});

test("who has left the agency is on nobody’s team", () => {
  db.update(members).set({ deactivatedAt: now() }).where(eq(members.id, maya.id)).run();
  expect(names(team(dana, packaging.id))).toEqual(["Tom Achebe"]);
  expect(yourTeam(dana)).toEqual([]);
});

test("where the team is not shown, the agency speaks in its trail and its comments", () => {
  post(maya, packaging.id, { body: "The press has a gap." });
  const heard = () => [trail(dana).recent(1)[0]!.actor, threadFor(dana, packaging.id, new Request("http://localhost/portal")).messages[0]!.name];
  expect(heard()).toEqual(["Maya Lindqvist", "Maya Lindqvist"]);

  change(maya, packaging.id, { ...shop, team: "hidden" });
  expect(heard()).toEqual(["Northlight Studio", "Northlight Studio"]);
  expect(threadFor(tom, packaging.id, new Request("http://localhost/staff")).messages[0]!.name).toBe("Maya Lindqvist");
});

test("who is taken off a project with open tasks on it is named, so that somebody takes them over", () => {
  setPeople(maya, packaging.id, { managers: [maya.id], members: [tom.id, ines.id] });
  addTask(maya, packaging.id, { title: "Draw the label", assigneeId: tom.id, shownToClient: false, internalNotes: "" });
  expect(setPeople(maya, packaging.id, { managers: [maya.id], members: [] })).toEqual(["Tom Achebe"]);
  expect(setPeople(maya, packaging.id, { managers: [maya.id], members: [] })).toEqual([]);
});
