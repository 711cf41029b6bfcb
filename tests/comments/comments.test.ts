import { beforeEach, expect, test } from "vitest";
import { comments, post as postIn } from "#app/comments/comments.server.ts";
import { CommentForm } from "#app/comments/forms.server.ts";
import { THREAD_LENGTH, threadFor } from "#app/comments/thread.server.ts";
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

const at = (query = "") => new Request(`http://localhost/portal/projects/${packaging.id}/comments${query}`);
const bodies = (query?: string) => threadFor(dana, packaging.id, at(query)).messages.map(({ body }) => body);

test("a long thread shows its newest comments, and a way to the earlier ones", () => {
  const ids = Array.from({ length: THREAD_LENGTH * 2 + 5 }, (_, index) => post(dana, packaging.id, { body: `number ${index + 1}` }));

  const newest = threadFor(dana, packaging.id, at());
  expect([newest.messages[0]!.body, newest.messages.at(-1)!.body]).toEqual(["number 56", "number 105"]);
  expect([newest.earlier, newest.later]).toEqual([`/portal/projects/${packaging.id}/comments?page=2`, null]);
  expect(bodies("?page=3")).toEqual(["number 1", "number 2", "number 3", "number 4", "number 5"]);
  expect(bodies("?page=4")).toEqual([]);

  expect(bodies(`?comment=${ids[0]}`)).toContain("number 1");
  expect(bodies(`?comment=${ids[60]}`)).toContain("number 61");
  expect(bodies("?comment=nobody")).toEqual(bodies());
});

test("2,000 characters are taken as the person counts them; control characters are none", () => {
  const words = (body: string) => CommentForm.safeParse({ body });
  expect(words("x".repeat(2000)).success).toBe(true);
  expect(words("x".repeat(2001)).success).toBe(false);
  expect(words(` ${"x".repeat(1998)}\n\u0000x `).data?.body).toBe(`${"x".repeat(1998)}\nx`);
  expect(words("\u0000 \n").success).toBe(false);
  post(dana, packaging.id, words("\u0000It stands").data!);
  expect(bodies()).toEqual(["It stands"]);
});
