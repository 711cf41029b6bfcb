import { beforeEach, expect, test } from "vitest";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { db, transact } from "#db/client.server.ts";
import { events, previews, projectMembers } from "#db/schema/index.ts";
import { deactivateContact as deactivateIn } from "#app/clients/contacts.server.ts";
import { closePreviews, contactInPreview, startPreview as startIn } from "#app/clients/previews.server.ts";
import { post } from "#app/comments/comments.server.ts";
import { documents } from "#app/documents/documents.server.ts";
import { trail } from "#app/events/trail.server.ts";
import { HOUR, pass } from "#app/lib/clock.ts";
import { previewCookie } from "#app/lib/cookies.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { endSession, startSession, sweepSessions } from "#app/people/sessions.server.ts";
import type { Contact, Member } from "#app/people/viewer.ts";
import { projects, startProject as startProjectIn } from "#app/projects/projects.server.ts";
import { bea, dana, freshStory, harbor, inTransaction, joan, luis, maya, packaging, tom, trailOf } from "../support/story.ts";

const start = inTransaction(startIn);
const startProject = inTransaction(startProjectIn);
const deactivateContact = inTransaction(deactivateIn);
const origin = { address: "203.0.113.7", agent: "Tests" };

/** A member at their desk: signed in, by a session of their own. */
const atDesk = (member: Member): Member => ({ ...member, sessionId: startSession(db, { face: "staff", personId: member.personId, memberId: member.id, method: "password" }, origin).session.id });
const holding = (secret: string) => new Request("http://portal.test/portal/home", { headers: { Cookie: previewCookie(secret).split(";")[0]! } });
const seenAs = (secret: string) => contactInPreview(holding(secret), {});
function lookAs(contact: Contact, by = atDesk(maya)) {
  start(by, contact.id, `secret of ${contact.id}`);
  return seenAs(`secret of ${contact.id}`)!;
}

beforeEach(freshStory);

test("a preview is the contact as they are, with the member behind it, bound to itself and to no session of theirs", () => {
  const by = atDesk(maya);
  const { sessionId, preview, address, agent, ...contact } = lookAs(dana, by);
  expect([address, agent]).toEqual(["unknown", ""]);
  const { sessionId: _, address: __, agent: ___, ...same } = dana;
  expect(contact).toEqual(same);
  expect(preview).toMatchObject({ id: sessionId, by: { kind: "member", id: maya.id, sessionId: by.sessionId } });
});

test("Z2: nobody starts one but a member, for a contact who has access", () => {
  expect(() => start(dana as never, luis.id, "s")).toThrow(NotFound);
  expect(() => start(atDesk(maya), "never-was", "s")).toThrow(NotFound);
  deactivateContact(maya, luis.id);
  expect(() => start(atDesk(maya), luis.id, "s")).toThrow("has no access to the portal now");
  expect(db.select().from(previews).all()).toEqual([]);
});

test("G10: an act that came past every door is refused in its transaction, and under the contact’s name nothing is ever recorded", async () => {
  const looking = lookAs(dana);
  const before = db.select().from(events).all().length;
  const given = blank(z.object({ body: z.string() }), looking, "/portal/projects/x/comments");
  const request = new Request("http://portal.test/portal/projects/x/comments", { method: "POST", body: new URLSearchParams({ _key: given.key, body: "Said in her name" }) });
  const answer = await submit({ request, viewer: looking }, z.object({ body: z.string() }), () => done("/portal/home"));
  expect(answer).toMatchObject({ init: { status: 403 } });
  expect(() => transact((tx) => void post(tx, looking, packaging.id, { body: "Said in her name" }))).toThrow("so nothing was sent");
  expect(db.select().from(events).all()).toHaveLength(before);
});

test("what is over by itself is written down by the clock, once, and says of whom", () => {
  const [first, second] = [atDesk(maya), atDesk(tom)];
  lookAs(dana, first);
  lookAs(bea, second);
  start(atDesk(maya), joan.id, "still alive");
  expect(closePreviews()).toBe(0);
  endSession(db, first.sessionId, "signed_out");
  deactivateContact(maya, bea.id);
  expect([seenAs(`secret of ${dana.id}`), seenAs(`secret of ${bea.id}`)]).toEqual([undefined, undefined]);
  expect([closePreviews(), closePreviews()]).toEqual([2, 0]);
  expect(trailOf(dana)).toEqual(["Maya Lindqvist began to look at the portal as Dana Whitfield", "The portal ended the look at the portal as Dana Whitfield"]);
  pass(HOUR);
  expect([seenAs("still alive"), closePreviews()]).toEqual([undefined, 1]);
});

test("an hour is an hour, however often one looks", () => {
  lookAs(dana);
  pass(HOUR - 1000);
  expect(seenAs(`secret of ${dana.id}`)).toBeDefined();
  pass(1000);
  expect(seenAs(`secret of ${dana.id}`)).toBeUndefined();
});

test("it goes with its session when that is swept away", () => {
  lookAs(dana);
  pass(100 * 24 * HOUR);
  expect(sweepSessions(db)).toBe(1);
  expect(db.select().from(previews).all()).toEqual([]);
});

test("Z1: what is shown is the contact’s view, and not another client’s", () => {
  const looking = lookAs(dana);
  expect(projects(looking).page({ limit: 9, offset: 0 }).map(({ id }) => id)).toEqual([packaging.id]);
  expect(projects(looking).find(packaging.id).clientId).toBe(harbor.id);
  expect(() => projects(looking).find("booking")).toThrow(NotFound);
});

test("Z6: the contact’s view is cut by what the member who looks may see: projects, their documents and what happened there", () => {
  const own = startProject(maya, harbor.id, { name: "Only Maya’s", summary: "", stage: "", team: "shown", internalNotes: "" });
  transact((tx) => void post(tx, maya, own, { body: "News" }));
  const names = (viewer: Contact) => projects(viewer).page({ limit: 9, offset: 0 }).map(({ name }) => name);
  const happened = (viewer: Contact) => trail(viewer).recent(9).map(({ subject }) => subject);
  expect([names(dana).length, happened(dana).length > 0]).toEqual([2, true]);
  expect(names(lookAs(dana, atDesk(maya)))).toEqual(names(dana));

  const narrow = lookAs(luis, atDesk(tom));
  expect(names(narrow)).toEqual([packaging.name]);
  expect(() => projects(narrow).find(own)).toThrow(NotFound);
  expect(happened(narrow)).toEqual([]);
  expect(documents(narrow).count({ projectId: own })).toBe(0);
  db.insert(projectMembers).values({ projectId: own, memberId: tom.id, manages: false }).run();
  expect(names(narrow)).toHaveLength(2);
});

test("Z6: it is over once the member may not see the client any more; one who never could finds no contact there", () => {
  const by = atDesk(tom);
  lookAs(dana, by);
  expect(() => start(by, joan.id, "s")).toThrow(NotFound);
  db.delete(projectMembers).where(eq(projectMembers.memberId, tom.id)).run();
  expect(seenAs(`secret of ${dana.id}`)).toBeUndefined();
  expect(closePreviews()).toBe(1);
});

test("the refusal names whom one looks as", () => {
  const looking = lookAs(dana);
  expect(() => transact((tx) => void post(tx, looking, packaging.id, { body: "x" }))).toThrow(`You see the portal as Dana Whitfield of ${harbor.name} sees it, so nothing was sent. Leave the preview to act as yourself.`);
});
