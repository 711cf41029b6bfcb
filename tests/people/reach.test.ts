import { and, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "#db/client.server.ts";
import { agency, clients as clientTable, outbox, projectMembers } from "#db/schema/index.ts";
import { clients } from "#app/clients/clients.server.ts";
import { contacts } from "#app/clients/contacts.server.ts";
import { figuresInList, figuresOf } from "#app/clients/figures.server.ts";
import { comments, post as postIn } from "#app/comments/comments.server.ts";
import { unanswered } from "#app/comments/unanswered.server.ts";
import { documentCounts, documents } from "#app/documents/documents.server.ts";
import { write } from "#app/events/letters.server.ts";
import { undelivered } from "#app/events/letterbook.server.ts";
import { record as recordIn } from "#app/events/record.server.ts";
import { inWords } from "#app/events/sentence.ts";
import { trail } from "#app/events/trail.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { now } from "#app/lib/clock.ts";
import { type Member, stranger } from "#app/people/viewer.ts";
import { team } from "#app/projects/people.server.ts";
import { internalNotesOf, projects } from "#app/projects/projects.server.ts";
import { taskFor, tasks } from "#app/projects/tasks.server.ts";
import { logTime as logTimeIn } from "#app/time/entries.server.ts";
import { timeOn, timeTotals } from "#app/time/time.server.ts";
import { belongingsOf, plantBelongings } from "../support/belongings.ts";
import { booking, dana, freshStory, harbor, inTransaction, ines, joan, letters, maya, meridian, packaging, ruth, tollhouse, tom } from "../support/story.ts";

const post = inTransaction(postIn);
const record = inTransaction(recordIn);
const logTime = inTransaction(logTimeIn);
const slice = { limit: 50, offset: 0 };
const told = (member: Member) => trail(member).recent(50).map(inWords);

beforeEach(freshStory);

const put = (member: Member, project: { id: string }, manages = false) => db.insert(projectMembers).values({ projectId: project.id, memberId: member.id, manages }).run();
const takeOff = (member: Member, project: { id: string }) => db.delete(projectMembers).where(and(eq(projectMembers.projectId, project.id), eq(projectMembers.memberId, member.id))).run();
const openToAll = (yes = true) => db.update(agency).set({ membersSeeAll: yes }).run();
const lookAfter = (member: Member, client: { id: string }) => db.update(clientTable).set({ lookedAfterBy: member.id }).where(eq(clientTable.id, client.id)).run();

const names = (found: { name: string }[]) => found.map(({ name }) => name);

test("a member sees the projects they are on; managers and owners see all; where the agency opens it, everybody", () => {
  const seen = (member: Member) => [names(projects(member).page(slice)).sort(), projects(member).count()];
  expect(seen(tom)).toEqual([[packaging.name], 1]);
  expect(seen(ines)).toEqual([[], 0]);
  for (const member of [maya, ruth]) expect(seen(member)).toEqual([[booking.name, packaging.name], 2]);
  openToAll();
  for (const member of [tom, ines]) expect(seen(member)).toEqual([[booking.name, packaging.name], 2]);
  openToAll(false);
  expect(seen(ines)).toEqual([[], 0]);
});

test("Z6: who is taken off a project, or loses a role, sees it no more at the very next question", () => {
  expect(projects(tom).find(packaging.id).name).toBe(packaging.name);
  takeOff(tom, packaging);
  expect(() => projects(tom).find(packaging.id)).toThrow(NotFound);
  expect(projects(maya).find(packaging.id).name).toBe(packaging.name);
  takeOff(maya, packaging);
  expect(() => projects({ ...maya, role: "member" }).find(packaging.id)).toThrow(NotFound);
});

test("Z1: of a project they are not on a member finds nothing, by whatever way they ask", () => {
  plantBelongings(db);
  const own = belongingsOf(meridian);
  const asks = {
    project: () => projects(tom).find(booking.id),
    notes: () => internalNotesOf(tom, booking.id),
    team: () => team(tom, booking.id),
    tasks: () => tasks(tom).on(booking.id),
    task: () => taskFor(tom, booking.id, own.task),
    "task through one’s own project": () => taskFor(tom, packaging.id, own.task),
    time: () => timeOn(tom, booking.id),
    totals: () => timeTotals(tom, booking.id),
    document: () => documents(tom).find(own.document),
    file: () => documents(tom).file(own.document),
    comments: () => comments(tom).on(booking.id),
    client: () => clients(tom).find(meridian.id),
    contact: () => contacts(tom).find(joan.id),
  };
  for (const [what, ask] of Object.entries(asks)) expect(ask, what).toThrow(NotFound);
  expect([names(documents(tom).page(slice, { projectId: booking.id })), documents(tom).count({ projectId: booking.id }), documentCounts(tom, [booking.id]), contacts(tom).of(meridian.id)]).toEqual([[], 0, {}, []]);
  expect(documents(tom).page(slice).map(({ projectId }) => projectId)).toEqual([packaging.id, packaging.id]);
  expect(() => post(tom, booking.id, { body: "Hello" })).toThrow(NotFound);
  expect(() => logTime(tom, booking.id, { workedOn: "2026-05-04", minutes: 5, billable: true, note: "" })).toThrow(NotFound);
});

test("a member knows the clients they have a project of, and those they look after, and their contacts alone", () => {
  const known = (member: Member) => names(clients(member).page(slice));
  expect([known(tom), clients(tom).count(), names(clients(tom).active())]).toEqual([[harbor.name], 1, [harbor.name]]);
  expect([known(ines), clients(ines).count()]).toEqual([[], 0]);
  lookAfter(ines, meridian);
  expect(known(ines)).toEqual([meridian.name]);
  expect(names(contacts(ines).of(meridian.id))).toEqual([joan.name]);
  // Who looks after a client knows its people, not the work they are not on.
  expect(() => projects(ines).find(booking.id)).toThrow(NotFound);
  openToAll();
  expect(known(ines)).toEqual([harbor.name, meridian.name, tollhouse.name]);
});

test("figures count what the member sees, and nothing beside it", () => {
  plantBelongings(db);
  lookAfter(ines, meridian);
  expect(figuresOf(maya, meridian.id, "2026-05")).toMatchObject({ activeProjects: 1, documentsShared: 1, minutesThisMonth: 90 });
  expect(figuresOf(ines, meridian.id, "2026-05")).toMatchObject({ activeProjects: 0, documentsShared: 0, minutesThisMonth: 0 });
  expect(figuresInList(ines, [meridian.id])).toEqual({ [meridian.id]: { contacts: 1, activeProjects: 0, lastActivityAt: null } });
  post(joan, booking.id, { body: "Anybody there?" });
  expect([unanswered(maya, 5).total, unanswered(ines, 5).total, unanswered(tom, 5).total]).toEqual([1, 0, 0]);
});

test("of what happened a member reads their projects, their clients, and of the agency what they did themselves", () => {
  post(joan, booking.id, { body: "Ours" });
  post(dana, packaging.id, { body: "Yours" });
  record(maya, "contact.deactivated", { kind: "contact", id: dana.id, clientId: harbor.id, title: "Dana" });
  record(maya, "contact.deactivated", { kind: "contact", id: joan.id, clientId: meridian.id, title: "Joan" });
  record(ruth, "member.invited", { kind: "member", id: "m-otto", clientId: null, title: "Otto" });
  record(tom, "session.started", { kind: "session", id: "s-tom", clientId: null, title: "" });
  record(stranger({ address: "", agent: "" }), "session.refused", { kind: "session", id: "x", clientId: null, title: "" });

  expect(told(tom)).toEqual([expect.stringMatching(/^You signed in/), "Maya Lindqvist ended Dana’s access to the portal", "Dana Whitfield commented on Winter range packaging"]);
  expect(told(ines)).toEqual([]);
  expect(told(maya)).toHaveLength(6);
  expect(trail(tom).ofClient(meridian.id)).toEqual([]);
  expect(trail(tom).of({ kind: "project", id: booking.id })).toEqual([]);
  expect(trail(tom).of({ kind: "member", id: "m-otto" })).toEqual([]);
  expect(trail(tom).of({ kind: "session", id: "x" })).toEqual([]);
  openToAll();
  expect(told(ines)).toHaveLength(6);
});

test("a letter to the agency goes to who may see what it is about, and is dropped where they no longer may", () => {
  post(dana, packaging.id, { body: "Hello" });
  expect(letters().filter((letter) => letter.startsWith("m-"))).toEqual(["m-maya: comment.posted", "m-tom: comment.posted"]);
  takeOff(tom, packaging);
  const rows = db.select().from(outbox).where(eq(outbox.memberId, tom.id)).all();
  expect(write(db, rows)).toMatchObject({ written: null, dropped: [{ why: "They may no longer see what it was about." }] });

  // Nobody is on it, and who looks after the client does not see it: the owners are told.
  takeOff(maya, booking);
  lookAfter(ines, meridian);
  post(joan, booking.id, { body: "Hello?" });
  expect(letters().at(-1)).toBe("m-ruth: comment.posted");
  openToAll();
  post(joan, booking.id, { body: "Hello??" });
  expect(letters().at(-1)).toBe("m-ines: comment.posted");
});

test("letters that do not arrive are told to who sees all", () => {
  db.insert(outbox).values({ id: "lost", kind: "invitation", face: "portal", contactId: joan.id, queuedAt: now(), nextAttemptAt: now(), gaveUpAt: now(), lastError: "No such box" }).run();
  expect([undelivered(maya).gaveUp, undelivered(tom).gaveUp, undelivered(tom).latest]).toEqual([1, 0, []]);
  openToAll();
  expect(undelivered(tom).gaveUp).toBe(1);
});

test("a project that is put on somebody is theirs at once, as manager or not", () => {
  put(ines, booking, true);
  expect(names(projects(ines).page(slice))).toEqual([booking.name]);
});
