import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { contacts } from "#db/schema/index.ts";
import { bea, dana, joan, luis, maya, packaging } from "../support/cast.ts";
import { builtPortal } from "../support/portal.ts";

const { arriveAs, front, stranger } = await builtPortal();
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

test("R2, G9: the same comment sent twice stands once; other words from the same form are another", async () => {
  const visitor = arriveAs(dana);
  const form = (await visitor.get(path)).form(path);
  await visitor.submit(form, { body: "Twice pressed" });
  await visitor.submit(form, { body: "Twice pressed" });
  const after = await visitor.submit(form, { body: "A second thought" });
  expect(after.text.match(/Twice pressed/g)).toHaveLength(1);
  expect(after.text).toContain("A second thought");
});

test("line breaks count as one character, as the browser that sent them counted", async () => {
  const visitor = arriveAs(dana);
  const body = `${"a".repeat(999)}\r\n${"b".repeat(1000)}`;
  expect((await visitor.submit((await visitor.get(path)).form(path), { body })).status).toBe(200);
  const after = await visitor.submit((await visitor.get(path)).form(path), { body: `${body}c` });
  expect([after.status, after.text]).toEqual([422, expect.stringContaining("at most 2,000 characters")]);
});

test("a member answers on the same thread, and one who posts lands at what they wrote", async () => {
  const mayas = arriveAs(maya);
  const staffPath = path.replace("/portal/", "/staff/");
  const { action, fields } = (await mayas.get(staffPath)).form(staffPath);
  const answer = await mayas.send(action, { method: "POST", body: new URLSearchParams([...fields.filter(([name]) => name !== "body"), ["body", "The press has a gap."]]) });
  const [to, anchor] = answer.headers.get("Location")!.split("#");
  const read = await arriveAs(dana).get(to!.replace("/staff/", "/portal/"));
  expect(read.root.querySelector(`#${anchor}`)?.text).toContain("The press has a gap.");
});

test("G4: the permission taken away while one wrote: 403, the words kept, nothing posted", async () => {
  const visitor = arriveAs(luis);
  const form = (await visitor.get(path)).form(path);
  front.db.update(contacts).set({ canComment: false }).where(eq(contacts.id, luis.id)).run();
  const after = await visitor.submit(form, { body: "Kept words" });
  front.db.update(contacts).set({ canComment: true }).where(eq(contacts.id, luis.id)).run();
  expect(after.status).toBe(403);
  expect(after.html).toContain("Kept words");
  expect((await arriveAs(dana).get(path)).text).not.toContain("Kept words");
});
