import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Paper, paper } from "#app/lib/paper/paper.server.ts";
import { prose } from "#app/lib/prose.server.ts";

const head = { title: "Shopfront sign, Exchange Street", reference: "Proposal PR-0031, version 2", agency: { name: "Northlight Studio", address: "214 Commercial Street\nPortland, Maine 04101", brandColour: "#0f4c5c" }, locale: "en-US", at: new Date("2026-03-02T15:00:00Z") };
const words = "# What we will do\n\nDesign the fascia, in **two rounds**, with *care* and [a link](https://example.com).\n\n- Draw the permit set\n- Κατάσταση, Магазин, Ðþ łódź\n\n1. First\n2. Second\n\n> Quoted, as you said.\n\n| Part | When |\n|---|---|\n| Design | May |";
const everything = (page: Paper) => {
  page.facts([["For", "Dana Whitfield"], ["Open until", "5 Dec 2025"]]);
  page.prose(prose(words));
  page.heading("What it costs");
  page.table([{ head: "Part", share: 3 }, { head: "Quantity", share: 1, right: true }, { head: "Fee", share: 1, right: true }], Array.from({ length: 60 }, (_, index) => [index === 7 ? "long ".repeat(90) : `Line ${index + 1}: ${index % 9 === 0 ? "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" : "drawing"}`, "1.00", "$2,600.00"]), [["Extra", "", "$0.00"], ["Fixed fee", "", "$156,000.00"]]);
  page.signature("Dana Whitfield", ["I have read the proposal.", "2 Mar 2026, 10:00:00 in America/New_York"]);
};

test("a paper is tagged, titled, in its language, with its fonts in it, and the same each time", async () => {
  const [one, two] = [await paper(head, everything), await paper(head, everything)];
  if (process.env.PAPER_TO) writeFileSync(process.env.PAPER_TO, one);
  expect(one.equals(two)).toBe(true);
  const text = one.toString("latin1");
  for (const mark of ["/MarkInfo", "/StructTreeRoot", "/Lang (en-US)", "/DisplayDocTitle true", "/FontFile", "/S /Table", "/S /TH", "/S /L\n", "/S /H2"]) expect(text, mark).toContain(mark);
  expect(text).not.toMatch(/\/(JavaScript|JS|Launch|EmbeddedFile|GoToR|SubmitForm)\b/);
});

test("whatever the words, it is written: nothing, very long, of any script", async () => {
  for (const body of ["", "x".repeat(20_000), "שלום 漢字 🪧 \u202e", `| a |\n|---|\n| ${"word ".repeat(3000)} |`, "- ".repeat(50)]) expect((await paper({ ...head, title: body.slice(0, 200) || " " }, (page) => page.prose(prose(body)))).subarray(0, 5).toString()).toBe("%PDF-");
});
