import { beforeEach, expect, test } from "vitest";
import { db } from "#db/client.server.ts";
import { standAt } from "#app/lib/clock.ts";
import { NotFound } from "#app/lib/refused.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import * as answering from "#app/information-requests/answering.server.ts";
import * as asking from "#app/information-requests/asking.server.ts";
import { ItemForm } from "#app/information-requests/forms.server.ts";
import { type ItemStatus, progressOf, statusOf } from "#app/information-requests/request.ts";
import { draftsOf, requests, submissionsOf } from "#app/information-requests/requests.server.ts";
import { faultOf, markOf } from "#app/information-requests/answer.ts";
import * as filing from "#app/information-requests/filing.server.ts";
import * as reviewing from "#app/information-requests/reviewing.server.ts";
import { beaOfTollhouse, booking, dana, freshStory, harbor, ines, inTransaction, joan, letters, luis, maya, packaging, tom, trailOf } from "../support/story.ts";

const [draft, add, change, send, cancel, remind, remove, order] = [inTransaction(asking.draftRequest), inTransaction(asking.addItem), inTransaction(asking.changeItem), inTransaction(asking.sendRequest), inTransaction(asking.cancelRequest), inTransaction(asking.remindOf), inTransaction(asking.removeItem), inTransaction(asking.orderItem)];
const [save, submit, none, addFiles, removeFile] = [inTransaction(answering.saveDrafts), inTransaction(answering.submitAnswers), inTransaction(answering.haveNone), inTransaction(filing.addFiles), inTransaction(filing.removeFile)];
const [acceptIt, giveBack, undo, waive] = [inTransaction(reviewing.acceptItem), inTransaction(reviewing.returnItem), inTransaction(reviewing.undoAcceptance), inTransaction(reviewing.waiveItem)];

beforeEach(() => {
  freshStory();
  standAt(new Date("2026-03-02T15:00:00Z"));
});

const item = (words: object) => ItemForm.parse({ label: "Company name", type: "text", required: true, ...words });
/** A request that was sent, with the company's name (required), its colours (not), and a certificate. */
function asked() {
  const id = draft(maya, harbor.id, { title: "Launch details", projectId: packaging.id });
  const [name, colours, paper] = [add(maya, id, item({})), add(maya, id, item({ label: "Colours", type: "choices", options: "Red\nBlue\nGreen", required: false })), add(maya, id, item({ label: "Certificate", type: "file" }))];
  send(maya, id, stampOf(asking.shownOf(requests(maya).find(id))));
  return { id, name: name!, colours: colours!, paper: paper! };
}
const statusNow = (id: string) => requests(maya).find(id).status;
const latestOf = (id: string, itemId: string) => requests(maya).find(id).items.find((one) => one.id === itemId)!.latest!.id;
const words = (text: string) => ({ words: text });
/** What a field shows now, and what an empty one showed, as a form carries it. */
const mark = (id: string, itemId: string) => markOf(answering.shownBy(requests(dana).find(id), db).get(itemId)!);
const empty = markOf({ status: "pending", edition: 0, number: 0, answer: null });
const typed = (itemId: string, text: string, seen?: string) => ({ itemId, answer: words(text), seen });
const file = (key: string) => ({ key, name: `${key}.pdf`, size: 4, sha256: "a".repeat(64) });
const conflict = expect.objectContaining({ status: 409 });

test("a draft is ours alone; sent, it has a number, and the client’s contacts are written to", () => {
  const hidden = draft(maya, harbor.id, { title: "Not yet" });
  expect(() => requests(dana).find(hidden)).toThrow(NotFound);
  const { id } = asked();
  expect(requests(dana).find(id)).toMatchObject({ number: "IR-0001", status: "sent", progress: { accepted: 0, needed: 3, all: 3 } });
  expect(letters().filter((letter) => letter.endsWith("request.sent"))).toHaveLength(3);
  for (const other of [joan, beaOfTollhouse, ines]) expect(() => requests(other).find(id)).toThrow(NotFound);
  expect(requests(tom).find(id).title).toBe("Launch details");
});

test("nothing is sent without items, and not otherwise than it was checked", () => {
  const id = draft(maya, harbor.id, { title: "Empty" });
  const seen = () => stampOf(asking.shownOf(requests(maya).find(id)));
  expect(() => send(maya, id, seen())).toThrow("There is nothing to ask for yet");
  const checked = seen();
  add(maya, id, item({}));
  expect(() => send(maya, id, checked)).toThrow("while you were checking");
  expect(() => draft(maya, harbor.id, { title: "x", projectId: booking.id })).toThrow("project of this client");
});

