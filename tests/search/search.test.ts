import fc from "fast-check";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db, sqlite, transact } from "#db/client.server.ts";
import { clients, comments, contacts, documents, people, projects, tasks } from "#db/schema/index.ts";
import { post } from "#app/comments/comments.server.ts";
import { now } from "#app/lib/clock.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { addTask } from "#app/projects/tasks.server.ts";
import { CEILING, COUNTED, QUERY_LIMIT, objectionTo, piecesOf, plain, queryFrom } from "#app/search/query.ts";
import { mergeSearch } from "#app/search/merging.server.ts";
import { rebuildSearch } from "#app/search/rebuild.server.ts";
import { search } from "#app/search/search.server.ts";
import { STAFF_ONLY, belongingsOf, canary, plantBelongings } from "../support/belongings.ts";
import { dana, freshStory, harbor, joan, maya, meridian, packaging, ruth, tollhouse } from "../support/story.ts";

const slice = { limit: 50, offset: 0 };
const titles = (viewer: SignedIn, typed: string, label: string | null = null) => search(viewer, queryFrom(typed)!).page(label, slice).map(({ title }) => plain(title));
const lists = (viewer: SignedIn, typed: string) => Object.fromEntries(search(viewer, queryFrom(typed)!).numbers().lists.map(({ label, total }) => [label, total]));
const task = (title: string, more: Partial<typeof tasks.$inferInsert> = {}) =>
  db.insert(tasks).values({ id: title, projectId: packaging.id, clientId: harbor.id, title, status: "open", position: 1, shownToClient: true, createdAt: now(), ...more }).run();

beforeEach(freshStory);

test("what is written is found at once, by whoever may see it and nobody else", () => {
  transact((tx) => post(tx, dana, packaging.id, { body: "The press has a gap on Friday." }));
  transact((tx) => addTask(tx, maya, packaging.id, { title: "Ask the press", assigneeId: undefined, dueOn: undefined, shownToClient: false, internalNotes: "" }));

  expect(titles(maya, "press")).toEqual(["Ask the press", "Comment on Winter range packaging"]);
  expect(titles(dana, "press")).toEqual(["Comment on Winter range packaging"]);
  expect(titles(joan, "press")).toEqual([]);
});

test("staff find clients, contacts and each other by name and address; contacts find none of them", () => {
  expect(titles(maya, "harborfinch")).toEqual(["Bea Marsh", "Bea Marsh", "Luis Ortega", "Dana Whitfield"]);
  expect(titles(maya, "dana@harborfinch.example")).toEqual(["Dana Whitfield"]);
  expect(titles(maya, "tom achebe", "Team")).toEqual(["Tom Achebe"]);
  expect(titles(maya, "meridian dental")).toEqual(["Meridian Dental"]);
  for (const typed of ["harborfinch", "luis", "tom achebe", "harbor finch"]) expect([typed, lists(dana, typed)]).toEqual([typed, {}]);
});

test("Z5: hidden tasks, unshared and removed documents and internal notes are in no contact’s results or numbers", () => {
  plantBelongings(db);
  for (const viewer of [dana, joan]) {
    expect(lists(viewer, STAFF_ONLY)).toEqual({});
    expect(titles(viewer, STAFF_ONLY)).toEqual([]);
    expect(JSON.stringify(search(viewer, queryFrom(canary[viewer.clientId]!)!).page(null, slice))).not.toContain(STAFF_ONLY);
    expect(lists(viewer, canary[viewer.clientId]!)).toEqual({ Projects: 1, Tasks: 1, Proposals: 1, Requests: 1, Approvals: 1, "Jobs & support": 1, Invoices: 1, Documents: 1, Comments: 2 });
  }
  expect(lists(maya, STAFF_ONLY)).toEqual({ "Internal notes": 12, Tasks: 3, Proposals: 6, Requests: 3, Approvals: 3, Invoices: 3, Documents: 3 });
});

test("Z5: another client’s words are found by nobody but its own contacts and the agency", () => {
  plantBelongings(db);
  for (const client of [meridian, tollhouse]) expect([titles(dana, canary[client.id]!), lists(dana, canary[client.id]!)]).toEqual([[], {}]);
});

test("Z5: an entry the index wrongly gives a client is stopped where the row itself stands", () => {
  plantBelongings(db);
  sqlite.prepare("UPDATE search_entries SET for_portal = 1, client_id = ?").run(harbor.id);
  expect(lists(dana, STAFF_ONLY)).toEqual({});
  expect(lists(dana, canary[meridian.id]!)).toEqual({});
});

