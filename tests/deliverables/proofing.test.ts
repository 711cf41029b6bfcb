import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeEach, expect, test } from "vitest";
import { db } from "#db/client.server.ts";
import { proofJobs, proofPictures } from "#db/schema/index.ts";
import { put } from "#storage/files.server.ts";
import { deckChanges, paragraphsIn, paragraphsFor } from "#app/deliverables/decks.server.ts";
import { deliverables, piecesOf } from "#app/deliverables/deliverables.server.ts";
import { proofAnswer } from "#app/deliverables/files.server.ts";
import { drawProofs } from "#app/deliverables/proofing.server.ts";
import { readied } from "#app/deliverables/readying.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { blackPng, bookPdf, lockedPdf, pdfOfPages, scriptedPdf } from "../support/hostile.ts";
import { dana, freshStory, joan, maya, packaging, tom } from "../support/story.ts";
import { addFiles, begin, published } from "./stage.ts";

const folder = mkdtempSync(join(tmpdir(), "parlour-proofs-"));
const before = process.env.DATA_DIR;
process.env.DATA_DIR = folder;
afterAll(() => {
  process.env.DATA_DIR = before;
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(freshStory);

const arrived = async (name: string, bytes: Buffer | string) => (await readied([{ name, ...(await put(Readable.from([Buffer.from(bytes)]))) }]))[0]!;
const shown = (id: string) => {
  const found = deliverables(maya).find(id);
  return piecesOf({ id: found.roundId, clientId: found.clientId });
};
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

test("X2: what a file is is read from its bytes: a name makes nothing a picture or a text", async () => {
  const sorts = async (name: string, bytes: Buffer | string) => (await arrived(name, bytes)).sort;
  expect(await sorts("Label.txt", blackPng(8, 8))).toBe("image");
  expect(await sorts("Label.png", "no picture")).toBe("other");
  expect(await sorts("Label.svg", svg)).toBe("other");
  expect(await sorts("Book.png", pdfOfPages(2))).toBe("pdf");
  expect(await sorts("Copy.md", "# Words\n\nMore.")).toBe("text");
  expect(await sorts("Copy.md", Buffer.from([0xff, 0xfe, 0x41, 0]))).toBe("other");
  expect(await sorts("Copy.txt", "with a \u0000 in it")).toBe("other");
  expect(await sorts("Copy.md", `${"long ".repeat(110_000)}`)).toBe("other");
});

test("a PDF is drawn page by page; each is asked for by its client alone", async () => {
  const book = await arrived("Book.pdf", pdfOfPages(6));
  const id = published({}, book);
  expect(await drawProofs()).toBe(6);
  expect(db.select().from(proofJobs).get()).toMatchObject({ state: "made", pages: 6, why: null });
  expect(db.select().from(proofPictures).all().filter(({ kind }) => kind === "page")).toHaveLength(6);
  const asked = (viewer: typeof dana, query: string) => proofAnswer(viewer, id, book.key, new Request(`http://portal.test/p?${query}`));
  const answer = await asked(dana, "page=6");
  await answer.arrayBuffer();
  expect([answer.status, answer.headers.get("content-type"), answer.headers.get("x-content-type-options")]).toEqual([200, "image/webp", "nosniff"]);
  expect((await (await asked(dana, "small")).arrayBuffer()).byteLength).toBeGreaterThan(0);
  await expect(asked(dana, "page=7")).rejects.toThrow(NotFound);
  await expect(asked(joan, "page=1")).rejects.toThrow(NotFound);
}, 120_000);

test("a page that cannot be drawn keeps none of the others from being seen", async () => {
  const book = await arrived("Book.pdf", bookPdf(["", "", "missing", "", ""]));
  published({}, book);
  expect(await drawProofs()).toBe(5);
  expect(db.select().from(proofJobs).get()).toMatchObject({ state: "made", pages: 5, nextPage: 5 });
  expect(db.select().from(proofPictures).all().filter(({ kind }) => kind === "page").map(({ page }) => page)).toEqual([1, 2, 4, 5]);
}, 60_000);

test("who is stopped in the midst of a book keeps the pages that are drawn, and goes on from there", async () => {
  const book = await arrived("Book.pdf", pdfOfPages(6));
  published({}, book);
  let asked = 0;
  await drawProofs({ goOn: () => ++asked < 4 });
  const { nextPage, attempts, state } = db.select().from(proofJobs).get()!;
  expect([nextPage > 1 && nextPage < 6, attempts, state]).toEqual([true, 0, "waiting"]);
  expect(await drawProofs()).toBe(7 - nextPage);
  expect(db.select().from(proofPictures).all().filter(({ kind }) => kind === "page")).toHaveLength(6);
}, 60_000);

test("hostile files give a reason and nothing else, and keep no other from being drawn", async () => {
  const files = [await arrived("Scripts.pdf", scriptedPdf()), await arrived("Locked.pdf", await lockedPdf()), await arrived("Huge.png", blackPng(40_000, 40_000, 2)), await arrived("Broken.png", Buffer.concat([blackPng(8, 8).subarray(0, 30), Buffer.from("nonsense")])), await arrived("Fine.png", blackPng(40, 30))];
  const id = published({}, ...files);
  while (await drawProofs());
  db.update(proofJobs).set({ nextAttemptAt: new Date(0) }).run();
  while (await drawProofs());
  expect(shown(id).map(({ title, state, thumbnail }) => [title, state, thumbnail !== null])).toEqual([
    ["Scripts.pdf", "made", true],
    ["Locked.pdf", "none", false],
    ["Huge.png", "none", false],
    ["Broken.png", "none", false],
    ["Fine.png", "made", true],
  ]);
  expect(shown(id)[1]!.why).toBe("It is locked with a password");
}, 120_000);

test("the pages of a draft are the agency’s own", async () => {
  const id = begin(maya, { projectId: packaging.id, title: "Label" });
  const file = await arrived("Label.png", blackPng(40, 30));
  addFiles(tom, id, "", [file]);
  await drawProofs();
  await expect(proofAnswer(dana, id, file.key, new Request("http://portal.test/p?page=1"))).rejects.toThrow(NotFound);
  expect((await (await proofAnswer(tom, id, file.key, new Request("http://portal.test/p?page=1"))).arrayBuffer()).byteLength).toBeGreaterThan(0);
}, 60_000);

test("a text is read by paragraphs, its headings in order whatever they were; HTML is only text", () => {
  const paragraphs = paragraphsIn("### Deep\n\nFirst\nstill first\n\n\n###### Deeper\n\n```\ncode\n\nstill code\n```\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))");
  expect(paragraphs.map(({ number, blocks }) => [number, blocks[0]!.kind, "level" in blocks[0]! ? blocks[0].level : null])).toEqual([[1, "heading", 1], [2, "paragraph", null], [3, "heading", 2], [4, "code", null], [5, "paragraph", null], [6, "paragraph", null]]);
  expect(JSON.stringify(paragraphs[5]!.blocks)).not.toContain('"link"');
  expect(paragraphsIn("")).toEqual([]);
});

test("a long deck is compared word by word in time, and nothing of it is lost", async () => {
  const long = Array.from({ length: 2000 }, (_, at) => `Sentence ${at} of the deck.`).join("\n\n");
  const [one, other] = [await put(Readable.from([Buffer.from(long)])), await put(Readable.from([Buffer.from(long.replace("Sentence 7 ", "The seventh sentence "))]))];
  const runs = await deckChanges(one.key, other.key);
  expect(runs.filter(({ kind }) => kind !== "gone").map(({ text }) => text).join("")).toContain("The seventh sentence of the deck.");
  expect(runs.filter(({ kind }) => kind !== "new").map(({ text }) => text).join("")).toBe(long);
});

test("a paragraph that is commented on is one the text has", async () => {
  const deck = await arrived("Copy.md", "One\n\nTwo");
  const id = published({}, deck);
  const [piece] = shown(id);
  expect(await paragraphsFor(dana, id, piece!.id, 2)).toBe(2);
  expect(await paragraphsFor(dana, id, undefined, 2)).toBeUndefined();
  await expect(paragraphsFor(joan, id, piece!.id, 2)).rejects.toThrow(NotFound);
});
