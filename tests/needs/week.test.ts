import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { db, transact } from "#db/client.server.ts";
import { documentVersions, documents, files, outbox } from "#db/schema/index.ts";
import { accept as acceptIn } from "#app/acceptances/accepting.server.ts";
import { noteEnding, noteExpired, requestAcceptance as requestAcceptanceIn } from "#app/acceptances/asking.server.ts";
import { post as postIn } from "#app/comments/comments.server.ts";
import { choose as chooseIn, mute as muteIn } from "#app/events/choosing.server.ts";
import { certifyWith } from "#app/events/enclosures.server.ts";
import { deliverDue } from "#app/events/post.server.ts";
import { waitWith } from "#app/events/reminder-letters.server.ts";
import { smtp } from "#app/events/transport.server.ts";
import { submitAnswers as submitAnswersIn } from "#app/information-requests/answering.server.ts";
import * as asking from "#app/information-requests/asking.server.ts";
import { ItemForm } from "#app/information-requests/forms.server.ts";
import { requests } from "#app/information-requests/requests.server.ts";
import { HOUR, MINUTE, now, pass, resume, standAt } from "#app/lib/clock.ts";
import { clockTime, instantIn, partsIn } from "#app/lib/dates.ts";
import { NotFound } from "#app/lib/refused.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { remindOfRow } from "#app/needs/asking-again.server.ts";
import { countsOf, needsOf } from "#app/needs/needs.server.ts";
import { remindDue, waitingForContact } from "#app/needs/reminding.server.ts";
import { askedOfClients } from "#app/needs/waiting.server.ts";
import { system } from "#app/people/viewer.ts";
import { type Received, mailServer } from "../support/smtp.ts";
import { bea, dana, freshStory, harbor, inTransaction, ines, joan, luis, maya, meridian, packaging, tom, trailOf } from "../support/story.ts";

const zone = "America/New_York";
const [accept, requestAcceptance, post, choose, mute, submitAnswers] = [inTransaction(acceptIn), inTransaction(requestAcceptanceIn), inTransaction(postIn), inTransaction(chooseIn), inTransaction(muteIn), inTransaction(submitAnswersIn)];
const [draft, add, send, change] = [inTransaction(asking.draftRequest), inTransaction(asking.addItem), inTransaction(asking.sendRequest), inTransaction(asking.changeRequest)];

const remind = (...given: [typeof maya, string, string]) => inTransaction(remindOfRow)(...given).names;

let server: Awaited<ReturnType<typeof mailServer>>;
let told: string[];

beforeEach(async () => {
  freshStory();
  waitWith(waitingForContact);
  certifyWith(async () => Buffer.from("%PDF"));
  standAt(instantIn(zone, "2026-03-02", "10:00:00"));
  told = [];
  server = await mailServer({
    has: (letter: Received) => void told.push(`${partsIn(zone, now()).weekday.slice(0, 3)} ${clockTime(zone, now())}, ${/<?(\w+)@/.exec(letter.recipients[0]!)![1]}: ${letter.headers.subject}`),
  });
});
afterEach(async () => {
  resume();
  await server.close();
});

/** The clock as the scheduler lives it: everything it does, every ten minutes, until an instant. */
async function until(day: string, time: string) {
  const end = instantIn(zone, day, time);
  while (now() < end) {
    // The night is long and nothing is due: hours will do.
    const step = Math.min(end.getTime() - now().getTime(), partsIn(zone, now()).hour >= 20 || partsIn(zone, now()).hour < 7 ? HOUR : 10 * MINUTE);
    pass(step);
    transact((tx) => noteEnding(tx, system));
    transact((tx) => noteExpired(tx, system));
    await remindDue();
    await deliverDue({ transport: smtp(server.url) });
  }
}

const shareScope = () => {
  db.insert(documents).values({ id: "scope", projectId: packaging.id, clientId: harbor.id, name: "Scope.pdf", version: 1, size: 310, uploadedAt: now(), sharedAt: now(), createdAt: now() }).run();
  db.insert(files).values({ id: "file-1", clientId: harbor.id, name: "Scope.pdf", size: 310, sha256: "1".repeat(64), createdAt: now() }).run();
  db.insert(documentVersions).values({ documentId: "scope", clientId: harbor.id, version: 1, fileId: "file-1", uploadedBy: maya.id, createdAt: now() }).run();
};

