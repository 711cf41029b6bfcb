import { and, count, desc, eq, inArray } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db, sqlite } from "#db/client.server.ts";
import { documents as table, files, projects } from "#db/schema/index.ts";
import { addVersion as addVersionIn, documentCounts, documents, upload as uploadIn, visibleTo } from "#app/documents/documents.server.ts";
import { removeDocument as removeIn, share as shareIn, unshare as unshareIn } from "#app/documents/sharing.server.ts";
import { audienceOfDocument } from "#app/documents/audience.server.ts";
import { versionsOf } from "#app/documents/versions.server.ts";
import { HOUR, now, pass } from "#app/lib/clock.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { stranger } from "#app/people/viewer.ts";
import { received } from "../support/files.ts";
import { booking, dana, freshStory, inTransaction, joan, letters, maya, packaging, tom, trailOf } from "../support/story.ts";

const [upload, share, unshare, addVersion, remove] = [inTransaction(uploadIn), inTransaction(shareIn), inTransaction(unshareIn), inTransaction(addVersionIn), inTransaction(removeIn)];
const all = { limit: 50, offset: 0 };
const names = (viewer: Parameters<typeof documents>[0], ...rest: Parameters<ReturnType<typeof documents>["page"]> extends [unknown, ...infer R] ? R : never) => documents(viewer).page(all, ...rest).map(({ name }) => name);

beforeEach(freshStory);

test("files that are shared as they come are seen by the client’s contacts, and they are told", async () => {
  const ids = upload(maya, packaging.id, { share: true }, [await received("Proof.pdf"), await received("Dieline.ai")]);

  expect(names(dana).sort()).toEqual(["Dieline.ai", "Proof.pdf"]);
  expect(trailOf({ id: ids[0]! })).toEqual(["Maya Lindqvist uploaded Proof.pdf", "Maya Lindqvist shared Proof.pdf"]);
  expect(new Set(letters())).toEqual(new Set(["c-dana: document.shared", "c-luis: document.shared", "c-bea-harbor: document.shared"]));
});

test("what is not shared is not there for the client, nor counted, nor told", async () => {
  const [id] = upload(maya, packaging.id, { share: false }, [await received("Estimate.xlsx")]);

  expect([names(dana), documents(dana).count(), documentCounts(dana, [packaging.id])]).toEqual([[], 0, {}]);
  expect(() => documents(dana).find(id!)).toThrow(NotFound);
  expect(() => documents(dana).file(id!)).toThrow(NotFound);
  expect([names(tom), documentCounts(tom, [packaging.id, booking.id]), letters()]).toEqual([["Estimate.xlsx"], { [packaging.id]: 1 }, []]);
});

test("another client’s contact, and a stranger, find no document at all", async () => {
  const [id] = upload(maya, packaging.id, { share: true }, [await received("Proof.pdf")]);
  for (const viewer of [joan, stranger({ address: "", agent: "" })]) {
    expect([names(viewer), documents(viewer).count(), documentCounts(viewer, [packaging.id])]).toEqual([[], 0, {}]);
    expect(() => documents(viewer).find(id!)).toThrow(NotFound);
  }
});

test("sharing and taking back act at once, once, and sharing moves the project to the front", async () => {
  const [id] = upload(maya, packaging.id, { share: false }, [await received("Proof.pdf")]);
  pass(HOUR);
  share(tom, id!);
  expect(names(dana)).toEqual(["Proof.pdf"]);
  expect(db.select({ at: projects.lastActivityAt }).from(projects).where(eq(projects.id, packaging.id)).get()!.at.getTime()).toBeCloseTo(now().getTime(), -3);
  expect(() => share(maya, id!)).toThrow("already shared");
  expect(letters()).toHaveLength(3);

  unshare(maya, id!);
  expect(names(dana)).toEqual([]);
  expect(() => unshare(maya, id!)).toThrow(Refused);
  expect(trailOf({ id: id! })).toEqual(["Maya Lindqvist uploaded Proof.pdf", "Tom Achebe shared Proof.pdf", "Maya Lindqvist stopped sharing Proof.pdf"]);
});

test("a new version takes the place of the old; staff keep every one, contacts are offered the newest", async () => {
  const [id] = upload(maya, packaging.id, { share: true }, [await received("Proof 1.pdf", "one")]);
  addVersion(tom, id!, 1, await received("Proof 2.pdf", "two, longer"));

  expect(documents(dana).file(id!)).toMatchObject({ version: 2, file: { name: "Proof 2.pdf", size: 11 } });
  expect(names(dana)).toEqual(["Proof 2.pdf"]);
  expect(versionsOf(maya, id!).map(({ version, name, uploadedBy }) => [version, name, uploadedBy])).toEqual([[2, "Proof 2.pdf", "Tom Achebe"], [1, "Proof 1.pdf", "Maya Lindqvist"]]);
  expect(trailOf({ id: id! }).at(-1)).toBe("Tom Achebe uploaded version 2 of Proof 2.pdf");
  expect(letters().filter((letter) => letter.endsWith("document.replaced"))).toHaveLength(3);
});

