import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db, sqlite } from "#db/client.server.ts";
import { clients, contacts, deliverables as table, files, proofJobs, roundPieces, rounds } from "#db/schema/index.ts";
import { noteOpened } from "#app/deliverables/deciding.server.ts";
import { areaOf, isOpen, life, roundMeter, statusOf } from "#app/deliverables/deliverable.ts";
import { deliverables, piecesOf, roundOf, roundsOf } from "#app/deliverables/deliverables.server.ts";
import { draftOf, shownIn } from "#app/deliverables/drafting.server.ts";
import { standAt } from "#app/lib/clock.ts";
import { instantIn } from "#app/lib/dates.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { askedOfUs } from "#app/needs/waiting.server.ts";
import { dana, freshStory, harbor, ines, joan, letters, luis, maya, meridian, packaging, tom, trailOf, bea } from "../support/story.ts";
import { addFiles, addLink, approve, asked, begin, bringOver, change, describe, file, pin, publish, published, remove, reopen, revise, rowOf, secondRound, settle, signed, statusNow, title, withdraw } from "./stage.ts";

const zone = "America/New_York";
beforeEach(() => {
  freshStory();
  standAt(instantIn(zone, "2026-03-02", "10:00:00"));
});

const opened = (id: string, contact = dana) => noteOpened(contact, deliverables(contact).find(id), new Request("http://portal.test/portal/approvals/x"));
const status409 = expect.objectContaining({ status: 409 });

test("the table of states: every move that is listed, and none besides", () => {
  const listed = Object.entries(life.table).flatMap(([from, moves]) => Object.entries(moves).map(([move, to]) => `${from} ${move} ${to}`));
  expect(listed).toEqual([
    "draft publish pending",
    ...["open in_review", "comment in_review", "answer pending", "settle pending", "approve approved", "request_revisions needs_changes", "withdraw withdrawn", "record_approval approved"].map((move) => `pending ${move}`),
    ...["open in_review", "comment in_review", "answer in_review", "settle in_review", "approve approved", "request_revisions needs_changes", "change_decision in_review", "withdraw withdrawn", "record_approval approved"].map((move) => `in_review ${move}`),
    ...["answer needs_changes", "settle needs_changes", "publish pending"].map((move) => `needs_changes ${move}`),
    "approved reopen pending",
  ]);
});

test("statuses are read from facts, and lists are narrowed by the same", () => {
  const at = new Date();
  const facts = { publishedAt: null, firstActedAt: null, decision: null, withdrawnAt: null };
  expect([statusOf(facts), statusOf({ ...facts, publishedAt: at }), statusOf({ ...facts, publishedAt: at, firstActedAt: at }), statusOf({ ...facts, publishedAt: at, decision: "approved" }), statusOf({ ...facts, publishedAt: at, decision: "needs_changes" }), statusOf({ ...facts, publishedAt: at, withdrawnAt: at })]).toEqual(["draft", "pending", "in_review", "approved", "needs_changes", "withdrawn"]);

  const ids = { draft: begin(maya, { projectId: packaging.id, title }), pending: published(), in_review: published(), approved: published(), needs_changes: published(), withdrawn: published() };
  opened(ids.in_review);
  approve(dana, ids.approved, signed());
  revise(dana, ids.needs_changes, { round: 1, note: "Bluer." });
  withdraw(maya, ids.withdrawn, { reason: "By mistake" });
  for (const [status, id] of Object.entries(ids)) {
    expect([status, statusNow(id)]).toEqual([status, status]);
    expect(deliverables(maya).page({ limit: 9, offset: 0 }, { status: status as never }).map(({ id }) => id)).toEqual([id]);
  }
  expect(deliverables(maya).counts()).toEqual({ draft: 1, pending: 1, in_review: 1, approved: 1, needs_changes: 1, withdrawn: 1 });
  expect(deliverables(dana).counts()).toEqual({ pending: 1, in_review: 1, approved: 1, needs_changes: 1, withdrawn: 1 });
  expect(new Set(deliverables(maya).page({ limit: 9, offset: 0 }, { open: true }).map(({ id }) => id))).toEqual(new Set([ids.pending, ids.in_review]));
});

