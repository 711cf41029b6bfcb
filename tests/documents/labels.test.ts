import { beforeEach, expect, test } from "vitest";
import { sqlite } from "#db/client.server.ts";
import { changeDocument as changeIn, detailsOf } from "#app/documents/changing.server.ts";
import { endingOf, renamed } from "#app/documents/document.ts";
import { addVersion as addVersionIn, documents, upload as uploadIn } from "#app/documents/documents.server.ts";
import { labelsOf, renameLabel as renameIn } from "#app/documents/labels.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { startProject as startIn } from "#app/projects/projects.server.ts";
import { received } from "../support/files.ts";
import { booking, dana, freshStory, harbor, inTransaction, joan, letters, maya, packaging, ruth, trailOf } from "../support/story.ts";

const [upload, change, rename, addVersion, start] = [inTransaction(uploadIn), inTransaction(changeIn), inTransaction(renameIn), inTransaction(addVersionIn), inTransaction(startIn)];
const add = async (name: string, label = "", share = true, project = packaging.id) => upload(maya, project, { share, label }, [await received(name)])[0]!;
const words = (viewer: Parameters<typeof labelsOf>[0]) => labelsOf(viewer).map(({ label, documents }) => `${label} ${documents}`);

beforeEach(freshStory);

test("a label is one word for several documents, however it is typed the second time", async () => {
  const [first, second] = [await add("a.pdf", "Contracts"), await add("b.pdf", "CONTRACTS")];
  expect([first, second].map((id) => documents(dana).find(id).label)).toEqual(["Contracts", "Contracts"]);
  expect(words(dana)).toEqual(["Contracts 2"]);
});

test("Z1, Z5: nobody learns a label of what they may not see", async () => {
  await add("a.pdf", "Contracts");
  await add("b.pdf", "Estimates", false);
  await add("c.pdf", "Patients", true, booking.id);
  expect([words(dana), words(joan), words(maya)]).toEqual([["Contracts 1"], ["Patients 1"], ["Contracts 1", "Estimates 1", "Patients 1"]]);
});

test("a label is renamed for all of its project at once, joined with another, or taken off; and of no other project", async () => {
  await add("a.pdf", "Contracts");
  await add("b.pdf", "Design");
  await add("c.pdf", "Contracts", true, booking.id);
  rename(maya, packaging.id, { label: "Contracts", to: "Design" });
  expect([words(dana), words(joan)]).toEqual([["Design 2"], ["Contracts 1"]]);
  rename(maya, packaging.id, { label: "Design", to: "" });
  expect(words(dana)).toEqual([]);
  expect(trailOf({ id: packaging.id }).slice(-2)).toEqual(["Maya Lindqvist renamed the label Contracts to Design on Winter range packaging", "Maya Lindqvist took the label Design off every document on Winter range packaging"]);
  expect(() => rename(maya, packaging.id, { label: "Design", to: "Other" })).toThrow(Refused);
});

test.for([
  ["Proof.pdf", "Final proof", "Final proof.pdf"],
  ["Proof.pdf", "Final proof.PDF", "Final proof.pdf"],
  ["Proof.pdf", "evil.exe", "evil.exe.pdf"],
  ["Proof.pdf", "../../etc/passwd", "passwd.pdf"],
  ["Makefile", "Rules", "Rules"],
  [".profile", "Mine", "Mine"],
] as const)("X3: %j given the name %j is %j: its ending stays", ([name, stem, now]) => {
  expect(renamed(name, stem)).toBe(now);
  expect(endingOf(now)).toBe(endingOf(name));
});

test("a new name is for show and download; the version’s file keeps its own, and a chosen name outlasts the next version", async () => {
  const id = await add("scan0001.pdf", "Contracts");
  change(maya, id, { name: "Agreement", label: "", projectId: packaging.id });
  expect([documents(dana).find(id).name, documents(dana).file(id).file.name]).toEqual(["Agreement.pdf", "Agreement.pdf"]);
  expect(sqlite.prepare("SELECT name FROM files").pluck().all()).toEqual(["scan0001.pdf"]);
  expect(trailOf({ id }).slice(-2)).toEqual(["Maya Lindqvist renamed scan0001.pdf to Agreement.pdf", "Maya Lindqvist took the label Contracts off Agreement.pdf"]);
  addVersion(maya, id, 1, await received("scan0002.docx"));
  expect([documents(dana).find(id).name, documents(maya).file(id, 1).file.name]).toEqual(["Agreement.docx", "scan0001.pdf"]);
});

test("a document moves among its client’s projects, with a word on record and no letter; never to another client’s", async () => {
  const id = await add("a.pdf");
  const before = letters().length;
  const other = start(ruth, harbor.id, { name: "Spring menu", summary: "", stage: "", team: "agency", internalNotes: "" });
  change(ruth, id, { name: "a", label: "", projectId: other });
  expect(documents(dana).find(id).projectId).toBe(other);
  expect(trailOf({ id }).at(-1)).toMatch(/^Ruth Halloran moved a\.pdf from Winter range packaging/);
  expect(letters()).toHaveLength(before);
  expect(() => change(ruth, id, { name: "a", label: "", projectId: booking.id })).toThrow("A document stays with its client");
  expect(() => change(ruth, id, { name: "a", label: "", projectId: "never-was" })).toThrow(NotFound);
  expect(documents(joan).count()).toBe(0);
});

test("G5: of two people who change a document, the second is told", async () => {
  const id = await add("a.pdf");
  const seen = stampOf(detailsOf(maya, id));
  change(maya, id, { name: "b", label: "", projectId: packaging.id, seen });
  expect(() => change(ruth, id, { name: "c", label: "", projectId: packaging.id, seen })).toThrow("Somebody changed this document");
});

test("lists by label read an index, and the thumbnail and note of a row are found by key", () => {
  const plan = (text: string) => (sqlite.prepare(`EXPLAIN QUERY PLAN ${text}`).all() as { detail: string }[]).map(({ detail }) => detail).join("; ");
  expect(plan("SELECT label, count(*) FROM documents WHERE client_id = 'harbor' AND label IS NOT NULL AND shared_at IS NOT NULL AND removed_at IS NULL GROUP BY label")).toMatch(/documents_by_label/);
  expect(plan("SELECT * FROM documents d LEFT JOIN document_versions v ON v.document_id = d.id AND v.version = d.version LEFT JOIN pictures p ON p.file_id = v.file_id AND p.kind = 'thumbnail' WHERE d.project_id = 'p' ORDER BY d.uploaded_at DESC, d.id DESC LIMIT 50")).not.toMatch(/SCAN|TEMP B-TREE/);
  expect(plan("SELECT * FROM picture_jobs WHERE state = 'waiting' AND next_attempt_at <= 1 ORDER BY next_attempt_at DESC LIMIT 1")).toMatch(/picture_jobs_waiting/);
});