test("submitted, accepted, complete: each on record, and both sides read that it is all in", () => {
  const { id, name, paper, colours } = asked();
  addFiles(dana, id, paper, [file("certificate")]);
  expect(submit(dana, id, [{ itemId: name, answer: words("Harbor & Finch LLC") }, { itemId: paper, answer: { files: [] } }])).toBe(2);
  expect(statusNow(id)).toBe("in_progress");
  acceptIt(maya, id, name, latestOf(id, name));
  acceptIt(maya, id, paper, latestOf(id, paper));
  expect([statusNow(id), requests(dana).page({ limit: 9, offset: 0 }, { tab: "completed" }).length, requests(dana).count({ tab: "open" })]).toEqual(["completed", 1, 0]);
  // The optional item stays open to them; answered, it waits for review again.
  submit(luis, id, [{ itemId: colours, answer: { chosen: ["Red", "Blue"] } }]);
  expect([statusNow(id), requests(dana).count({ tab: "open" })]).toEqual(["in_progress", 1]);
  expect(trailOf({ id }).filter((line) => line.includes("completed the request"))).toHaveLength(1);
});

test("returned with a reason, answered again: every submission is kept", () => {
  const { id, name } = asked();
  submit(dana, id, [{ itemId: name, answer: words("H&F") }]);
  giveBack(maya, id, name, latestOf(id, name), "The registered name, please.");
  expect(requests(dana).find(id).items[0]).toMatchObject({ status: "rejected", latest: { reason: "The registered name, please." } });
  submit(luis, id, [{ itemId: name, answer: words("Harbor & Finch Coffee Roasters, LLC") }]);
  expect(submissionsOf({ id: name, clientId: harbor.id }).map(({ number, byName }) => [number, byName])).toEqual([[2, "Luis Ortega"], [1, "Dana Whitfield"]]);
});

test("an item re-submitted while staff return the older one: the older is not the one that counts", () => {
  const { id, name } = asked();
  submit(dana, id, [{ itemId: name, answer: words("first") }]);
  const older = latestOf(id, name);
  submit(dana, id, [{ itemId: name, answer: words("second") }]);
  expect(() => giveBack(maya, id, name, older, "No")).toThrow("newer answer meanwhile");
  expect(() => acceptIt(maya, id, name, older)).toThrow(conflict);
});

test("accepted is locked for the client; taken back, it waits for review again", () => {
  const { id, name } = asked();
  submit(dana, id, [{ itemId: name, answer: words("A") }]);
  acceptIt(maya, id, name, latestOf(id, name));
  expect(() => submit(dana, id, [{ itemId: name, answer: words("B") }])).toThrow(conflict);
  expect(() => save(dana, id, [typed(name, "B")])).toThrow(conflict);
  expect(() => acceptIt(maya, id, name, latestOf(id, name))).toThrow(conflict);
  undo(maya, id, name, "Looked at the wrong line");
  expect(requests(maya).find(id).items[0]!.status).toBe("submitted");
});

test("two contacts on one form lose nothing: the second is shown what the first saved", () => {
  const { id, name } = asked();
  save(dana, id, [typed(name, "Dana’s words")]);
  const request = requests(luis).find(id);
  // Luis opened the page before anybody had written: his mark is of an empty field.
  expect(() => save(luis, id, [typed(name, "Luis’s words", empty)])).toThrow("Dana Whitfield saved another answer to “Company name” meanwhile");
  expect(answering.conflictsIn(request, [typed(name, "Luis’s words", empty)], db)).toMatchObject([{ id: name }]);
  save(luis, id, [typed(name, "Both our words", mark(id, name))]);
  expect(draftsOf(request).get(name)).toMatchObject({ answer: words("Both our words"), edition: 2, byName: "Luis Ortega" });
  // The same words again are no conflict, whoever saved them.
  save(dana, id, [typed(name, "Both our words", empty)]);
});

test("“we don’t have this” needs a note and waits for review; waived, an item stands outside progress", () => {
  const { id, name, paper } = asked();
  none(dana, id, paper, "We never had one.");
  expect(requests(maya).find(id).items[2]).toMatchObject({ status: "submitted", latest: { answer: null, note: "We never had one." } });
  waive(maya, id, paper, "Not needed then.");
  submit(dana, id, [{ itemId: name, answer: words("A") }]);
  acceptIt(maya, id, name, latestOf(id, name));
  expect([statusNow(id), requests(maya).find(id).progress]).toEqual(["completed", { accepted: 1, submitted: 0, returned: 0, needed: 1, all: 2 }]);
});

test.for([
  ["text", words("x".repeat(501)), "too long"],
  ["number", { number: "twelve" }, "Enter a number"],
  ["date", { day: "2026-02-30" }, "Enter a day"],
  ["choice", { chosen: ["Red", "Blue"] }, "Choose from the options"],
  ["choices", { chosen: ["Purple"] }, "Choose from the options"],
  ["text", words("  "), "Answer “It”"],
  ["file", { files: [] }, "Choose a file"],
  ["date", words("soon"), "Enter a day"],
] as const)("an answer of the wrong kind is refused: %s", ([type, answer, fault]) => {
  expect(faultOf({ type, options: ["Red", "Blue"], label: "It" }, answer as never)).toContain(fault);
});

