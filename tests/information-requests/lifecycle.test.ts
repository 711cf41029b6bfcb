import { beforeEach, describe, expect, test } from "vitest";
import { eq } from "drizzle-orm";
import { db } from "#db/client.server.ts";
import { informationRequests, requestItems, requestSubmissions } from "#db/schema/index.ts";
import { markOf, meeting } from "#app/information-requests/answer.ts";
import * as answering from "#app/information-requests/answering.server.ts";
import * as asking from "#app/information-requests/asking.server.ts";
import { ItemForm } from "#app/information-requests/forms.server.ts";
import { type ItemStatus, type RequestStatus, itemLife, life } from "#app/information-requests/request.ts";
import { requests } from "#app/information-requests/requests.server.ts";
import * as reviewing from "#app/information-requests/reviewing.server.ts";
import { standAt } from "#app/lib/clock.ts";
import { Refused } from "#app/lib/refused.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { dana, freshStory, harbor, inTransaction, luis, maya } from "../support/story.ts";

beforeEach(() => {
  freshStory();
  standAt(new Date("2026-03-02T15:00:00Z"));
});

const words = (text: string) => ({ words: text });
const item = { label: "Company name", help: "", type: "text" as const, options: "", required: true };
const at = new Date("2026-03-01T10:00:00Z");

/** A request of one item that stands as asked, by rows. */
function standing(status: RequestStatus, itemStatus: ItemStatus = status === "completed" ? "accepted" : status === "in_progress" ? "submitted" : "pending") {
  const id = inTransaction(asking.draftRequest)(maya, harbor.id, { title: "Launch details" });
  const itemId = inTransaction(asking.addItem)(maya, id, ItemForm.parse(item));
  if (status !== "draft") db.update(informationRequests).set({ sentAt: at, number: 1, cancelledAt: status === "cancelled" ? at : null }).where(eq(informationRequests.id, id)).run();
  if (itemStatus === "waived") db.update(requestItems).set({ waivedAt: at }).where(eq(requestItems.id, itemId)).run();
  else if (itemStatus !== "pending")
    db.insert(requestSubmissions)
      .values({ id: "s", itemId, clientId: harbor.id, number: 1, contactId: dana.id, answer: words("First"), submittedAt: at, acceptedAt: itemStatus === "accepted" ? at : null, rejectedAt: itemStatus === "rejected" ? at : null, reviewedBy: itemStatus === "submitted" ? null : maya.id })
      .run();
  return { id, itemId };
}
const refused = (act: () => unknown) => {
  try {
    act();
    return false;
  } catch (problem) {
    if (problem instanceof Refused && problem.status === 409) return true;
    throw problem;
  }
};

/** Each move of the request’s lifecycle, as the command that makes it. */
const moves: Record<string, (id: string) => unknown> = {
  change: (id) => inTransaction(asking.changeRequest)(maya, id, { title: "Other", intro: "" }),
  discard: (id) => inTransaction(asking.discardRequest)(maya, id),
  send: (id) => inTransaction(asking.sendRequest)(maya, id, stampOf(asking.shownOf(requests(maya).find(id)))),
  cancel: (id) => inTransaction(asking.cancelRequest)(maya, id, "Not needed"),
  remind: (id) => inTransaction(asking.remindOf)(maya, id),
  add_item: (id) => inTransaction(asking.addItem)(maya, id, ItemForm.parse({ ...item, label: "One more" })),
  // In a status in which nothing is accepted there is nothing to reopen.
  reopen_item: (id) => inTransaction(reviewing.undoAcceptance)(maya, id, requests(maya).find(id).items[0]!.id, "The wrong line"),
};
/** To a draft an item is added as everything of it is changed. */
const listedAs = (status: RequestStatus, move: string) => (status === "draft" && move === "add_item" ? "change" : move);
const pairs = life.statuses.flatMap((status) => Object.keys(moves).map((move) => [status, move] as const));

describe("a request", () => {
  test.for(pairs)("%s, %s: only what the lifecycle lists", ([status, move]) => {
    const { id } = standing(status as RequestStatus);
    expect(requests(maya).find(id).status).toBe(status);
    const expected = (life.table as Record<string, Record<string, string>>)[status]![listedAs(status as RequestStatus, move)];
    expect(refused(() => moves[move]!(id))).toBe(expected === undefined);
    if (expected && move !== "discard") expect(requests(maya).find(id).status).toBe(expected);
  });
});

