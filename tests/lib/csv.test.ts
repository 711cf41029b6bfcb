import { expect, test } from "vitest";
import { csvAnswer } from "#app/lib/csv.server.ts";

test("X4: a cell a spreadsheet would take for a formula is defused; a number is not", async () => {
  const hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "plain", 'a "quoted", word', "two\nlines", "ü €"];
  const answer = csvAnswer("a list", [{ head: "Words", cell: (word: string) => word }, { head: "Number", cell: () => -5 }, { head: "So", cell: () => true }], hostile);

  expect(answer.headers.get("Content-Disposition")).toBe('attachment; filename="a list.csv"');
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(Array.from(bytes.slice(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes)).toBe(
    ["Words,Number,So", "'=1+1,-5,yes", "'+1,-5,yes", "'-1,-5,yes", "'@SUM(A1),-5,yes", "'\tx,-5,yes", `"'\rx",-5,yes`, "plain,-5,yes", '"a ""quoted"", word",-5,yes', '"two\nlines",-5,yes', "ü €,-5,yes", ""].join("\r\n"),
  );
});
