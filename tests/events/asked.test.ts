import { beforeEach, expect, test } from "vitest";
import { requestReset } from "#app/access/request.server.ts";
import { deliverDue } from "#app/events/post.server.ts";
import { HOUR, MINUTE, pass, resume, standAt } from "#app/lib/clock.ts";
import { stranger } from "#app/people/viewer.ts";
import { db, sqlite } from "#db/client.server.ts";
import { eventParticulars, events, outbox } from "#db/schema/index.ts";
import { dana, freshStory, maya, trailOf } from "../support/story.ts";

const someone = stranger({ address: "198.51.100.9", agent: "Tests\r\nForged: yes" });
const deliver = (fails = false) =>
  deliverDue({
    transport: async () => {
      if (fails) throw new Error("The mail server is down.");
    },
  });
beforeEach(() => {
  freshStory();
  standAt(new Date("2026-03-02T09:00:00Z"));
  return resume;
});

test("L3: that somebody asked for a new password is on record, with where from; asking itself looks nobody up", async () => {
  requestReset(someone, "staff", { email: maya.email });
  expect(trailOf()).toEqual([]);
  await deliver();
  expect(trailOf({ id: maya.personId })).toEqual(["Someone not signed in asked for a new password"]);
  expect(db.select().from(eventParticulars).get()!.particulars).toMatchObject({ address: someone.address, agent: someone.agent, title: "Maya Lindqvist" });
  expect(db.select({ asked: outbox.askedBy }).from(outbox).get()).toEqual({ asked: null });
});

test("L3: once for each, however often the post tries; in aggregate, by person and hour, and all unknown addresses together", async () => {
  requestReset(someone, "portal", { email: dana.email });
  await deliver(true);
  pass(2 * MINUTE);
  await deliver();
  expect(trailOf()).toHaveLength(1);

  for (let n = 0; n < 5; n++) requestReset(someone, "portal", { email: dana.email });
  for (let n = 0; n < 12; n++) requestReset({ ...someone, address: `192.0.2.${n}` }, "portal", { email: `nobody${n}@nowhere.example` });
  await deliver();
  expect(db.select({ subject: events.subjectId }).from(events).all().map(({ subject }) => subject)).toEqual([dana.personId, "unknown", "unknown"]);
  expect(JSON.stringify(sqlite.prepare("SELECT * FROM event_particulars").all())).not.toContain("nobody1");
  pass(HOUR);
  requestReset(someone, "portal", { email: dana.email });
  await deliver();
  expect(trailOf({ id: dana.personId })).toHaveLength(2);
});