test("what waits stands first, the soonest due before the others", () => {
  const [later, sooner, someday] = [published({ dueOn: "2026-03-20" }), published({ dueOn: "2026-03-09" }), published()];
  const settled = published();
  approve(dana, settled, signed());
  expect(deliverables(dana).page({ limit: 9, offset: 0 }).map(({ id }) => id)).toEqual([sooner, later, someday, settled]);
});

test("a draft is the agency’s own: its client does not know of it", () => {
  const id = begin(maya, { projectId: packaging.id, title, roundsIncluded: 3 });
  addFiles(tom, id, "", [file()]);
  expect(statusNow(id)).toBe("draft");
  expect(() => deliverables(dana).find(id)).toThrow(NotFound);
  expect(deliverables(dana).page({ limit: 9, offset: 0 })).toEqual([]);
  expect(letters()).toEqual([]);
  expect(trailOf({ id })).toEqual([`Maya Lindqvist began ${title}, to be approved`, `Tom Achebe added Label.png to the next round of ${title}`]);
});

test("published, it waits: on record, and the client’s contacts are written to", () => {
  const id = published({ note: "Two greens to compare.", dueOn: "2026-03-09" });
  expect(deliverables(dana).find(id)).toMatchObject({ status: "pending", round: 1, note: "Two greens to compare.", dueOn: "2026-03-09", policy: "any" });
  expect(trailOf({ id }).at(-1)).toBe(`Maya Lindqvist put ${title}, round 1, up for approval`);
  expect(letters().filter((letter) => letter.endsWith("deliverable.published"))).toHaveLength(3);
});

test("publishing needs a file: a link alone is not enough", () => {
  const id = begin(maya, { projectId: packaging.id, title });
  expect(() => publish(maya, id, asked(1))).toThrow("at least one file");
  addLink(maya, id, { url: "https://staging.example.com", title: "Staging" });
  expect(() => publish(maya, id, asked(1))).toThrow("at least one file");
  expect(trailOf({ id })).toHaveLength(2);
});

test("publishing needs somebody who may answer, at a portal that is open, and a day to come", () => {
  const id = begin(maya, { projectId: packaging.id, title });
  addFiles(tom, id, "", [file()]);
  expect(() => publish(maya, id, asked(1, { approvers: [] }))).toThrow("at least one contact");
  expect(() => publish(maya, id, asked(1, { approvers: [bea.id] }))).toThrow("may not approve work");
  expect(() => publish(maya, id, asked(1, { approvers: [joan.id] }))).toThrow("not a contact of this client");
  expect(() => publish(maya, id, asked(1, { dueOn: "2026-03-01" }))).toThrow("has passed");
  db.update(contacts).set({ deactivatedAt: new Date() }).where(eq(contacts.id, luis.id)).run();
  expect(() => publish(maya, id, asked(1))).toThrow("not a contact of this client any more");
  db.update(clients).set({ portalClosedAt: new Date() }).where(eq(clients.id, harbor.id)).run();
  expect(() => publish(maya, id, asked(1, { approvers: [dana.id] }))).toThrow("The portal is closed");
  expect(statusNow(id)).toBe("draft");
});

test("due today is not too late, to the last second of the agency’s day", () => {
  const id = begin(maya, { projectId: packaging.id, title });
  addFiles(tom, id, "", [file()]);
  standAt(instantIn(zone, "2026-03-08", "23:59:59"));
  publish(maya, id, asked(1, { dueOn: "2026-03-08" }));
  expect(statusNow(id)).toBe("pending");
});