test("a new version of what is not shared is told to nobody", async () => {
  const [id] = upload(maya, packaging.id, { share: false }, [await received("Estimate 1.xlsx")]);
  addVersion(maya, id!, 1, await received("Estimate 2.xlsx"));
  expect(letters()).toEqual([]);
});

test("of two who replace the same version the second is told, and nothing of theirs is recorded", async () => {
  const [id] = upload(maya, packaging.id, { share: false }, [await received("Proof 1.pdf")]);
  addVersion(tom, id!, 1, await received("Proof 2.pdf"));
  const third = await received("Mine.pdf");
  expect(() => addVersion(maya, id!, 1, third)).toThrow("Replaced by version 2");
  expect([versionsOf(maya, id!).length, trailOf({ id: id! }).length, db.select().from(files).all().length]).toEqual([2, 2, 2]);
});

test("what is removed is gone for everybody and stays on record; its bytes are marked, not taken", async () => {
  const [id] = upload(maya, packaging.id, { share: true }, [await received("Proof.pdf")]);
  remove(maya, id!);
  for (const viewer of [dana, maya]) expect(() => documents(viewer).find(id!)).toThrow(NotFound);
  expect(() => remove(maya, id!)).toThrow(NotFound);
  expect(trailOf({ id: id! }).at(-1)).toBe("Maya Lindqvist removed Proof.pdf");
  expect(db.select({ removedAt: files.removedAt }).from(files).all()).toEqual([{ removedAt: expect.any(Date) }]);
});

test("a list is narrowed by project and by letters of the name, taken as they are typed, and put in order", async () => {
  upload(maya, packaging.id, { share: true }, [await received("100%_final.pdf", "a"), await received("100 pieces.pdf", "aaa"), await received("Café.pdf", "aa")]);
  upload(maya, booking.id, { share: true }, [await received("Other.pdf")]);

  expect(names(dana, { name: "100%_" })).toEqual(["100%_final.pdf"]);
  expect(names(dana, { name: "CAFE\u0301".normalize("NFD").toLowerCase() })).toEqual(["Café.pdf"]);
  expect(names(dana, { name: "\\" })).toEqual([]);
  expect(names(dana, { projectId: booking.id })).toEqual([]);
  expect(names(maya, { projectId: booking.id })).toEqual(["Other.pdf"]);
  expect(names(dana, {}, "largest")).toEqual(["100 pieces.pdf", "Café.pdf", "100%_final.pdf"]);
  expect(names(dana, {}, "name")).toEqual(["100 pieces.pdf", "100%_final.pdf", "Café.pdf"]);
});

test("X3: two files of one name are two documents", async () => {
  upload(maya, packaging.id, { share: true }, [await received("Proof.pdf", "one"), await received("Proof.pdf", "two")]);
  expect(names(dana)).toEqual(["Proof.pdf", "Proof.pdf"]);
});

test("who can see a document: the client’s contacts while it is shared, and else nobody", async () => {
  const [id] = upload(maya, packaging.id, { share: false }, [await received("Proof.pdf")]);
  expect(audienceOfDocument(maya, id!).names).toEqual([]);
  share(maya, id!);
  expect(audienceOfDocument(maya, id!).names).toEqual(["Bea Marsh", "Dana Whitfield", "Luis Ortega"]);
});

test("a document cannot be put into another client’s project, nor be made of another client’s file", async () => {
  const [id] = upload(maya, packaging.id, { share: true }, [await received("Proof.pdf")]);
  const row = db.select().from(table).where(eq(table.id, id!)).get()!;
  expect(() => db.insert(table).values({ ...row, id: "stray", clientId: "meridian" }).run()).toThrow(/FOREIGN KEY/);
});

test("a client’s list is read from its index, without sorting, and counts from the one of what is shared", () => {
  const plan = (query: { toSQL(): { sql: string; params: unknown[] } }) => (sqlite.prepare(`EXPLAIN QUERY PLAN ${query.toSQL().sql}`).all(...query.toSQL().params) as { detail: string }[]).map(({ detail }) => detail).join("; ");
  const mine = db.select({ id: table.id }).from(table).where(visibleTo(dana));
  expect(plan(mine.orderBy(desc(table.uploadedAt), desc(table.id)))).toMatch(/documents_by_client(?!.*FOR ORDER BY$)/);
  expect(plan(db.select({ all: count() }).from(table).where(and(inArray(table.projectId, [packaging.id]), visibleTo(dana))).groupBy(table.projectId))).toContain("documents_shared");
});
