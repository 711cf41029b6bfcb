import { beforeEach, expect, test } from "vitest";
import { db } from "#db/client.server.ts";
import { contacts, letterChoices, outbox, projects } from "#db/schema/index.ts";
import { eq } from "drizzle-orm";
import { post as postIn } from "#app/comments/comments.server.ts";
import { awake, choicesOf, goesAt } from "#app/events/choices.server.ts";
import { choose as chooseIn, mute as muteIn } from "#app/events/choosing.server.ts";
import { record as recordIn } from "#app/events/record.server.ts";
import { unsubscribe as unsubscribeIn, unsubscribeAddress, unsubscribing } from "#app/events/unsubscribe.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { instantIn } from "#app/lib/dates.ts";
import { markAllRead as markAllReadIn, markRead as markReadIn, noteOpened, noticesPage, unread } from "#app/notifications/notifications.server.ts";
import { bea, dana, freshStory, harbor, inTransaction, joan, letters, luis, maya, packaging, ruth, tom } from "../support/story.ts";

const [post, record, choose, mute, unsubscribe, markRead, markAllRead] = [inTransaction(postIn), inTransaction(recordIn), inTransaction(chooseIn), inTransaction(muteIn), inTransaction(unsubscribeIn), inTransaction(markReadIn), inTransaction(markAllReadIn)];
const url = (path: string) => new URL(path, "http://portal.test");
const on = (viewer: typeof dana | typeof maya) => noticesPage(viewer, url("/portal/notifications")).notices.map(({ entry, read }) => `${entry.actor} ${entry.before}${entry.subject}${read ? " (new)" : ""}`);
const usual = { digestAt: "08:00", quietFrom: undefined, quietTo: undefined };
const preview = { ...dana, preview: { id: "preview", by: ruth } };
const comments = `/portal/projects/${packaging.id}/comments`;

beforeEach(freshStory);

test("what is told stands on the bell of each who is told, and not of who did it, nor of another client", () => {
  post(maya, packaging.id, { body: "Hello" });
  expect([dana, luis, bea].map((one) => unread(one))).toEqual([1, 1, 1]);
  expect([joan, maya].map((one) => unread(one))).toEqual([0, 0]);
  expect(unread(tom)).toBe(0);
  expect(on(dana)).toEqual([`Maya Lindqvist commented on ${packaging.name} (new)`]);
});

test("opening the thread as oneself reads it; nothing else that reads does: not HEAD, not what is fetched ahead, not a preview", () => {
  post(maya, packaging.id, { body: "Hello" });
  noteOpened(dana, new Request(url(comments), { method: "HEAD" }));
  noteOpened(dana, new Request(url(comments), { headers: { "Sec-Purpose": "prefetch" } }));
  noteOpened(preview, new Request(url(comments)));
  noteOpened(dana, new Request(url("/portal/notifications")));
  noteOpened(dana, new Request(url("/portal/home")));
  expect(unread(dana)).toBe(1);
  noteOpened(dana, new Request(url(comments)));
  expect([unread(dana), unread(luis)]).toEqual([0, 1]);
});

test("G10: in a preview the bell is as the contact has it, and opening a page reads nothing on it", () => {
  post(maya, packaging.id, { body: "Hello" });
  const seen = () => noticesPage(preview, url("/portal/notifications")).notices.map(({ entry, read }) => [entry.seq, read !== null]);
  expect([unread(preview), seen()]).toEqual([unread(dana), noticesPage(dana, url("/portal/notifications")).notices.map(({ entry, read }) => [entry.seq, read !== null])]);
  noteOpened(preview, new Request(url(comments)));
  expect(unread(dana)).toBe(1);
});

test("one is read by its button, all by another; somebody else’s is not found", () => {
  post(maya, packaging.id, { body: "One" });
  post(maya, packaging.id, { body: "Two" });
  const [newest] = noticesPage(dana, url("/portal/notifications")).notices;
  expect(() => markRead(joan, newest!.entry.seq)).toThrow(NotFound);
  markRead(dana, newest!.entry.seq);
  expect([unread(dana), noticesPage(dana, url("/portal/notifications?show=unread")).notices.length]).toEqual([1, 1]);
  markAllRead(dana);
  expect([unread(dana), unread(luis)]).toEqual([0, 2]);
});

test("Z6: who works for them is not named where the client may not know, on the bell as in the trail", () => {
  db.update(projects).set({ showTeamMembers: false }).where(eq(projects.id, packaging.id)).run();
  post(maya, packaging.id, { body: "Hello" });
  expect(on(dana)).toEqual([`Northlight Studio commented on ${packaging.name} (new)`]);
});

test("letters go at once, once a day, or not at all, by topic; the bell has everything", () => {
  choose(dana, { ...usual, talk: "never" });
  choose(luis, { ...usual, talk: "daily" });
  post(maya, packaging.id, { body: "Hello" });
  expect(letters().toSorted()).toEqual(["c-bea-harbor: comment.answered", "c-luis: comment.answered"]);
  expect(db.select({ digest: outbox.digest }).from(outbox).where(eq(outbox.contactId, luis.id)).get()).toEqual({ digest: true });
  expect([dana, luis].map((one) => unread(one))).toEqual([1, 1]);
});

test("a silenced thread brings no letters, and the others do", () => {
  mute(dana, { thread: `comments-${packaging.id}`, title: "Comments" });
  post(maya, packaging.id, { body: "Hello" });
  record(maya, "document.shared", { kind: "project", id: packaging.id, clientId: harbor.id, projectId: packaging.id, title: packaging.name });
  expect(letters().filter((line) => line.startsWith("c-dana"))).toEqual(["c-dana: document.shared"]);
});

test("quiet hours are by the person’s own clock, over midnight, at the weekend, and on the night the clock is put forward", () => {
  choose(dana, { ...usual, quietFrom: "20:00", quietTo: "07:30", timeZone: "Europe/Paris", quietWeekends: "on" });
  const at = (day: string, time: string) => awake(choicesOf(dana.id), instantIn("Europe/Paris", day, time));
  const paris = (day: string, time: string) => instantIn("Europe/Paris", day, time);
  expect(at("2026-03-03", "19:59:00")).toEqual(paris("2026-03-03", "19:59:00"));
  expect(at("2026-03-03", "20:00:00")).toEqual(paris("2026-03-04", "07:30:00"));
  expect(at("2026-03-03", "03:00:00")).toEqual(paris("2026-03-03", "07:30:00"));
  expect(at("2026-03-27", "21:00:00")).toEqual(paris("2026-03-30", "07:30:00"));
  expect(goesAt({ ...choicesOf(dana.id), topics: { news: "daily" } }, "news", paris("2026-03-03", "08:00:01"))).toEqual({ nextAttemptAt: paris("2026-03-04", "08:00:00"), digest: true });
});

test("the one-press unsubscribe ends letters of its topic for its person, and its token can do nothing else", () => {
  const token = unsubscribeAddress(dana.id, "talk").split("/").at(-1)!;
  expect(unsubscribing(token)).toMatchObject({ face: "portal", topic: "talk", label: "Comments and answers" });
  unsubscribe(token);
  unsubscribe(token);
  expect(db.select().from(letterChoices).all()).toMatchObject([{ viewerId: dana.id, topics: { talk: "never" } }]);
  for (const forged of [token.replace("talk", "news"), token.replace(dana.id, luis.id), `${token}x`, "x", ""]) expect(() => unsubscribe(forged)).toThrow(NotFound);
  db.update(contacts).set({ canComment: true }).where(eq(contacts.id, dana.id)).run();
  expect(choicesOf(luis.id).topics).toEqual({});
});