test("G9, R2: a round is published once, and another is not while it is open", () => {
  const id = published();
  expect(() => publish(maya, id, asked(1))).toThrow(status409);
  expect(() => publish(maya, id, asked(2))).toThrow(status409);
  expect(() => addFiles(tom, id, "", [file()])).toThrow("Round 1 is with the client");
  expect(() => addLink(tom, id, { url: "https://a.example", title: "A" })).toThrow(status409);
  expect(roundsOf(maya, rowOf(id))).toHaveLength(1);
});

test("the first to open it puts it in review, once on record for each; opening needs no permission", () => {
  const id = published();
  opened(id, bea);
  opened(id, bea);
  opened(id, dana);
  expect(statusNow(id)).toBe("in_review");
  expect(trailOf({ id }).filter((line) => line.includes("opened"))).toEqual([`Bea Marsh opened ${title}, round 1`, `Dana Whitfield opened ${title}, round 1`]);
});

test("A GET ahead, a HEAD or a preview is not opening", () => {
  const id = published();
  const found = deliverables(dana).find(id);
  noteOpened(dana, found, new Request("http://portal.test/", { method: "HEAD" }));
  noteOpened(dana, found, new Request("http://portal.test/", { headers: { "Sec-Purpose": "prefetch" } }));
  noteOpened({ ...dana, preview: { id: "p", by: maya } }, found, new Request("http://portal.test/"));
  expect(statusNow(id)).toBe("pending");
  expect(trailOf({ id }).filter((line) => line.includes("opened"))).toEqual([]);
});

test("after changes were asked for the next round takes its place, and the old one is there to read", () => {
  const id = secondRound();
  expect(statusNow(id)).toBe("pending");
  expect(rowOf(id).round).toBe(2);
  expect(roundsOf(dana, rowOf(id)).map(({ number, decision }) => [number, decision])).toEqual([[2, null], [1, "needs_changes"]]);
  expect(roundMeter(2, 3)).toBe("Round 2 of 3 included");
});

test("R3: an answer to an old round is refused, and nothing is recorded", () => {
  const id = secondRound();
  const before = trailOf({ id }).length;
  expect(() => approve(dana, id, signed(1))).toThrow("Replaced by round 2. Nothing was recorded.");
  expect(() => revise(dana, id, { round: 1, note: "No." })).toThrow("Replaced by round 2");
  expect(() => pin(dana, id, { round: 1, body: "Here." })).toThrow("Replaced by round 2");
  expect(trailOf({ id })).toHaveLength(before);
});

test("a draft of the next round is unseen until it is published", () => {
  const id = published();
  revise(dana, id, { round: 1, note: "Bluer." });
  addFiles(tom, id, "", [file("Second.png")]);
  expect(roundsOf(dana, rowOf(id)).map(({ number }) => number)).toEqual([1]);
  expect(() => roundOf(dana, rowOf(id), 2)).toThrow(NotFound);
  expect(statusNow(id)).toBe("needs_changes");
});

test("R4: withdrawn, it takes nothing any more", () => {
  const id = published();
  withdraw(maya, id, { reason: "The wrong file" });
  expect(letters().filter((letter) => letter.endsWith("deliverable.withdrawn"))).toHaveLength(3);
  for (const attempt of [() => approve(dana, id, signed()), () => revise(dana, id, { round: 1, note: "No." }), () => pin(dana, id, { round: 1, body: "Here." }), () => withdraw(maya, id, { reason: "Again" }), () => publish(maya, id, asked(2)), () => addFiles(tom, id, "", [file()])]) expect(attempt).toThrow(status409);
  expect(statusNow(id)).toBe("withdrawn");
});

test("R4: a draft is not approved, nor withdrawn; changes asked for are not withdrawn", () => {
  const draft = begin(maya, { projectId: packaging.id, title });
  expect(() => approve(dana, draft, signed())).toThrow(NotFound);
  expect(() => withdraw(maya, draft, { reason: "No" })).toThrow(status409);
  const id = published();
  revise(dana, id, { round: 1, note: "Bluer." });
  expect(() => withdraw(maya, id, { reason: "No" })).toThrow(status409);
});

