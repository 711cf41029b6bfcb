import contentDisposition from "content-disposition";
import { expect, test } from "vitest";
import { attachmentNamed } from "#app/lib/attachment.server.ts";
import { extensionOf } from "#app/documents/document.ts";
import { cleanName } from "#app/lib/file-name.ts";

const bytes = (name: string) => Buffer.byteLength(name);

test.for([
  ["../../etc/passwd", "passwd"],
  ["..\\..\\windows\\system.ini", "system.ini"],
  ["/", "file"],
  ["..", "file"],
  ["", "file"],
  ["   ", "file"],
  ["plan\u0000.pdf", "plan.pdf"],
  ["a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie: x=1.pdf"],
  ["invoice\u202efdp.exe", "invoicefdp.exe"],
  ["\u2066left\u2069.txt", "left.txt"],
  ["con.txt", "con.txt"],
  [".htaccess", ".htaccess"],
  ["=HYPERLINK(1).csv", "=HYPERLINK(1).csv"],
  ["Menü, größer 👩‍👩‍👧 🏴󠁧󠁢󠁳󠁣󠁴󠁿.pdf", "Menü, größer 👩‍👩‍👧 🏴󠁧󠁢󠁳󠁣󠁴󠁿.pdf"],
  ["half \ud83d.png", "half .png"],
])("X3: the name %j is kept as %j", ([given, kept]) => {
  expect(cleanName(given!)).toBe(kept);
  expect(cleanName(cleanName(given!))).toBe(kept);
});

test("X3: one name in two Unicode forms is one name", () => {
  expect(cleanName("Cafe\u0301.pdf")).toBe("Caf\u00e9.pdf");
});

test.for(["a", "ü", "👩‍👩‍👧", "日"])("X3: 300 bytes and more of %s become at most 255, with the extension kept and no character halved", (letter) => {
  const name = cleanName(`${letter.repeat(300)}.docx`);
  expect(bytes(name)).toBeLessThanOrEqual(255);
  expect(bytes(name)).toBeGreaterThan(255 - bytes(letter) - 1);
  expect(name).toMatch(new RegExp(`^(${letter})+\\.docx$`, "u"));
});

test("X3: an extension that is too long is none", () => {
  expect(bytes(cleanName(`a.${"b".repeat(300)}`))).toBe(255);
});

test.for(['he said "hi".pdf', "Menü 🏔.pdf", "100% %41.pdf", "a;b,c.pdf", "日本語.pdf"])("X3: %s comes out of its header as it went in", (name) => {
  const header = attachmentNamed(cleanName(name));
  expect(header).toMatch(/^attachment; /);
  expect(header).toMatch(/^[\x20-\x7e]*$/);
  expect(contentDisposition.parse(header).parameters.filename).toBe(name);
});

test("a file’s mark is its extension, or says that it has none", () => {
  expect([extensionOf("a.tar.gz"), extensionOf("Print.PDF"), extensionOf("README"), extensionOf("x.verylong")]).toEqual(["GZ", "PDF", "FILE", "FILE"]);
});
