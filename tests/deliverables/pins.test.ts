import { beforeEach, expect, test } from "vitest";
import { deliverables, piecesOf } from "#app/deliverables/deliverables.server.ts";
import { carriedTo, maySettle, mayWrite, pinOf, pinsOn } from "#app/deliverables/pins.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { queryFrom } from "#app/search/query.ts";
import { search } from "#app/search/search.server.ts";
import { bea, dana, freshStory, joan, letters, luis, maya, tom, trailOf } from "../support/story.ts";
import { addFiles, approve, asked, begin, drawnPages, file, pin, publish, published, reopenPin, reply, revise, settle, signed, statusNow, title } from "./stage.ts";
import { packaging } from "../support/story.ts";

beforeEach(freshStory);

const status409 = expect.objectContaining({ status: 409 });
const status403 = expect.objectContaining({ status: 403 });
const status422 = expect.objectContaining({ status: 422 });
const shownOn = (id: string) => {
  const found = deliverables(maya).find(id);
  return piecesOf({ id: found.roundId, clientId: found.clientId });
};
const pinsNow = (id: string) => {
  const found = deliverables(maya).find(id);
  return pinsOn(maya, found, { id: found.roundId });
};

test("a pin stands at its spot, in percent of the page’s own size, with its number; it is in review then", () => {
  const id = published();
  const [piece] = shownOn(id);
  const first = pin(dana, id, { round: 1, piece: piece!.id, x: 59.5049, y: 48.5, body: "A hair closer together?" });
  const second = pin(luis, id, { round: 1, piece: piece!.id, page: 1, x: 0, y: 100, body: "Keep both units." });
  expect([first.number, second.number]).toEqual([1, 2]);
  expect(pinsNow(id).map(({ number, page, x, y, name, body }) => [number, page, x, y, name, body])).toEqual([
    [1, 1, 59.5, 48.5, "Dana Whitfield", "A hair closer together?"],
    [2, 1, 0, 100, "Luis Ortega", "Keep both units."],
  ]);
  expect(statusNow(id)).toBe("in_review");
  expect(trailOf({ id }).slice(-2)).toEqual([`Dana Whitfield left pin 1 on ${title}`, `Luis Ortega left pin 2 on ${title}`]);
  expect(letters().filter((letter) => letter.endsWith("deliverable.pinned")).every((letter) => letter.startsWith("m-"))).toBe(true);
});

test("without pointing: a part of the page, a file, or the whole", () => {
  const id = published();
  const [piece] = shownOn(id);
  pin(dana, id, { round: 1, piece: piece!.id, area: "bottom_right", body: "The price." });
  pin(dana, id, { round: 1, piece: piece!.id, body: "This one is best." });
  pin(dana, id, { round: 1, body: "Thank you all." });
  expect(pinsNow(id).map(({ pieceId, page, x, y }) => [pieceId, page, x, y])).toEqual([[piece!.id, 1, 83.33, 83.33], [piece!.id, null, null, null], [null, null, null, null]]);
});

test("a spot that is not on the work is refused", () => {
  const pdf = file("Book.pdf", "pdf");
  const text = file("Copy.md", "text");
  const other = file("Logo.svg", "other");
  const id = published({}, file(), pdf, text, other);
  drawnPages(pdf.key, 40);
  const [image, book, copy, logo] = shownOn(id);
  for (const place of [
    { piece: image!.id, page: 2, x: 5, y: 5 },
    { piece: image!.id, x: 5 },
    { piece: image!.id, paragraph: 1 },
    { piece: book!.id, page: 41, x: 5, y: 5 },
    { piece: copy!.id, x: 5, y: 5 },
    { piece: logo!.id, x: 5, y: 5 },
    { x: 5, y: 5 },
    { paragraph: 1 },
  ])
    expect(() => pin(dana, id, { round: 1, body: "Here", ...place }), JSON.stringify(place)).toThrow(status422);
  expect(() => pin(dana, id, { round: 1, piece: copy!.id, paragraph: 9, body: "Here" }, 8)).toThrow(status422);
  expect(pin(dana, id, { round: 1, piece: book!.id, page: 40, x: 5, y: 5, body: "The last page" }).number).toBe(1);
  expect(pin(dana, id, { round: 1, piece: copy!.id, paragraph: 8, body: "This sentence" }, 8).number).toBe(2);
});

test("Z2: a piece of another deliverable is not found, nor another client’s", () => {
  const [one, other] = [published(), published()];
  const [piece] = shownOn(other);
  expect(() => pin(dana, one, { round: 1, piece: piece!.id, x: 5, y: 5, body: "Here" })).toThrow(NotFound);
  const left = pin(dana, other, { round: 1, body: "Hello" });
  expect(() => reply(dana, one, left.id, { body: "Hello" })).toThrow(NotFound);
  expect(() => settle(dana, one, left.id)).toThrow(NotFound);
  for (const attempt of [() => reply(joan, other, left.id, { body: "Hello" }), () => settle(joan, other, left.id), () => reopenPin(joan, other, left.id)]) expect(attempt).toThrow(NotFound);
});

