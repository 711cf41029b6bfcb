import { expect, test } from "vitest";
import { documents, eventParticulars, events, files, outbox, people, projects } from "#db/schema/index.ts";
import { asc, isNull } from "drizzle-orm";
import { visitor } from "../support/visitor.ts";
import { createRequestHandler } from "@remix-run/node";

// The story is told by the build, in this process, to an empty database of its own; with the words that must not cross a wall.
process.env.SEED_CANARIES = "1";
const build = await import("../../build/server/index.js" as string);
const { front } = build.entry.module;
await front.seed();
const handler = createRequestHandler(build, "test");
const arrive = () => visitor((request) => handler(request, { clientAddress: "203.0.113.7" }));

test("the story is told once, and only to an empty database", async () => {
  await expect(front.seed()).rejects.toThrow("needs an empty database");
});

test("everything in it happened in the order it is on record, and nothing in the future", () => {
  const instants = front.db.select({ at: events.at }).from(events).orderBy(asc(events.seq)).all().map(({ at }: { at: Date }) => at.getTime());
  expect(instants).toEqual(instants.toSorted((one: number, other: number) => one - other));
  expect(instants.at(-1)).toBeLessThanOrEqual(front.clock.now().getTime());
});

test("letters of the past are not sent; Bea’s invitation and this morning’s are still to come", () => {
  const waiting = front.db.select().from(outbox).where(isNull(outbox.droppedAt)).all();
  expect(waiting.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual(["event", "event", "event", "invitation"]);
});

test("everybody signs in with the one password, each to their own work", async () => {
  for (const [email, name] of [["dana@harborfinch.example", "Winter range packaging"], ["joan@meridiandental.example", "Appointment pages"]] as const) {
    const guest = arrive();
    await guest.post("/portal/login", { email, password: "parlour-demo" });
    const page = await guest.get("/portal/projects");
    expect(page.text).toContain(name);
  }
  const maya = arrive();
  await maya.post("/staff/login", { email: "maya@northlight.example", password: "parlour-demo" });
  expect((await maya.get("/staff/projects")).text).toContain("Online shop rebuild");
});

test("each client’s own word stands in its projects, documents and files, and in no other’s", () => {
  const told = front.db.select({ clientId: projects.clientId, name: projects.name }).from(projects).all();
  const wordOf = new Map(told.map(({ clientId, name }: { clientId: string; name: string }) => [clientId, name.split(" ").at(-1)]));
  expect([...wordOf.values()].toSorted()).toEqual(["brasslantern", "inkwaterford", "quillfeather"]);
  for (const { clientId, name } of [...front.db.select().from(documents).all(), ...front.db.select().from(files).all()]) expect(name).toContain(wordOf.get(clientId));
});

test("nobody in the story is real", () => {
  for (const { email } of front.db.select().from(people).all()) expect(email).toMatch(/\.example$/);
  expect(front.db.select().from(eventParticulars).all().length).toBeGreaterThan(400);
});
