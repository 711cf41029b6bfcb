import { beforeEach, expect, test } from "vitest";
import { post as postIn } from "#app/comments/comments.server.ts";
import { record as recordIn } from "#app/events/record.server.ts";
import { inWords } from "#app/events/sentence.ts";
import { trail } from "#app/events/trail.server.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { stranger, system } from "#app/people/viewer.ts";
import { projectSubject } from "#app/projects/projects.server.ts";
import { db } from "#db/client.server.ts";
import { documents } from "#db/schema/index.ts";
import { booking, dana, freshStory, inTransaction, joan, luis, maya, packaging } from "../support/story.ts";
import { now } from "#app/lib/clock.ts";

const post = inTransaction(postIn);
const record = inTransaction(recordIn);
const told = (entries: ReturnType<ReturnType<typeof trail>["recent"]>) => entries.map(inWords);

const proof: Subject = { kind: "document", id: "proof", clientId: packaging.clientId, projectId: packaging.id, title: "Proof.pdf" };
const putDocument = (sharedAt: Date | null, removedAt: Date | null = null) =>
  db.insert(documents).values({ id: "proof", projectId: packaging.id, clientId: packaging.clientId, name: "Proof.pdf", version: 1, size: 1, uploadedAt: now(), sharedAt, removedAt, createdAt: now() }).run();

beforeEach(freshStory);

test("a contact reads what happened, newest first, is “You” in it, and is led to it", () => {
  const asked = post(dana, packaging.id, { body: "When?" });
  post(maya, packaging.id, { body: "Monday." });

  expect(told(trail(dana).recent(5))).toEqual(["Maya Lindqvist commented on Winter range packaging", "You commented on Winter range packaging"]);
  expect(trail(dana).recent(5)[1]).toMatchObject({ to: `/portal/projects/packaging/comments#comment-${asked}`, company: null });
  expect(trail(maya).recent(5)[1]).toMatchObject({ actor: "Dana Whitfield", company: "Harbor & Finch Coffee", to: `/staff/projects/packaging/comments#comment-${asked}` });
});

test("Z1: of another client’s doings a contact reads nothing, however they ask", () => {
  post(joan, booking.id, { body: "Ours" });
  expect([trail(dana).recent(5), trail(dana).ofClient("meridian"), trail(dana).of({ kind: "project", id: booking.id })]).toEqual([[], [], []]);
});

test("Z5: tasks, time, permissions, sign-ins, members and our own changes are never in a client’s trail", () => {
  const about = (kind: Subject["kind"]): Subject => ({ kind, id: "x", clientId: packaging.clientId, projectId: packaging.id, title: "cellardoor" });
  record(maya, "task.added", about("task"));
  record(maya, "task.status_changed", about("task"), { status: "Done" });
  record(maya, "time.logged", about("project"));
  record(maya, "contact.permissions_changed", about("contact"));
  record(maya, "contact.deactivated", about("contact"));
  record(maya, "member.invited", about("member"));
  record(luis, "session.started", about("session"));
  record(maya, "client.changed", about("client"));
  record(maya, "project.changed", about("project"));
  record(maya, "document.uploaded", about("document"));
  record(luis, "document.downloaded", about("document"));

  expect([trail(dana).recent(50), trail(dana).ofClient(dana.clientId), trail(dana).of({ kind: "project", id: packaging.id })]).toEqual([[], [], []]);
  expect(trail(maya).ofClient(dana.clientId)).toHaveLength(11);
});

test.for([
  ["shared", new Date(0), null, 1],
  ["no longer shared", null, null, 0],
  ["removed", new Date(0), new Date(0), 0],
] as const)("what happened to a document that is %s", ([, sharedAt, removedAt, seen]) => {
  putDocument(sharedAt, removedAt);
  record(maya, "document.shared", proof);
  expect(trail(dana).recent(5)).toHaveLength(seen);
  expect(trail(maya).of(proof).map(({ to }) => to)).toEqual([removedAt ? null : "/staff/documents/proof"]);
});

test("Z5: a contact who did something to a document is not told its name once it is no longer shared", () => {
  putDocument(null);
  record(maya, "document.replaced", proof, { version: 2 });
  expect(trail(dana).of(proof)).toEqual([]);
  expect(told(trail(maya).of(proof))).toEqual(["You uploaded version 2 of Proof.pdf"]);
});

test("strangers’ attempts stand in the record but not on the home page; strangers read nothing", () => {
  record(stranger({ address: "", agent: "" }), "session.refused", { kind: "session", id: "x", clientId: null, title: "" });
  record(system, "project.changed", projectSubject(packaging));
  expect(told(trail(maya).recent(5))).toEqual(["The portal changed the details of Winter range packaging"]);
  expect(trail(stranger({ address: "", agent: "" })).recent(5)).toEqual([]);
});

test("names that look like our own marks stay what they are", () => {
  record(maya, "project.started", { ...projectSubject(packaging), title: "{actor} {subject} $& <b>" });
  expect(told(trail(dana).recent(1))).toEqual(["Maya Lindqvist started {actor} {subject} $& <b>"]);
});