/** Each move of an item’s lifecycle, as the command that makes it. */
const itemMoves: Record<string, (id: string, itemId: string) => unknown> = {
  save: (id, itemId) => inTransaction(answering.saveDrafts)(luis, id, [{ itemId, answer: words("Draft") }]),
  submit: (id, itemId) => inTransaction(answering.submitAnswers)(luis, id, [{ itemId, answer: words("Second") }]),
  have_none: (id, itemId) => inTransaction(answering.haveNone)(luis, id, itemId, "We have none"),
  accept: (id, itemId) => inTransaction(reviewing.acceptItem)(maya, id, itemId, "s"),
  reject: (id, itemId) => inTransaction(reviewing.returnItem)(maya, id, itemId, "s", "Why"),
  undo: (id, itemId) => inTransaction(reviewing.undoAcceptance)(maya, id, itemId, "Why"),
  waive: (id, itemId) => inTransaction(reviewing.waiveItem)(maya, id, itemId, "Why"),
  reword: (id, itemId) => inTransaction(asking.changeItem)(maya, id, itemId, ItemForm.parse({ ...item, label: "Other" })),
};
const itemPairs = itemLife.statuses.flatMap((status) => Object.keys(itemMoves).map((move) => [status, move] as const));

describe("an item", () => {
  test.for(itemPairs)("%s, %s: only what the lifecycle lists", ([status, move]) => {
    const { id, itemId } = standing("sent", status as ItemStatus);
    const now = () => requests(maya).find(id).items[0]!.status;
    expect(now()).toBe(status);
    const expected = (itemLife.table as Record<string, Record<string, string>>)[status]![move];
    expect(refused(() => itemMoves[move]!(id, itemId))).toBe(expected === undefined);
    expect(now()).toBe(expected ?? status);
  });

  test.for(["accept", "reject", "undo", "waive"])("of a draft: nobody was asked yet, so there is nothing to review: %s", (move) => {
    const { id, itemId } = standing("draft");
    expect(refused(() => itemMoves[move]!(id, itemId))).toBe(true);
  });

  test.for(Object.keys(itemMoves))("of a cancelled request: nothing may be done to it: %s", (move) => {
    const { id, itemId } = standing("cancelled", move === "undo" ? "accepted" : move === "accept" || move === "reject" ? "submitted" : "pending");
    expect(refused(() => itemMoves[move]!(id, itemId))).toBe(true);
  });
});

describe("what one typed meets what others wrote", () => {
  const empty = { status: "pending" as const, edition: 0, number: 0, answer: null };
  const theirs = { ...empty, edition: 1, answer: words("Theirs") };
  const mark = markOf(empty);
  test.for([
    ["nobody came between", words("Mine"), markOf(theirs), theirs, "fresh"],
    ["nothing was seen, nothing is compared", words("Mine"), undefined, theirs, "fresh"],
    ["the same words", words("Theirs"), mark, theirs, "same"],
    ["an empty field", words(""), mark, theirs, "untouched"],
    ["both wrote", words("Mine"), mark, theirs, "conflict"],
    ["a draft that was left as it was", words("Ours"), markOf({ ...theirs, answer: words("Ours") }), { ...theirs, edition: 2 }, "untouched"],
    ["a draft somebody emptied", words("Mine"), markOf(theirs), { ...theirs, edition: 2, answer: words("") }, "fresh"],
    ["sent meanwhile", words("Mine"), mark, { ...theirs, status: "submitted" as const, number: 1 }, "conflict"],
    ["“we have none” meanwhile", words("Mine"), mark, { ...empty, status: "submitted" as const, number: 1 }, "conflict"],
  ] as const)("%s", ([, typed, seen, now, expected]) => expect(meeting(typed, seen, now)).toBe(expected));

  test("whoever submits means what they left as it was, too", () => {
    const [seen, now] = [markOf({ ...theirs, answer: words("Ours") }), { ...theirs, edition: 2 }];
    expect([meeting(words("Ours"), seen, now), meeting(words("Ours"), seen, now, { meansAll: true })]).toEqual(["untouched", "conflict"]);
  });
});
