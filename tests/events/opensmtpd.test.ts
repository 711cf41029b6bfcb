import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { post as postIn } from "#app/comments/comments.server.ts";
import { failureOf, undelivered } from "#app/events/letterbook.server.ts";
import { deliverDue, waits } from "#app/events/post.server.ts";
import { GATHERING } from "#app/events/record.server.ts";
import { smtp } from "#app/events/transport.server.ts";
import { pass, resume, standAt } from "#app/lib/clock.ts";
import { db } from "#db/client.server.ts";
import { people } from "#db/schema/index.ts";
import { noOpenSmtpd, startOpenSmtpd } from "../support/opensmtpd.ts";
import { bea, dana, freshStory, inTransaction, luis, maya, packaging, ruth } from "../support/story.ts";

const post = inTransaction(postIn);
const without = noOpenSmtpd();
let server: Awaited<ReturnType<typeof startOpenSmtpd>>;
beforeAll(async () => {
  if (!without) server = await startOpenSmtpd([dana.email, bea.email]);
}, 60_000);
afterAll(() => server?.stop());
beforeEach(() => {
  freshStory();
  standAt(new Date("2025-11-20T14:00:00Z"));
});
afterEach(resume);

const deliver = () => deliverDue({ transport: smtp(server.url) });
const arrived = (address: string, number: number) => expect.poll(() => server.mailbox(address).length, { timeout: 20_000 }).toBe(number);

test("a real mail server takes each letter once, refuses whom it does not know, and what it could not take while it was away comes when it is back", { timeout: 120_000 }, async ({ skip, task }) => {
  if (without) {
    Object.assign(task.meta, { notTried: without });
    return skip(without);
  }
  // Luis has no mailbox there.
  post(maya, packaging.id, { body: "Grüße from the press: “on Monday”, 9 am.\n.\nA line with a dot alone above." });
  post(maya, packaging.id, { body: "And one thing more." });
  pass(GATHERING);
  expect(await deliver()).toEqual({ sent: 2, failed: 1 });
  await arrived(dana.email, 1);
  await arrived(bea.email, 1);
  const [letter] = server.mailbox(dana.email);
  expect(letter!.headers).toMatchObject({ subject: "2 new things in Winter range packaging", to: `Dana Whitfield <${dana.email}>`, "auto-submitted": "auto-generated", "list-unsubscribe-post": "List-Unsubscribe=One-Click" });
  expect(letter!.text).toContain("Grüße from the press: “on Monday”, 9 am.\n> .\n> A line with a dot alone above.");
  expect(letter!.links.every((link) => link.startsWith("http://portal.test/"))).toBe(true);

  // Refused for good: said on the contact, and to the staff.
  expect(failureOf(db, { contactId: luis.id })).toMatch(/^5\d\d |\b524\b/);
  expect(undelivered(ruth).gaveUp).toBe(1);
  expect(await deliver()).toEqual({ sent: 0, failed: 0 });

  await server.away();
  db.update(people).set({ email: "luis.gone@harborfinch.example" }).where(eq(people.id, luis.personId)).run();
  post(maya, packaging.id, { body: "While nobody could be reached." });
  pass(GATHERING);
  expect(await deliver()).toEqual({ sent: 0, failed: 3 });
  await server.begin();
  pass(waits[0]!);
  expect(await deliver()).toEqual({ sent: 2, failed: 1 });
  await arrived(dana.email, 2);
  pass(60 * GATHERING);
  expect(await deliver()).toEqual({ sent: 0, failed: 0 });
  expect([server.mailbox(dana.email).length, server.mailbox(bea.email).length]).toEqual([2, 2]);
  expect(new Set(server.mailbox(dana.email).map(({ headers }) => headers["message-id"])).size).toBe(2);
});