test("a document is found while it is shared, under the name it has now, and not after", () => {
  plantBelongings(db);
  const { hidden } = belongingsOf(harbor);
  const change = (facts: Partial<typeof documents.$inferInsert>) => db.update(documents).set(facts).where(eq(documents.id, hidden)).run();
  change({ name: "Äußerst_fein.pdf" });
  expect([titles(dana, "fein"), titles(maya, "fein")]).toEqual([[], ["Äußerst_fein.pdf"]]);
  change({ sharedAt: now() });
  expect(titles(dana, "fein")).toEqual(["Äußerst_fein.pdf"]);
  change({ sharedAt: null });
  expect(titles(dana, "fein")).toEqual([]);
  change({ sharedAt: now(), removedAt: now() });
  expect([titles(dana, "fein"), titles(maya, "fein")]).toEqual([[], []]);
  change({ removedAt: null });
  expect(titles(dana, "fein")).toEqual(["Äußerst_fein.pdf"]);
});

test("all words must be there, accents do not matter, the last may be a beginning, quotes make a phrase", () => {
  task("Résumé of the café");
  task("Cafeteria sign");
  expect(titles(dana, "resume cafe")).toEqual(["Résumé of the café"]);
  expect(titles(dana, "CAFÉ")).toEqual(["Résumé of the café", "Cafeteria sign"]);
  expect(titles(dana, '"cafe"')).toEqual(["Résumé of the café"]);
  expect(titles(dana, "cafe sign")).toEqual([]);
  expect(titles(dana, '"the cafe"')).toEqual(["Résumé of the café"]);
  expect(titles(dana, '"cafe the"')).toEqual([]);
  expect(titles(dana, "“of the")).toEqual(["Résumé of the café"]);
});

test("the title comes before the text, whole words before beginnings, newer before older", () => {
  const comment = (id: string, body: string) => db.insert(comments).values({ id, projectId: packaging.id, clientId: harbor.id, contactId: dana.id, body, createdAt: now() }).run();
  task("Print first");
  comment("one", "print");
  task("Printer");
  comment("two", "printing");
  task("Print again");
  expect(titles(dana, "print")).toEqual(["Print again", "Print first", "Printer", "Comment on Winter range packaging", "Comment on Winter range packaging"]);
  expect(search(dana, queryFrom("print")!).page("Comments", slice).map(({ to }) => to)).toEqual(["one", "two"].map((id) => `/portal/projects/packaging/comments?comment=${id}#comment-${id}`));
  expect(search(dana, queryFrom("print")!).page(null, { limit: 2, offset: 2 }).map(({ title }) => plain(title))).toEqual(["Printer", "Comment on Winter range packaging"]);
});

test("what was found is marked in its surroundings, as data", () => {
  const words = (count: number) => Array.from({ length: count }, (_, at) => `word${at}`).join(" ");
  db.insert(comments).values({ id: "long", projectId: packaging.id, clientId: harbor.id, contactId: dana.id, body: `${words(60)} <b>Caféteria</b> ${words(60)}`, createdAt: now() }).run();
  const [hit] = search(dana, queryFrom("cafe")!).page(null, slice);
  expect(hit!.excerpt.filter(({ marked }) => marked)).toEqual([{ text: "Caféteria", marked: true }]);
  expect(plain(hit!.excerpt)).toMatch(/^….*word59 <b>Caféteria<\/b> word0.*…$/);
});

test("X6: whatever is typed gives hits or none, and never a problem", () => {
  plantBelongings(db);
  const language = fc.constantFrom('"', "*", "(", ")", "^", ":", "-", "+", "{", "}", "AND", "OR", "NOT", "NEAR(", "title", "scope", " ", "'", ";", "\u0000", "\ud800", "é", "👩‍🚀", "𝔘", "ǆ", "ツ", "—", "k70", "%", "_", "\\", "--");
  const anything = fc.oneof(fc.string({ unit: "binary", maxLength: QUERY_LIMIT }), fc.array(fc.oneof(language, fc.string({ maxLength: 4 })), { maxLength: 20 }).map((parts) => parts.join("")), fc.array(language, { maxLength: 30 }).map((parts) => parts.join(" ")));
  fc.assert(
    fc.property(anything, (given) => {
      const query = queryFrom(given);
      if (!query) return void expect(objectionTo(given)).not.toBeNull();
      for (const viewer of [dana, maya]) {
        const found = search(viewer, query);
        expect(found.page(null, slice).length).toBeLessThanOrEqual(slice.limit);
        expect(found.numbers().lists.every(({ total }) => total > 0)).toBe(true);
      }
      expect(JSON.stringify(search(dana, query).page(null, slice))).not.toContain(STAFF_ONLY);
    }),
    { numRuns: 100 },
  );
}, 30_000);

