import { expect, test } from "vitest";
import { bea, dana, joan, packaging } from "../support/cast.ts";
import { builtPortal } from "../support/portal.ts";

const { arriveAs, stranger } = await builtPortal();
const path = `/portal/projects/${packaging.id}/comments`;

test("Dana comments on her project, and reads it there", async () => {
  const dana_ = arriveAs(dana);
  const page = await dana_.get(path);
  expect(page.status).toBe(200);

  const after = await dana_.submit(page.form(path), { body: "Monday works." });
  expect([after.status, after.url]).toEqual([200, path]);
  expect(after.text).toContain("Monday works.");
});

test("a comment without words comes back with a sentence", async () => {
  const dana_ = arriveAs(dana);
  const after = await dana_.submit((await dana_.get(path)).form(path), { body: " " });
  expect(after.status).toBe(422);
  expect(after.html).toContain("<title>Error: ");
  expect(after.text).toContain("Write a comment");
});

test("who may not comment finds no form, and strangers and others find no page", async () => {
  const beas = await arriveAs(bea).get(path);
  expect(beas.root.querySelectorAll("textarea")).toHaveLength(0);
  expect((await arriveAs(joan).get(path)).status).toBe(404);
  expect((await stranger().send(path)).headers.get("Location")).toBe(`/portal/login?to=${encodeURIComponent(path)}`);
});