test("who may not comment leaves no pin and no reply, and keeps their words", () => {
  const id = published();
  const left = pin(dana, id, { round: 1, body: "Hello" });
  expect(() => pin(bea, id, { round: 1, body: "Hello" })).toThrow(status403);
  expect(() => reply(bea, id, left.id, { body: "Hello" })).toThrow("Your words are kept");
  expect(mayWrite(bea, deliverables(bea).find(id))).toBe(false);
});

test("a pin is answered by both sides; the client reads of ours, we of theirs", () => {
  const id = published();
  const left = pin(dana, id, { round: 1, body: "Is the valve in the artwork?" });
  reply(tom, id, left.id, { body: "On the bag. It will not print." });
  reply(luis, id, left.id, { body: "Good." });
  expect(pinOf(maya, deliverables(maya).find(id), left.id).replies.map(({ name, byAgency, body }) => [name, byAgency, body])).toEqual([["Tom Achebe", true, "On the bag. It will not print."], ["Luis Ortega", false, "Good."]]);
  const told = letters().filter((letter) => letter.endsWith("deliverable.replied"));
  expect(told.filter((letter) => letter.startsWith("c-"))).toHaveLength(3);
  expect(told.some((letter) => letter.startsWith("m-"))).toBe(true);
});

test("settled by a member or by who left it, opened again by the same, and by nobody twice", () => {
  const id = published();
  const left = pin(dana, id, { round: 1, body: "Closer together." });
  expect(() => settle(luis, id, left.id)).toThrow(status403);
  settle(dana, id, left.id);
  expect(() => settle(tom, id, left.id)).toThrow("settled already");
  reopenPin(tom, id, left.id);
  expect(() => reopenPin(dana, id, left.id)).toThrow("open already");
  settle(tom, id, left.id);
  const found = deliverables(luis).find(id);
  expect([maySettle(dana, found, pinOf(dana, found, left.id)), maySettle(luis, found, pinOf(luis, found, left.id)), maySettle(tom, found, pinOf(tom, found, left.id))]).toEqual([true, false, true]);
  expect(trailOf({ id }).slice(-3)).toEqual([`Dana Whitfield settled pin 1 on ${title}`, `Tom Achebe reopened pin 1 on ${title}`, `Tom Achebe settled pin 1 on ${title}`]);
});

test("open pins are carried to the next round, with their numbers, until they are settled; new ones count on", () => {
  const id = published();
  const [one, two] = [pin(dana, id, { round: 1, body: "Closer." }), pin(dana, id, { round: 1, body: "Bluer." })];
  settle(tom, id, two.id);
  revise(dana, id, { round: 1, note: "" });
  expect(() => pin(dana, id, { round: 1, body: "Late." })).toThrow(status409);
  expect(() => reply(dana, id, one.id, { body: "Late." })).toThrow(status409);
  reply(tom, id, one.id, { body: "Done in the next." });
  addFiles(tom, id, "", [file()]);
  publish(maya, id, asked(2));
  const found = deliverables(dana).find(id);
  expect(carriedTo(dana, found, 2).map(({ number, round }) => [number, round])).toEqual([[1, 1]]);
  expect(pin(dana, id, { round: 2, body: "Nice." }).number).toBe(3);
  settle(dana, id, one.id);
  expect(carriedTo(dana, found, 2)).toEqual([]);
});

test("where the client may not know the team, ours speak with the agency’s one name", () => {
  const id = published();
  const left = pin(tom, id, { round: 1, body: "Mind the fold." });
  const found = deliverables(dana).find(id);
  expect(pinOf(dana, found, left.id).name).toBe("Tom Achebe");
});

test("what is said on the work is found by both sides; a draft’s note by nobody", () => {
  const id = published({ note: "Two greens to compare." });
  pin(dana, id, { round: 1, body: "Marmalade, rather." });
  const found = (viewer: typeof dana | typeof maya, words: string) => search(viewer, queryFrom(words)!).page("Approvals", { limit: 9, offset: 0 }).some(({ to }) => to.endsWith(id));
  expect([found(dana, "marmalade"), found(maya, "greens"), found(joan, "marmalade")]).toEqual([true, true, false]);
  const draft = begin(maya, { projectId: packaging.id, title: "Turmeric label" });
  const draftFound = (viewer: typeof dana | typeof maya) => search(viewer, queryFrom("turmeric")!).page("Approvals", { limit: 9, offset: 0 }).some(({ to }) => to.endsWith(draft));
  expect([draftFound(maya), draftFound(dana)]).toEqual([true, false]);
});

test("approved while a pin is open: the pin stays on record as it was", () => {
  const id = published();
  const left = pin(dana, id, { round: 1, body: "Perhaps later." });
  approve(dana, id, signed());
  expect(pinOf(dana, deliverables(dana).find(id), left.id).settledAt).toBeNull();
});