test("files wait with their item until it is submitted, one for a single file, and can be taken out before", () => {
  const { id, paper, name } = asked();
  addFiles(dana, id, paper, [file("one")]);
  expect(() => addFiles(luis, id, paper, [file("two")])).toThrow("takes one file");
  expect(() => addFiles(luis, id, name, [file("three")])).toThrow("takes no files");
  removeFile(luis, id, paper, "one");
  expect(() => submit(dana, id, [{ itemId: paper, answer: { files: [] } }])).toThrow("Choose a file");
  addFiles(dana, id, paper, [file("four")]);
  submit(dana, id, [{ itemId: paper, answer: { files: [] } }]);
  expect(() => removeFile(dana, id, paper, "four")).toThrow(conflict);
});

test("an item of another request is not part of this one, and another client’s request does not exist", () => {
  const { id, name } = asked();
  const other = draft(maya, harbor.id, { title: "Other" });
  const foreign = add(maya, other, item({}));
  expect(() => submit(dana, id, [{ itemId: foreign, answer: words("A") }])).toThrow("not part of this request");
  expect(() => submit(joan, id, [{ itemId: name, answer: words("A") }])).toThrow(NotFound);
  expect(() => submit({ ...dana, preview: { id: "p", by: maya } }, id, [{ itemId: name, answer: words("A") }])).toThrow(expect.objectContaining({ status: 403 }));
});

test("cancelled while being answered: nothing is recorded, and what was received stays", () => {
  const { id, name, colours } = asked();
  submit(dana, id, [{ itemId: name, answer: words("A") }]);
  cancel(maya, id, "The launch is off");
  expect(() => submit(dana, id, [{ itemId: colours, answer: { chosen: ["Red"] } }])).toThrow(conflict);
  expect(() => acceptIt(maya, id, name, latestOf(id, name))).toThrow(conflict);
  expect([statusNow(id), submissionsOf({ id: name, clientId: harbor.id }).length]).toEqual(["cancelled", 1]);
});

test("an item is reworded only while its answer is not with us, and keeps its kind once it was seen", () => {
  const { id, name } = asked();
  change(maya, id, name, item({ label: "Registered name" }));
  expect(() => change(maya, id, name, item({ type: "number" }))).toThrow("its kind stays");
  submit(dana, id, [{ itemId: name, answer: words("A") }]);
  expect(() => change(maya, id, name, item({ label: "Other" }))).toThrow(conflict);
  expect(() => remove(maya, id, name)).toThrow("Waive it instead");
  add(maya, id, item({ label: "One more" }));
  order(maya, id, name, "down");
  expect(requests(dana).find(id).items.map(({ label }) => label)).toEqual(["Colours", "Registered name", "Certificate", "One more"]);
});

test("a reminder goes out once a day", () => {
  const { id } = asked();
  remind(maya, id);
  expect(() => remind(maya, id)).toThrow("went out today");
  standAt(new Date("2026-03-03T15:00:00Z"));
  remind(maya, id);
});

test("the status is what the items say", () => {
  const of = (...statuses: [boolean, ItemStatus][]) => statusOf({ sentAt: new Date(), cancelledAt: null, items: statuses.map(([required, status]) => ({ required, status })), everAnswered: statuses.some(([, status]) => status !== "pending") });
  expect(of([true, "pending"])).toBe("sent");
  expect(of([true, "accepted"], [false, "pending"])).toBe("completed");
  expect(of([true, "accepted"], [false, "submitted"])).toBe("in_progress");
  expect(of([true, "accepted"], [false, "rejected"])).toBe("completed");
  expect(of([false, "accepted"], [false, "pending"])).toBe("in_progress");
  expect(of([false, "accepted"], [false, "waived"])).toBe("completed");
  expect(progressOf([{ status: "waived" }, { status: "accepted" }])).toMatchObject({ accepted: 1, all: 1 });
});

test("the list’s tabs say the same as each request’s own status", () => {
  const { id, name, paper, colours } = asked();
  const inTab = () => (["draft", "open", "completed"] as const).filter((tab) => requests(maya).count({ tab }) === 1);
  const expected = () => ({ draft: "draft", sent: "open", in_progress: "open", completed: "completed", cancelled: "completed" })[statusNow(id)];
  const steps = [() => {}, () => submit(dana, id, [{ itemId: name, answer: words("A") }]), () => acceptIt(maya, id, name, latestOf(id, name)), () => waive(maya, id, paper, "no"), () => submit(dana, id, [{ itemId: colours, answer: { chosen: ["Red"] } }]), () => giveBack(maya, id, colours, latestOf(id, colours), "no"), () => undo(maya, id, name, "no"), () => cancel(maya, id, "no")];
  for (const step of steps) {
    step();
    expect(inTab()).toEqual([expected()]);
  }
});