/** A request of one item, due on a day, and sent. */
function ask(title: string, dueOn: string) {
  const id = draft(maya, harbor.id, { title, projectId: packaging.id });
  const item = add(maya, id, ItemForm.parse({ label: "Net weights", type: "text", required: true }));
  const { intro } = requests(maya).find(id);
  change(maya, id, { title, intro, projectId: packaging.id, dueOn, seen: stampOf(asking.detailsOf(requests(maya).find(id))) });
  send(maya, id, stampOf(asking.shownOf(requests(maya).find(id))));
  return { id, item };
}

test("a week in the life of the story sends exactly the letters a thoughtful person would", async () => {
  // Luis has what can wait together at eight, and nothing at the weekend; Bea wants no reminders.
  const usual = { digestAt: "08:00", quietFrom: undefined, quietTo: undefined };
  choose(luis, { ...usual, asks: "now", talk: "daily", news: "daily", reminders: "now", quietWeekends: "on" });
  choose(bea, { ...usual, asks: "now", talk: "now", news: "never", reminders: "never" });

  // Monday: two things are asked within five minutes, and something is said.
  shareScope();
  const { id, item } = ask("Nutrition data", "2026-03-05");
  pass(2 * MINUTE);
  const acceptance = requestAcceptance(maya, { documentId: "scope", version: 1, title: "Scope of work", note: "", contacts: [dana.id, luis.id], policy: "any", expiresOn: "2026-03-07" });
  post(maya, packaging.id, { body: "Both are for the printer." });
  await until("2026-03-03", "14:00:00");

  // Tuesday afternoon Dana says something; Maya is told, and Luis hears of nothing that he did not ask for.
  post(dana, packaging.id, { body: "Friday is fine." });
  await until("2026-03-04", "15:00:00");

  // Wednesday Luis gives what was asked for: nobody is reminded of it any more.
  submitAnswers(luis, id, [{ itemId: item, answer: { words: "340 g" } }]);
  await until("2026-03-07", "11:00:00");

  // Saturday, on the last day, Dana accepts; her receipt comes at once.
  accept(dana, acceptance, { version: 1, signedName: "Dana Whitfield", consent: "on" });
  await until("2026-03-09", "12:00:00");

  expect(told).toEqual([
    // What was asked and said within five minutes is one letter; what Luis has daily waits for the morning.
    "Mon 10:12 am, bea: 3 new things in Winter range packaging",
    "Mon 10:12 am, dana: 3 new things in Winter range packaging",
    "Mon 10:12 am, luis: 2 new things in Winter range packaging",
    "Tue 8:02 am, luis: Your day: one new thing in Winter range packaging",
    "Tue 2:10 pm, maya: Dana Whitfield commented on Winter range packaging",
    "Tue 2:10 pm, tom: Dana Whitfield commented on Winter range packaging",
    // The request is due tomorrow, the acceptance in three days: one letter, to who can do it and wants reminders.
    "Wed 9:10 am, dana: A reminder: two things wait for you",
    "Wed 9:10 am, luis: A reminder: two things wait for you",
    "Wed 3:10 pm, maya: Luis Ortega answered Nutrition data",
    "Wed 3:10 pm, tom: Luis Ortega answered Nutrition data",
    // Nothing more of the request, on its day or after. The agency learns by day that the time for the other runs out.
    "Fri 9:10 am, maya: Not accepted yet, and the time runs out: Scope of work",
    "Fri 9:10 am, tom: Not accepted yet, and the time runs out: Scope of work",
    "Fri 9:10 am, dana: A reminder, until 7 Mar 2026: Scope of work",
    "Fri 9:10 am, luis: A reminder, until 7 Mar 2026: Scope of work",
    // Luis has his weekend.
    "Sat 9:10 am, dana: A reminder, until 7 Mar 2026: Scope of work",
    "Sat 11:10 am, maya: Receipt: Scope of work",
    "Sat 11:10 am, tom: Receipt: Scope of work",
    "Sat 11:10 am, dana: Receipt: Scope of work",
    "Mon 8:00 am, luis: Your day: one new thing in Winter range packaging",
  ]);
  for (const letter of server.letters.filter(({ headers }) => !headers.subject!.startsWith("Receipt"))) expect(letter.headers["list-unsubscribe-post"] ?? letter.headers.subject).toMatch(/One-Click|new things/);
  expect(server.letters.filter(({ headers }) => headers.subject!.startsWith("Receipt")).some(({ headers }) => headers["list-unsubscribe"])).toBe(false);
});

