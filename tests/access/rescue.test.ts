import { beforeEach, expect, test } from "vitest";
import { hasSecondFactor } from "#app/access/codes.server.ts";
import { rescue as rescueIn } from "#app/access/rescue.server.ts";
import { hashed } from "#app/lib/id.server.ts";
import { startSession as startIn } from "#app/people/sessions.server.ts";
import { db } from "#db/client.server.ts";
import { events, links, members, people } from "#db/schema/index.ts";
import { eq } from "drizzle-orm";
import { dana, freshStory, inTransaction, letters, ruth, trailOf } from "../support/story.ts";
import { alive, givePasswords, someone, withSecondFactor } from "./stage.ts";

const rescue = inTransaction(rescueIn);
const start = inTransaction(startIn);

beforeEach(() => {
  freshStory();
  givePasswords();
});

test("an only owner without phone and codes is let in from the machine: no second factor, no session, one link, on record", () => {
  withSecondFactor(ruth);
  start({ face: "staff", personId: ruth.personId, memberId: ruth.id, method: "password" }, someone);
  expect(alive(ruth.personId, "staff")).toHaveLength(1);
  const before = rescue(ruth.email.toUpperCase())!;
  const found = rescue(` ${ruth.email} `)!;

  expect(before.hadSecondFactor).toBe(true);
  expect(found).toMatchObject({ name: "Ruth Halloran", hadSecondFactor: false, path: expect.stringMatching(/^\/staff\/reset\/[\w-]{20,}$/) });
  expect(hasSecondFactor(ruth.personId)).toBe(false);
  // Whoever knows the old password is not let in by it.
  expect(db.select({ hash: people.passwordHash }).from(people).where(eq(people.id, ruth.personId)).get()).toEqual({ hash: null });
  expect(alive(ruth.personId, "staff")).toEqual([]);
  // The older of two links is worth nothing.
  const kept = db.select().from(links).where(eq(links.personId, ruth.personId)).all();
  expect(kept.filter(({ cancelledAt, usedAt }) => !cancelledAt && !usedAt).map(({ id, purpose }) => [id, purpose])).toEqual([[hashed(found.path.split("/").at(-1)!), "reset"]]);
  expect(trailOf({ id: ruth.id }).slice(1)).toEqual(["Whoever runs the machine let Ruth Halloran sign in anew, from the machine itself", "Whoever runs the machine let Ruth Halloran sign in anew, from the machine itself"]);
  expect(letters().filter((letter) => letter.includes("second_factor_reset"))).toHaveLength(1);
});

test("a stranger, a client's contact and who left are not let in, and nothing is written", () => {
  db.update(members).set({ deactivatedAt: new Date() }).where(eq(members.id, ruth.id)).run();
  const recorded = () => db.select().from(events).all().length;
  const before = recorded();
  expect([rescue("nobody@northlight.example"), rescue(dana.email), rescue(ruth.email)]).toEqual([undefined, undefined, undefined]);
  expect(recorded()).toBe(before);
});
