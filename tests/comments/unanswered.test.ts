import { beforeEach, expect, test } from "vitest";
import { archiveClient as archiveIn } from "#app/clients/clients.server.ts";
import { post as postIn } from "#app/comments/comments.server.ts";
import { unanswered } from "#app/comments/unanswered.server.ts";
import { HOUR, pass } from "#app/lib/clock.ts";
import { booking, dana, freshStory, harbor, inTransaction, joan, luis, maya, packaging } from "../support/story.ts";

const post = inTransaction(postIn);
const archiveClient = inTransaction(archiveIn);
const waiting = (limit = 10) => unanswered(maya, limit).threads.map(({ projectName, contactName }) => `${contactName}: ${projectName}`);

beforeEach(freshStory);

test("a project waits on us while its last word is a contact’s, longest wait first", () => {
  post(joan, booking.id, { body: "When?" });
  pass(HOUR);
  post(dana, packaging.id, { body: "Monday?" });
  pass(HOUR);
  post(luis, packaging.id, { body: "Or Tuesday?" });
  expect(waiting()).toEqual(["Joan Keller: Appointment pages", "Luis Ortega: Winter range packaging"]);
  expect([waiting(1), unanswered(maya, 1).total]).toEqual([["Joan Keller: Appointment pages"], 2]);

  pass(HOUR);
  post(maya, booking.id, { body: "Tomorrow." });
  expect(waiting()).toEqual(["Luis Ortega: Winter range packaging"]);
});

test("an archived client’s projects wait on nobody", () => {
  post(dana, packaging.id, { body: "Monday?" });
  archiveClient(maya, harbor.id);
  expect(unanswered(maya, 10)).toEqual({ total: 0, threads: [] });
});
