import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "#db/client.server.ts";
import { clients, contacts, projectMembers } from "#db/schema/index.ts";
import { NotFound } from "#app/lib/refused.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { submitAnswers } from "#app/information-requests/answering.server.ts";
import { mayAsk } from "#app/information-requests/asker.server.ts";
import * as asking from "#app/information-requests/asking.server.ts";
import { audienceOfRequest } from "#app/information-requests/audience.server.ts";
import { ItemForm } from "#app/information-requests/forms.server.ts";
import { requests, subjectOf } from "#app/information-requests/requests.server.ts";
import { acceptItem } from "#app/information-requests/reviewing.server.ts";
import * as templates from "#app/information-requests/templates.server.ts";
import { askForMoreTime, ask as askQuestion, openTimeAsk } from "#app/questions/questions.server.ts";
import { askedOfUs } from "#app/needs/waiting.server.ts";
import { dana, freshStory, harbor, ines, inTransaction, maya, packaging, ruth, tom, trailOf } from "../support/story.ts";

beforeEach(freshStory);

const [changeItem, draft, add, send, remind, cancel, change, discard] = [inTransaction(asking.changeItem), inTransaction(asking.draftRequest), inTransaction(asking.addItem), inTransaction(asking.sendRequest), inTransaction(asking.remindOf), inTransaction(asking.cancelRequest), inTransaction(asking.changeRequest), inTransaction(asking.discardRequest)];
const [keep, rename, remove] = [inTransaction(templates.saveTemplate), inTransaction(templates.renameTemplate), inTransaction(templates.removeTemplate)];
const [submit, accept] = [inTransaction(submitAnswers), inTransaction(acceptItem)];
const [question, moreTime] = [inTransaction(askQuestion), inTransaction(askForMoreTime)];
const item = (label = "Company name") => ItemForm.parse({ label, type: "text", required: true });
const seen = (id: string) => stampOf(asking.shownOf(requests(maya).find(id)));
/** Begun by Tom, who works on the project and does not lead it. */
const begun = () => {
  const id = draft(tom, harbor.id, { title: "Launch details", projectId: packaging.id });
  return { id, name: add(tom, id, item()) };
};
const forbidden = expect.objectContaining({ status: 403 });

test("Z6: a member prepares a request, and whoever leads the project, a manager or an owner sends it", () => {
  const { id } = begun();
  expect([tom, maya, ruth].map((one) => mayAsk(one, { projectId: packaging.id }))).toEqual([false, true, true]);
  expect(() => send(tom, id, seen(id))).toThrow(forbidden);
  db.update(projectMembers).set({ manages: true }).where(eq(projectMembers.memberId, tom.id)).run();
  send(tom, id, seen(id));
  expect(requests(maya).find(id).status).toBe("sent");
  expect(() => draft(ines, harbor.id, { title: "x" })).toThrow(NotFound);
});

test("Z6: once it is sent, a member answers and reviews, but turns to the client with nothing of it", () => {
  const { id, name } = begun();
  send(maya, id, seen(id));
  for (const act of [() => remind(tom, id), () => cancel(tom, id, "no"), () => add(tom, id, item("More")), () => change(tom, id, { title: "Other", intro: "" })]) expect(act).toThrow(forbidden);
  submit(dana, id, [{ itemId: name, answer: { words: "Harbor & Finch" } }]);
  accept(tom, id, name, requests(tom).find(id).items[0]!.latest!.id);
  expect(requests(tom).find(id).status).toBe("completed");
});

test("nobody is asked through a door that is closed: archived, switched off, or without an active contact", () => {
  const { id } = begun();
  const why = () => asking.hindrances(requests(maya).find(id)).map(({ words }) => words);
  expect(why()).toEqual([]);
  db.update(clients).set({ portalClosedAt: new Date() }).where(eq(clients.id, harbor.id)).run();
  expect(why()).toEqual([expect.stringContaining("The portal of Harbor & Finch Coffee is closed")]);
  expect(() => send(maya, id, seen(id))).toThrow("is closed");
  expect(audienceOfRequest(maya, id, { sent: true }).names).toEqual([]);
  db.update(clients).set({ portalClosedAt: null }).where(eq(clients.id, harbor.id)).run();
  expect(audienceOfRequest(maya, id).names).toEqual([]);
  expect(audienceOfRequest(maya, id, { sent: true }).names).toEqual(["Bea Marsh", "Dana Whitfield", "Luis Ortega"]);
  db.update(contacts).set({ deactivatedAt: new Date() }).where(eq(contacts.clientId, harbor.id)).run();
  expect(why()).toEqual([expect.stringContaining("no active contact")]);
});

