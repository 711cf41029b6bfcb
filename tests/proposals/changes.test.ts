import { beforeEach, expect, test } from "vitest";
import { standAt } from "#app/lib/clock.ts";
import { instantIn } from "#app/lib/dates.ts";
import { NotFound } from "#app/lib/refused.ts";
import { changesBetween } from "#app/proposals/changes.server.ts";
import { DraftForm } from "#app/proposals/forms.server.ts";
import { proposals, readSnapshot, versionsOf } from "#app/proposals/proposals.server.ts";
import { comparison } from "#app/proposals/versions.server.ts";
import { queryFrom } from "#app/search/query.ts";
import { search } from "#app/search/search.server.ts";
import { dana, freshStory, joan, maya } from "../support/story.ts";
import { sendNow, sent, typed, withdraw, write } from "./stage.ts";

beforeEach(() => {
  freshStory();
  standAt(instantIn("America/New_York", "2026-03-02", "10:00:00"));
});

/** A proposal whose second version says what `words` say. */
function revised(words: object) {
  const id = sent();
  write(maya, id, DraftForm.parse({ ...typed, ...words }));
  sendNow(id);
  const [later, earlier] = versionsOf(proposals(maya).find(id)).map(readSnapshot);
  return { id, changes: changesBetween(earlier!, later!).filter(({ changed }) => changed) };
}
const said = (runs: { kind: string; text: string }[] | null, kind: string) => runs?.filter((run) => run.kind === kind).map(({ text }) => text.trim()).filter(Boolean);

test("R3: what changed is told word by word: what went, what came, and what stayed is in both", () => {
  const { changes } = revised({ sections: [{ id: "s1", heading: "What we will do", body: "Design the fascia, in **three rounds**." }] });
  expect(changes.map(({ heading }) => heading)).toEqual(["What we will do"]);
  expect([said(changes[0]!.before, "gone"), said(changes[0]!.after, "new")]).toEqual([["two"], ["three"]]);
  expect(changes[0]!.before!.map(({ text }) => text).join("")).toBe("Design the fascia, in **two rounds**.");
});

test("R3: a price that changed, a line that went and one that came are told, and so is the fee", () => {
  const [design, fitting] = typed.lines;
  const { changes } = revised({ lines: [{ ...design, price: "2,700.00" }, fitting, { id: "crane", description: "A crane for a day", quantity: "1", unit: "", price: "300" }] });
  expect(changes.map(({ heading, before, after }) => [heading, before === null, after === null])).toEqual([
    ["Fee", false, false],
    ["A line of the price", false, false],
    ["A line of the price", true, false],
    ["A line of the price", false, true],
  ]);
});

test("R3: a heading, the terms and the title are compared too, and text that looks like a page is only text", () => {
  const { changes } = revised({ title: "<b>Another</b> sign", terms: "All of it is due on acceptance.", sections: [{ id: "s1", heading: "What we do", body: "Design the fascia, in **two rounds**." }] });
  expect(changes.map(({ heading }) => heading)).toEqual(["Title", "What we will do → What we do", "Terms"]);
  expect(said(changes[0]!.after, "new")!.join("")).toContain("<");
});

test("a text without end is compared in time, and nothing of it is lost", () => {
  const before = Array.from({ length: 4000 }, (_, index) => `w${index}`).join(" ").slice(0, 19_000);
  const after = Array.from({ length: 4000 }, (_, index) => `v${index}`).join(" ").slice(0, 19_000);
  const id = sent({ sections: [{ id: "s1", heading: "Long", body: before }] });
  write(maya, id, DraftForm.parse({ ...typed, sections: [{ id: "s1", heading: "Long", body: after }] }));
  sendNow(id);
  const [later, earlier] = versionsOf(proposals(maya).find(id)).map(readSnapshot);
  const started = performance.now();
  const change = changesBetween(earlier!, later!).find(({ heading }) => heading === "Long")!;
  expect(performance.now() - started).toBeLessThan(3000);
  expect([change.before, change.after].map((runs) => runs!.map(({ text }) => text).join(""))).toEqual([before, after]);
});

test("Z1: versions and what changed between them are of the client’s own, and of none that was taken back", () => {
  const { id } = revised({ terms: "" });
  const url = new URL("http://localhost/");
  expect(comparison(dana, id, url)).toMatchObject({ from: 1, to: 2 });
  expect(() => comparison(joan, id, url)).toThrow(NotFound);
  expect(() => comparison(dana, id, new URL("http://localhost/?from=0&to=2"))).toThrow(NotFound);
  withdraw(maya, id, "");
  expect(() => comparison(dana, id, url)).toThrow(NotFound);
  expect(comparison(maya, id, url).to).toBe(2);
});

test("Z5: what was sent is found and ordered by contacts; the newer draft’s words are found by members alone", () => {
  const id = sent();
  write(maya, id, DraftForm.parse({ ...typed, title: "Aardvark second thought", sections: [{ id: "s1", heading: "", body: "A cheaper wombat" }] }));
  const hits = (viewer: typeof dana | typeof maya, words: string) => search(viewer, queryFrom(words)!).page(null, { limit: 9, offset: 0 }).map(({ to }) => to);
  expect(hits(dana, "fascia")).toEqual([`/portal/proposals/${id}`]);
  expect([hits(dana, "aardvark"), hits(dana, "wombat"), hits(joan, "fascia")]).toEqual([[], [], []]);
  expect(hits(maya, "wombat")).toEqual([`/staff/proposals/${id}`]);
  expect([proposals(dana).count({ search: "aardvark" }), proposals(dana).count({ search: "shopfront" }), proposals(maya).count({ search: "aardvark" })]).toEqual([0, 1, 1]);
  sendNow(id);
  expect(hits(dana, "wombat")).toEqual([`/portal/proposals/${id}`]);
  withdraw(maya, id, "");
  expect(hits(dana, "wombat")).toEqual([]);
  expect(hits(maya, "wombat")).toEqual([`/staff/proposals/${id}`]);
});