test("an approved round is locked: no pin, no reply, nothing settled, no file exchanged", () => {
  const id = published();
  const left = pin(dana, id, { round: 1, body: "Lovely." });
  approve(dana, id, signed());
  expect(() => pin(dana, id, { round: 1, body: "One more." })).toThrow(status409);
  expect(() => pin(maya, id, { round: 1, body: "One more." })).toThrow(status409);
  expect(() => settle(maya, id, left.id)).toThrow(status409);
  const round = roundOf(maya, rowOf(id), 1);
  for (const change of [`UPDATE round_pieces SET title = 'x' WHERE round_id = '${round.id}'`, `DELETE FROM round_pieces WHERE round_id = '${round.id}'`, `UPDATE rounds SET note = 'x' WHERE id = '${round.id}'`, `UPDATE rounds SET decision = 'needs_changes' WHERE id = '${round.id}'`, `DELETE FROM pins`, `UPDATE pins SET body = 'x'`]) expect(() => sqlite.exec(change), change).toThrow(/never|once|stays/);
});

test("reopened after approval: round 2 is pending, with its reason, and the approval of round 1 stays", () => {
  const id = published();
  approve(dana, id, signed());
  expect(() => publish(maya, id, asked(2))).toThrow(status409);
  addFiles(tom, id, "", [file()]);
  reopen(maya, id, asked(2, { reason: "The printer changed the foil." }));
  expect(statusNow(id)).toBe("pending");
  expect(roundOf(dana, rowOf(id), 2).reopenedWhy).toBe("The printer changed the foil.");
  expect(roundOf(dana, rowOf(id), 1).decision).toBe("approved");
  expect(trailOf({ id }).at(-1)).toBe(`Maya Lindqvist reopened ${title} with round 2`);
});

test("only what was approved is reopened", () => {
  const id = published();
  expect(() => reopen(maya, id, asked(2, { reason: "Why" }))).toThrow(status409);
  revise(dana, id, { round: 1, note: "Bluer." });
  expect(() => reopen(maya, id, asked(2, { reason: "Why" }))).toThrow(status409);
});

test("the next round may take over the files of the last; taken out again, their bytes stay for the round that shows them", () => {
  const id = published({}, file("Front.png"), file("Back.png"));
  revise(dana, id, { round: 1, note: "The back." });
  bringOver(tom, id);
  const draft = draftOf(maya, rowOf(id))!;
  const [front, back] = piecesOf(draft);
  expect([front!.title, back!.title, front!.alt]).toEqual(["Front.png", "Back.png", "A green bag"]);
  remove(tom, id, back!.id);
  expect(db.select().from(files).where(eq(files.id, back!.fileId!)).get()!.removedAt).toBeNull();
  describe(tom, id, front!.id, { title: "Front, unchanged", alt: "Still green" });
  expect(piecesOf(draft).map(({ title, alt }) => [title, alt])).toEqual([["Front, unchanged", "Still green"]]);
  publish(maya, id, asked(2));
  expect(() => remove(tom, id, front!.id)).toThrow(NotFound);
  expect(() => describe(tom, id, front!.id, { title: "Other", alt: "" })).toThrow(NotFound);
});

test("a file taken out of the only draft that had it goes; a round takes thirty", () => {
  const id = begin(maya, { projectId: packaging.id, title });
  addFiles(tom, id, "", [file()]);
  const [piece] = piecesOf(draftOf(maya, rowOf(id))!);
  remove(tom, id, piece!.id);
  expect(db.select().from(files).where(eq(files.id, piece!.fileId!)).get()!.removedAt).not.toBeNull();
  addFiles(tom, id, "", Array.from({ length: 30 }, () => file()));
  expect(() => addFiles(tom, id, "", [file()])).toThrow("at most 30 files");
});

