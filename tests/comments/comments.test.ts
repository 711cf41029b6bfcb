import { beforeEach, expect, test } from "vitest";
import { comments, post as postIn } from "#app/comments/comments.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { bea, dana, freshStory, inTransaction, joan, letters, maya, packaging, trailOf } from "../support/story.ts";

const post = inTransaction(postIn);

beforeEach(freshStory);

test("a contact comments, it is on record, and the project’s members are told", () => {
  const id = post(dana, packaging.id, { body: "Monday works." });

  expect(comments(dana).on(packaging.id).map(({ body, contactName }) => [contactName, body])).toEqual([["Dana Whitfield", "Monday works."]]);
  expect(trailOf({ id })).toEqual(["Dana Whitfield commented on Winter range packaging"]);
  expect(letters().sort()).toEqual(["m-maya: comment.posted", "m-tom: comment.posted"]);
});

test("a member’s comment tells the client’s contacts, and nobody else’s", () => {
  post(maya, packaging.id, { body: "The press has a gap." });
  expect(letters().sort()).toEqual(["c-bea-harbor: comment.answered", "c-dana: comment.answered", "c-luis: comment.answered"]);
});

test("without the permission nothing is written and nobody is told", () => {
  expect(() => post(bea, packaging.id, { body: "May I?" })).toThrow(Refused);
  expect(comments(dana).on(packaging.id)).toEqual([]);
  expect([trailOf(), letters()]).toEqual([[], []]);
});

test("another client’s project does not exist", () => {
  expect(() => post(joan, packaging.id, { body: "Hello?" })).toThrow(NotFound);
  expect(() => comments(joan).on(packaging.id)).toThrow(NotFound);
});
