import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { people } from "#db/schema/index.ts";
import { hashPassword } from "#app/people/passwords.server.ts";
import { dana, maya, packaging, personId } from "../support/cast.ts";
import { builtPortal } from "../support/portal.ts";

const { front, stranger } = await builtPortal();
const password = "a kettle under the stairs";
const passwordHash = await hashPassword(password);
for (const id of Object.values(personId)) front.db.update(people).set({ passwordHash }).where(eq(people.id, id)).run();

test("Dana signs in with her password, and comes to the page she asked for", async () => {
  const visitor = stranger();
  const to = `/portal/projects/${packaging.id}/comments`;
  const login = await visitor.get(to);
  expect(login.url).toBe(`/portal/login?to=${encodeURIComponent(to)}`);
  const form = login.root.querySelectorAll("form").find((form) => form.querySelector("[name=password]"))!;
  expect(form.getAttribute("action")).toBe("/portal/login");

  const page = await visitor.post("/portal/login", { email: dana.email.toUpperCase(), password, to, with: "password" });
  expect([page.status, page.url]).toEqual([200, to]);
});

test("Maya signs in on the staff side, and out again: the old cookie is dead", async () => {
  const visitor = stranger();
  const home = await visitor.post("/staff/login", { email: maya.email, password });
  expect([home.status, home.url]).toEqual([200, "/staff/home"]);

  const cookies = structuredClone(visitor.jar);
  const out = await visitor.post("/staff/logout", {});
  expect([out.url, out.text.includes("You are signed out.")]).toEqual(["/staff/login", true]);
  const again = stranger();
  Object.assign(again.jar, cookies);
  expect((await again.send("/staff/home")).headers.get("Location")).toMatch(/^\/staff\/login/);
});

test("A1: an unknown address and a wrong password are answered alike", async () => {
  const answers = await Promise.all(
    [dana.email, "nobody@nowhere.example"].map(async (email) => {
      const page = await stranger().post("/portal/login", { email, password: "wrong horse battery", with: "password" });
      return [page.status, page.text];
    }),
  );
  expect(answers[0]![0]).toBe(422);
  expect(answers[0]![1]).toContain("do not belong together");
  expect(answers[1]).toEqual(answers[0]);
});
