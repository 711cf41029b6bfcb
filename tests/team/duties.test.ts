import { beforeEach, expect, test } from "vitest";
import { db } from "#db/client.server.ts";
import { projectMembers } from "#db/schema/index.ts";
import { changeContact as changeContactIn } from "#app/clients/address.server.ts";
import { addClient as addClientIn, archiveClient as archiveIn, changeClient as changeIn, restoreClient as restoreIn } from "#app/clients/clients.server.ts";
import { addContact as addContactIn, deactivateContact as deactivateIn, inviteContact as inviteIn, reactivateContact as reactivateIn, setPermissions as permitIn } from "#app/clients/contacts.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { post as postIn } from "#app/comments/comments.server.ts";
import { leads } from "#app/projects/lead.server.ts";
import { setPeople as setPeopleIn, workersOn } from "#app/projects/people.server.ts";
import { changeProject as changeProjectIn, finishProject as finishIn, projects, resumeProject as resumeIn, startProject as startIn } from "#app/projects/projects.server.ts";
import { addTask as addTaskIn } from "#app/projects/tasks.server.ts";
import { logTime as logTimeIn } from "#app/time/entries.server.ts";
import { may } from "#app/team/duties.ts";
import { system } from "#app/people/viewer.ts";
import { booking, dana, freshStory, harbor, inTransaction, ines, maya, packaging, ruth, tom, trailOf } from "../support/story.ts";

const [addClient, changeClient, archive, restore] = [inTransaction(addClientIn), inTransaction(changeIn), inTransaction(archiveIn), inTransaction(restoreIn)];
const [addContact, changeContact, deactivate, invite, reactivate, permit] = [inTransaction(addContactIn), inTransaction(changeContactIn), inTransaction(deactivateIn), inTransaction(inviteIn), inTransaction(reactivateIn), inTransaction(permitIn)];
const [start, changeProject, finish, resume, setPeople] = [inTransaction(startIn), inTransaction(changeProjectIn), inTransaction(finishIn), inTransaction(resumeIn), inTransaction(setPeopleIn)];
const [addTask, logTime, post] = [inTransaction(addTaskIn), inTransaction(logTimeIn), inTransaction(postIn)];

beforeEach(freshStory);

const words = { name: "Spring menu", summary: "", stage: "", team: "agency", internalNotes: "" } as const;
const client = { name: "Saltmarsh", address: "", sinceOn: "2026-01-01", internalNotes: "" };
const may4 = { canViewInvoices: true, canApproveWork: true, canComment: true, canSubmitRequests: true };
const person = { name: "Nia", email: "nia@harborfinch.example", role: "" };
const task = { title: "Draw", shownToClient: true, internalNotes: "" };

test("who may do what, by role, in one table", () => {
  const table = Object.fromEntries((["clients", "projects", "billing", "team", "settings"] as const).map((duty) => [duty, [ruth, maya, tom, dana, system].filter((viewer) => may(viewer, duty)).map(({ name }) => name)]));
  expect(table).toEqual({
    clients: ["Ruth Halloran", "Maya Lindqvist", "The portal"],
    projects: ["Ruth Halloran", "Maya Lindqvist", "The portal"],
    billing: ["Ruth Halloran", "Maya Lindqvist", "The portal"],
    team: ["Ruth Halloran", "The portal"],
    settings: ["Ruth Halloran", "The portal"],
  });
});

test("a member works on what they see, and changes neither clients, nor contacts, nor who is on a project", () => {
  const refused: [string, () => unknown][] = [
    ["add a client", () => addClient(tom, client)],
    ["change one", () => changeClient(tom, harbor.id, client)],
    ["archive it", () => archive(tom, harbor.id)],
    ["bring it back", () => restore(tom, harbor.id)],
    ["add a contact", () => addContact(tom, harbor.id, { ...person, ...may4 })],
    ["change a contact", () => changeContact(tom, dana.id, person)],
    ["permit", () => permit(tom, dana.id, may4)],
    ["invite", () => invite(tom, dana.id)],
    ["end access", () => deactivate(tom, dana.id)],
    ["give access", () => reactivate(tom, dana.id)],
    ["start a project", () => start(tom, harbor.id, words)],
    ["change its details", () => changeProject(tom, packaging.id, words)],
    ["finish it", () => finish(tom, packaging.id)],
    ["take it up again", () => resume(tom, packaging.id)],
    ["choose its people", () => setPeople(tom, packaging.id, { members: [tom.id], managers: [tom.id] })],
  ];
  for (const [what, act] of refused) {
    const problem = (() => { try { act(); } catch (problem) { return problem; } })();
    expect([what, problem instanceof Refused && problem.status]).toEqual([what, 403]);
  }
  expect(trailOf()).toEqual([]);

  addTask(tom, packaging.id, task);
  logTime(tom, packaging.id, { workedOn: "2026-01-05", minutes: 30, billable: true, note: "" });
  post(tom, packaging.id, { body: "Proof 2 is up." });
  expect(trailOf()).toHaveLength(3);
});

test("a member who manages a project keeps its details and its people, of this one alone", () => {
  db.insert(projectMembers).values({ projectId: booking.id, memberId: ines.id, manages: true }).run();
  expect([leads(ines, booking.id), leads(ines, packaging.id), leads(tom, packaging.id), leads(maya, packaging.id), leads(ruth, booking.id)]).toEqual([true, false, false, true, true]);
  changeProject(ines, booking.id, words);
  finish(ines, booking.id);
  resume(ines, booking.id);
  setPeople(ines, booking.id, { members: [tom.id], managers: [ines.id] });
  expect(projects(tom).find(booking.id).name).toBe("Spring menu");
});

test("who starts a project manages it", () => {
  const id = start(maya, harbor.id, words);
  expect([leads({ ...maya, role: "member" }, id), projects({ ...maya, role: "member" }).find(id).name]).toEqual([true, "Spring menu"]);
});

test("a task is given to who sees the project: its people, managers and owners", () => {
  expect(workersOn(tom, packaging.id).map(({ name }) => name)).toEqual(["Maya Lindqvist", "Ruth Halloran", "Tom Achebe"]);
  expect(() => addTask(maya, packaging.id, { ...task, assigneeId: ines.id })).toThrow("Choose somebody who is on this project");
  setPeople(maya, packaging.id, { members: [tom.id, ines.id], managers: [maya.id] });
  expect(addTask(maya, packaging.id, { ...task, assigneeId: ines.id })).toBeTruthy();
});