test("nobody finds the index’s own words: what is typed is looked for in titles and texts alone", () => {
  const [{ scope }] = sqlite.prepare("SELECT scope FROM search_entries WHERE kind = 'project' AND for_portal = 1").all() as [{ scope: string }];
  for (const word of scope.split(" ")) expect([lists(dana, word), lists(maya, word)]).toEqual([{}, {}]);
});

test("nothing, signs alone and far too much are answered in words", () => {
  for (const given of ["", "   ", '""', "—", "*", '"-" (', "\u0000"]) expect([given, objectionTo(given)]).toEqual([given, expect.stringMatching(/^Search for a word/)]);
  expect(objectionTo("x".repeat(QUERY_LIMIT + 1))).toMatch(/^Search for at most 100 characters/);
  expect(objectionTo("x")).toBeNull();
});

test("beyond five hundred hits are neither counted nor listed, and the number says that there are more", () => {
  transact(() => Array.from({ length: CEILING + 20 }, (_, at) => task(`Label ${at}`)));
  const found = search(dana, queryFrom("label")!);
  expect(found.numbers("Tasks")).toEqual({ all: CEILING + 1, lists: [{ label: "Tasks", total: CEILING + 1, most: CEILING }] });
  expect(found.numbers()).toEqual(found.numbers("Tasks"));
  // Where one sees all, fewer are counted of a list that is not looked at.
  expect(search(maya, queryFrom("label")!).numbers()).toEqual({ all: CEILING + 1, lists: [{ label: "Tasks", total: COUNTED + 1, most: COUNTED }] });
  expect(found.page(null, { limit: 20, offset: CEILING - 5 })).toHaveLength(5);
  expect(found.page(null, { limit: 20, offset: CEILING })).toEqual([]);
});

const index = () => sqlite.prepare("SELECT kind, subject_id, client_id, project_id, for_portal, title, body, at FROM search_entries ORDER BY kind, subject_id").all();
const isWhole = () => sqlite.exec("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)");

test("the index is what a rebuild would make it, whatever was written, changed and taken away", () => {
  plantBelongings(db);
  db.update(projects).set({ name: "Renamed", internalNotes: "" }).where(eq(projects.id, packaging.id)).run();
  db.update(people).set({ email: "new@harborfinch.example" }).where(eq(people.id, dana.personId)).run();
  db.update(contacts).set({ name: "Dana W.", personId: dana.personId }).where(eq(contacts.id, dana.id)).run();
  db.update(clients).set({ internalNotes: "", address: "Elsewhere" }).where(eq(clients.id, harbor.id)).run();
  db.update(tasks).set({ shownToClient: false, internalNotes: "new" }).where(eq(tasks.clientId, harbor.id)).run();
  db.update(documents).set({ removedAt: now() }).where(eq(documents.clientId, meridian.id)).run();
  db.delete(comments).where(eq(comments.clientId, tollhouse.id)).run();
  db.delete(tasks).where(eq(tasks.id, belongingsOf(tollhouse).hiddenTask)).run();
  isWhole();
  const kept = index();
  expect(titles(ruth, "new@harborfinch.example")).toEqual(["Dana W."]);

  transact(rebuildSearch);
  isWhole();
  expect(index()).toEqual(kept);
  expect(titles(ruth, "Renamed")).toEqual(["Renamed"]);
});

test("a text that has the marks themselves is shown in pieces all the same", () => {
  expect(piecesOf("a\u0002b\u0003c")).toEqual([{ text: "a", marked: false }, { text: "b", marked: true }, { text: "c", marked: false }]);
  expect(plain(piecesOf("\u0003a\u0002b\u0002c\u0003\u0003d"))).toBe("abcd");
});

test("merged into one piece, in steps, the index finds what it found before", async () => {
  for (let at = 0; at < 40; at++) transact(() => Array.from({ length: 50 }, (_, nth) => task(`Label ${at} ${nth} ${"shelf paper ".repeat(nth % 7)}`)));
  const pieces = () => (sqlite.prepare("SELECT count(DISTINCT segid) AS n FROM search_index_idx").get() as { n: number }).n;
  const before = [pieces(), titles(dana, "paper"), lists(maya, "shelf"), index()];
  expect(before[0]).toBeGreaterThan(1);
  let rests = 0;
  await mergeSearch(async () => void (rests += 1));
  isWhole();
  expect([pieces(), titles(dana, "paper"), lists(maya, "shelf"), index()]).toEqual([1, ...before.slice(1)]);
  expect(rests).toBeGreaterThan(0);
  await mergeSearch(() => Promise.reject(new Error("There was nothing left to merge.")));
});
