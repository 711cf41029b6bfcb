import { rmSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { beforeEach, expect, test } from "vitest";
import { documents, upload as uploadIn } from "#app/documents/documents.server.ts";
import { placesInZip, safePart } from "#app/documents/zip-names.ts";
import { zipped } from "#app/documents/zip.server.ts";
import { received } from "../support/files.ts";
import { booking, dana, freshStory, inTransaction, joan, maya, packaging } from "../support/story.ts";
import { namesIn } from "../support/zip.ts";

const upload = inTransaction(uploadIn);
const stay = new AbortController().signal;

beforeEach(freshStory);

test.for([
  ["../../etc/passwd", ".._.._etc_passwd".replace(/^\.+/, "_")],
  ["..", "_"],
  [".hidden", "_hidden"],
  ["con.txt", "_con.txt"],
  ["COM1", "_COM1"],
  ["aux .txt", "_aux .txt"],
  ["console.log", "console.log"],
  ["a<b>:c|d?.pdf", "a_b__c_d_.pdf"],
  ["invoice\u202efdp.exe", "invoicefdp.exe"],
  ["tab\there\u0000.txt", "tabhere.txt"],
  ["zero\u200bwidth.txt", "zerowidth.txt"],
  ["dots and spaces. . .", "dots and spaces"],
  ["cafe\u0301.pdf", "caf\u00e9.pdf"],
  ["", "_"],
])("X3: %j in a zip is %j", ([given, safe]) => {
  expect(safePart(given!)).toBe(safe);
});

test("X3: a long name keeps its ending, and stays short enough for any system", () => {
  const part = safePart(`${"😀".repeat(300)}.pdf`);
  expect([...part].length).toBeLessThanOrEqual(100);
  expect(part.endsWith(".pdf")).toBe(true);
});

test("names are told apart whatever a system makes of capitals; folders by what they are, not how they are called", () => {
  const place = placesInZip();
  const [one, other] = [{ key: "1", name: "Website" }, { key: "2", name: "website" }];
  expect([place([one], "a.pdf"), place([one], "A.PDF"), place([other], "a.pdf"), place([one], "a.pdf"), place([], "Website"), place([{ ...one }, { key: "l", name: "a.pdf" }], "b")]).toEqual([
    "Website/a.pdf",
    "Website/A (2).PDF",
    "website (2)/a.pdf",
    "Website/a (3).pdf",
    "Website (3)",
    "Website/a (4).pdf/b",
  ]);
});

test("X2, Z1: a zip holds what its viewer may see, under project and label, and each is told of once", async () => {
  upload(maya, packaging.id, { share: true, label: "Contracts" }, [await received("Scope.pdf"), await received("scope.pdf")]);
  upload(maya, packaging.id, { share: true }, [await received("Proof.pdf", "the proof")]);
  upload(maya, packaging.id, { share: false }, [await received("Estimate.xlsx")]);
  upload(maya, booking.id, { share: true }, [await received("Teeth.pdf")]);

  const told: string[] = [];
  const bytes = await buffer(zipped(documents(dana).files(), {}, ({ name }) => told.push(name), stay));
  expect(namesIn(bytes).sort()).toEqual(["Winter range packaging/Contracts/Scope.pdf", "Winter range packaging/Contracts/scope (2).pdf", "Winter range packaging/Proof.pdf"]);
  expect(told.sort()).toEqual(["Proof.pdf", "Scope.pdf", "scope.pdf"]);
  expect(bytes.includes("the proof")).toBe(true);
  expect(documents(joan).files().map(({ name }) => name)).toEqual(["Teeth.pdf"]);
  expect(documents(maya).files({ projectId: packaging.id })).toHaveLength(4);
  expect(documents(dana).files({ projectId: packaging.id, label: "Contracts" })).toHaveLength(2);
});

test("a file whose bytes are gone is named in a text beside the others, and not told of", async () => {
  const gone = await received("Gone.pdf");
  upload(maya, packaging.id, { share: true }, [gone, await received("Here.pdf")]);
  rmSync(join(process.env.DATA_DIR!, "files", gone.key.slice(0, 2), gone.key));
  const told: string[] = [];
  const bytes = await buffer(zipped(documents(dana).files(), { projectId: packaging.id }, ({ name }) => told.push(name), stay));
  expect(namesIn(bytes).sort()).toEqual(["Here.pdf", "Missing files.txt"]);
  expect(bytes.includes("Gone.pdf\r\n")).toBe(true);
  expect(told).toEqual(["Here.pdf"]);
});

test("U3: a zip within is stored as it is, neither opened nor packed again", async () => {
  const bomb = Buffer.from("PK\u0003\u0004 whatever this would become", "latin1");
  upload(maya, packaging.id, { share: true }, [await received("bomb.zip", bomb)]);
  const bytes = await buffer(zipped(documents(dana).files(), { projectId: packaging.id }, () => {}, stay));
  expect(bytes.includes(bomb)).toBe(true);
});

test("who goes away is sent no more, and no further file is told of", async () => {
  upload(maya, packaging.id, { share: true }, await Promise.all(Array.from({ length: 5 }, (_, index) => received(`${index}.bin`, Buffer.alloc(2_000_000, index)))));
  const going = new AbortController();
  const told: string[] = [];
  const stream = zipped(documents(dana).files(), {}, ({ name }) => told.push(name), going.signal);
  stream.on("error", () => {});
  await stream[Symbol.asyncIterator]().next();
  going.abort();
  await new Promise((settled) => (stream.closed ? settled(0) : stream.once("close", settled)));
  expect(told.length).toBeLessThanOrEqual(1);
});