test("a template keeps the items without days and answers, for everybody on the team; only who made it, or a manager, changes it", () => {
  const { id } = begun();
  const kept = keep(tom, id, { name: "Before a launch" });
  const { content } = templates.requestTemplates(ines).find(kept);
  expect(content.items).toEqual([{ label: "Company name", help: "", type: "text", options: [], required: true }]);
  expect(templates.requestTemplates(dana).all()).toEqual([]);
  expect(() => rename(ines, kept, { name: "Mine" })).toThrow(forbidden);
  rename(maya, kept, { name: "Before any launch" });
  const next = draft(tom, harbor.id, { title: "Another" }, content);
  remove(tom, kept);
  expect(templates.requestTemplates(tom).all()).toEqual([]);
  expect(requests(tom).find(next).items.map(({ label }) => label)).toEqual(["Company name"]);
  expect(trailOf({ id: kept })).toEqual(["Tom Achebe kept the template Before a launch for requests", "Maya Lindqvist renamed the template “Before a launch” to Before any launch", "Tom Achebe removed the template Before any launch"]);
  expect(() => keep(tom, draft(tom, harbor.id, { title: "Empty" }), { name: "x" })).toThrow("nothing to keep");
});

test("the list narrows to what waits for review, and stands in the order that is asked for", () => {
  const [first, second] = [begun(), begun()];
  discard(tom, draft(tom, harbor.id, { title: "Gone" }));
  for (const { id } of [first, second]) send(maya, id, seen(id));
  change(maya, second.id, { title: "A first one", intro: "", dueOn: "2030-01-01" });
  const titles = (order: Parameters<ReturnType<typeof requests>["page"]>[2]) => requests(maya).page({ limit: 9, offset: 0 }, {}, order).map(({ title }) => title);
  expect(titles({ by: "title", direction: "ascending" })).toEqual(["A first one", "Launch details"]);
  expect(titles({ by: "due", direction: "ascending" })[0]).toBe("A first one");
  expect(titles({ by: "due", direction: "descending" })[0]).toBe("A first one");
  expect(requests(maya).count({ waiting: true })).toBe(0);
  submit(dana, first.id, [{ itemId: first.name, answer: { words: "H&F" } }]);
  expect(requests(maya).page({ limit: 9, offset: 0 }, { waiting: true }).map(({ id }) => id)).toEqual([first.id]);
  cancel(maya, first.id, "off");
  expect([requests(maya).count({ waiting: true }), requests(maya).count({ tab: "current" }), requests(maya).count({})]).toEqual([0, 1, 2]);
});

test("the desk says what waits on us: answers to review, questions, asks for more time; each only to who sees it", () => {
  const { id, name } = begun();
  send(maya, id, seen(id));
  const subject = subjectOf(requests(dana).find(id));
  submit(dana, id, [{ itemId: name, answer: { words: "H&F" } }]);
  question(dana, subject, { body: "Which name?" });
  moreTime(dana, subject, { note: "Two days" });
  const asked = () => askedOfUs(tom, 12).rows.map(({ next }) => next.label).sort();
  expect([asked(), askedOfUs(tom, 12).total, askedOfUs(ines, 12).total]).toEqual([["Answer", "Give time", "Review"], 3, 0]);
  question(maya, subject, { body: "The registered one." });
  expect(asked()).toEqual(["Give time", "Review"]);
  // What is asked about time is answered when the date moves, not by other words changing.
  change(maya, id, { title: "Launch details, autumn", intro: "", projectId: packaging.id });
  expect(asked()).toEqual(["Give time", "Review"]);
  change(maya, id, { title: "Launch details, autumn", intro: "", projectId: packaging.id, dueOn: "2030-01-01" });
  expect(asked()).toEqual(["Review"]);
  accept(tom, id, name, requests(tom).find(id).items[0]!.latest!.id);
  expect(asked()).toEqual([]);
});

test("an ask for more time is answered by a date that moves on one item, by the last item accepted, and by cancelling", () => {
  const open = (id: string) => openTimeAsk({ id }, db)?.note;
  const asked = () => {
    const { id, name } = begun();
    send(maya, id, seen(id));
    moreTime(dana, subjectOf(requests(dana).find(id)), { note: "Two days" });
    expect(open(id)).toBe("Two days");
    return { id, name };
  };
  const moved = asked();
  changeItem(maya, moved.id, moved.name, ItemForm.parse({ label: "Company name", type: "text", required: true, dueOn: "2030-01-01" }));
  const complete = asked();
  submit(dana, complete.id, [{ itemId: complete.name, answer: { words: "H&F" } }]);
  expect(open(complete.id)).toBe("Two days");
  accept(tom, complete.id, complete.name, requests(tom).find(complete.id).items[0]!.latest!.id);
  const over = asked();
  cancel(maya, over.id, "The launch is off");
  expect([moved, complete, over].map(({ id }) => open(id))).toEqual([undefined, undefined, undefined]);
});