test("what was done between the reminder and its letter is not reminded of, and of nothing there is no letter", async () => {
  const { id, item } = ask("Nutrition data", "2026-03-05");
  await until("2026-03-04", "08:50:00");
  told.length = 0;
  standAt(instantIn(zone, "2026-03-04", "09:01:00"));
  expect(await remindDue()).toBe(3);
  submitAnswers(luis, id, [{ itemId: item, answer: { words: "340 g" } }]);
  pass(10 * MINUTE);
  await deliverDue({ transport: smtp(server.url) });
  expect(told.filter((line) => line.includes("reminder"))).toEqual([]);
  expect(db.select({ why: outbox.droppedWhy }).from(outbox).where(eq(outbox.kind, "reminder")).all()).toEqual([...Array(3)].map(() => ({ why: "It waits for them no longer." })));
});

test("who silenced a thread is not reminded of it; a member reminds by hand whoever had no letter today, once", async () => {
  const { id } = ask("Nutrition data", "2026-03-20");
  mute(luis, { thread: `information_request-${id}`, title: "Nutrition data" });
  await until("2026-03-03", "12:00:00");
  told.length = 0;
  expect(remind(maya, harbor.id, `information_request-${id}`)).toEqual(["Bea Marsh", "Dana Whitfield"]);
  await until("2026-03-03", "12:20:00");
  expect(told).toEqual(["Tue 12:10 pm, bea: A reminder, until 20 Mar 2026: Nutrition data", "Tue 12:10 pm, dana: A reminder, until 20 Mar 2026: Nutrition data"]);
  expect(() => remind(maya, harbor.id, `information_request-${id}`)).toThrow("one letter a day is enough");
  expect(() => remind(maya, meridian.id, `information_request-${id}`)).toThrow(NotFound);
  expect(() => remind(ines, harbor.id, `information_request-${id}`)).toThrow(NotFound);
  expect(trailOf({ id }).at(-1)).toBe("Maya Lindqvist sent Bea Marsh and Dana Whitfield a reminder of Nutrition data");
});

test("at most one reminder a day: what a request’s own page sent counts, and what was sent by itself counts there", async () => {
  const { id } = ask("Nutrition data", "2026-03-04");
  const remindOfRequest = inTransaction(asking.remindOf);
  await until("2026-03-03", "08:40:00");
  told.length = 0;
  remindOfRequest(maya, id);
  await until("2026-03-03", "20:00:00");
  expect(told).toHaveLength(3);
  expect(() => remind(maya, harbor.id, `information_request-${id}`)).toThrow("one letter a day is enough");

  // The next morning, its last, they are reminded by themselves; then not by hand once more.
  await until("2026-03-04", "12:00:00");
  expect(told).toHaveLength(6);
  expect(() => remindOfRequest(maya, id)).toThrow("A reminder went out today already.");
  // Nor of another: who had their letter today has had it.
  const other = ask("Shelf life", "2026-03-20");
  expect(() => remindOfRequest(maya, other.id)).toThrow("A reminder went out today already.");
});

test("Z5: who may not approve has no need, no reminder and no day in a calendar of an acceptance", () => {
  shareScope();
  requestAcceptance(maya, { documentId: "scope", version: 1, title: "Scope of work", note: "", contacts: [dana.id, luis.id], policy: "any", expiresOn: "2026-03-07" });
  expect([dana, luis, bea, joan].map((one) => needsOf(one).map(({ title, others }) => [title, others]))).toEqual([[["Scope of work", ["Luis Ortega"]]], [["Scope of work", ["Dana Whitfield"]]], [], []]);
  expect(countsOf(needsOf(dana))).toEqual({ "/portal/acceptances": 1 });
  expect(askedOfClients(maya, 10).rows.map(({ title, clientName }) => [title, clientName])).toEqual([["Scope of work", harbor.name]]);
  expect(askedOfClients(ines, 10)).toEqual({ total: 0, rows: [] });
});

test("a word that asks for a reply waits for whoever may comment, until one of them writes", () => {
  post(maya, packaging.id, { body: "Matt or gloss?", awaitsReply: "on" });
  expect(needsOf(dana)).toMatchObject([{ label: "Question", title: packaging.name, why: "Maya Lindqvist asked you a question just now", verb: "Reply" }]);
  expect([needsOf(bea), needsOf(joan)]).toEqual([[], []]);
  expect(askedOfClients(tom, 10).total).toBe(1);
  post(luis, packaging.id, { body: "Matt.", awaitsReply: "on" } as never);
  expect([needsOf(dana), askedOfClients(tom, 10).total]).toEqual([[], 0]);
});