test("its title changes; of two who change it at once the second is told", () => {
  const id = published();
  const seen = stampOf(shownIn(deliverables(maya).find(id)));
  change(maya, id, { title: "Winter label", roundsIncluded: 2, seen });
  expect(() => change(tom, id, { title: "Label", roundsIncluded: 2, seen })).toThrow(status409);
  expect(rowOf(id)).toMatchObject({ title: "Winter label", roundsIncluded: 2 });
});

test("Z1: another client’s, and another member’s, does not exist", () => {
  const id = published();
  for (const attempt of [() => deliverables(joan).find(id), () => approve(joan, id, signed(1, "Joan Keller")), () => revise(joan, id, { round: 1, note: "No." }), () => pin(joan, id, { round: 1, body: "Here." }), () => deliverables(ines).find(id), () => withdraw(ines, id, { reason: "No" }), () => addFiles(ines, id, "", [file()]), () => begin(ines, { projectId: packaging.id, title })]) expect(attempt).toThrow(NotFound);
  expect(deliverables(joan).page({ limit: 9, offset: 0 })).toEqual([]);
  expect(deliverables(joan).counts()).toEqual({});
});

test("a deliverable, its rounds, pieces and pins cannot be put into another client’s", () => {
  const id = published();
  const round = roundOf(maya, rowOf(id), 1);
  const values = [
    () => db.insert(table).values({ ...rowOf(id), id: "stray", clientId: meridian.id }).run(),
    () => db.insert(rounds).values({ id: "stray", deliverableId: id, clientId: meridian.id, number: 9, createdAt: new Date() }).run(),
    () => db.insert(roundPieces).values({ id: "stray", roundId: "nowhere", clientId: meridian.id, position: 1, sort: "link", url: "https://a.example", title: "A" }).run(),
    () => sqlite.exec(`INSERT INTO pins (id, deliverable_id, round_id, client_id, number, contact_id, body, created_at) VALUES ('stray', '${id}', '${round.id}', '${meridian.id}', 9, '${joan.id}', 'Hello', 1)`),
  ];
  for (const put of values) expect(put).toThrow(/FOREIGN KEY/);
});

test("the round meter says how many are included, and how many came on top; a spot is said in words", () => {
  expect([roundMeter(1, null), roundMeter(3, 3), roundMeter(4, 3)]).toEqual(["Round 1", "Round 3 of 3 included", "Round 4, 1 more than the 3 included"]);
  expect([areaOf(0, 0), areaOf(50, 50), areaOf(100, 100), areaOf(33, 90)]).toEqual(["top left", "centre", "bottom right", "bottom left"]);
  expect([isOpen("pending"), isOpen("in_review"), isOpen("approved")]).toEqual([true, true, false]);
});

test("G10: in a preview nothing is decided or written", () => {
  const id = published();
  const looking = { ...dana, preview: { id: "p", by: maya } };
  for (const attempt of [() => approve(looking, id, signed()), () => revise(looking, id, { round: 1, note: "No." }), () => pin(looking, id, { round: 1, body: "Here." })]) expect(attempt).toThrow(Refused);
  expect(statusNow(id)).toBe("pending");
});

test("a file of an open round that no page could be drawn of waits on the agency, and no more once the round is withdrawn", () => {
  const id = published();
  const onUs = () => askedOfUs(maya, 10).rows.map(({ about, next }) => `${about}: ${next.label}`);
  db.update(proofJobs).set({ state: "waiting", why: "It took too long" }).run();
  expect(onUs()).toEqual([]);
  db.update(proofJobs).set({ state: "none", why: "It is locked with a password" }).run();
  expect(onUs()).toEqual(["No page of a file can be shown to Harbor & Finch Coffee: Give another file"]);
  withdraw(maya, id, { reason: "Another file" });
  expect(onUs()).toEqual([]);
});
