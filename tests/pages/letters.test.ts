import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { outbox } from "#db/schema/index.ts";
import { dana, joan, maya, ruth } from "../support/cast.ts";
import { lettersIn } from "../support/letters.ts";
import { builtPortal } from "../support/portal.ts";

const { front, arriveAs, ask } = await builtPortal();
const folder = join(process.env.DATA_DIR!, "outbox");
const queue = (id: string, row: Partial<typeof outbox.$inferInsert>) =>
  front.db.insert(outbox).values({ id, kind: "invitation", face: "portal", contactId: dana.id, queuedAt: front.clock.now(), nextAttemptAt: front.clock.now(), ...row }).run();

beforeAll(async () => {
  queue("went", {});
  await front.deliverDue();
  queue("failed", { contactId: joan.id, attempts: 7, gaveUpAt: front.clock.now(), lastError: "550 No such person" });
  queue("dropped", { contactId: null, askedFor: "nobody@nowhere.example", kind: "sign_in", droppedAt: front.clock.now(), droppedWhy: "Nobody here has this address." });
});

test("an owner reads what became of every letter, and filters by it", async () => {
  const owner = arriveAs(ruth);
  const page = await owner.get("/staff/outbox");
  expect(page.status).toBe(200);
  expect(page.text).toMatch(/Invitation.*Joan Keller.*joan@meridiandental\.example.*Gave up.*550 No such person/);
  expect(page.text).toContain("nobody@nowhere.example");
  const sent = await owner.get("/staff/outbox?state=sent");
  expect(sent.text).toContain("Dana Whitfield");
  expect(sent.text).not.toContain("Joan Keller");
  expect((await owner.get("/staff/outbox?state=waiting")).text).toContain("No such letters");
  expect((await owner.get("/staff/outbox?state=' OR 1=1&page=-1")).text).toContain("Joan Keller");
});

test("in the demo on this machine a letter is read in full, its link too; the database does not hold it", async () => {
  const page = await arriveAs(ruth).get("/staff/outbox/went");
  const link = page.links().find((path) => path.startsWith("/portal/invitation/"));
  expect(link).toMatch(/^\/portal\/invitation\/[\w-]{43}$/);
  expect(lettersIn(folder).flatMap(({ links }) => links)).toContain(`http://localhost${link}`);
  expect(front.sqlite.serialize().toString("latin1")).not.toContain(link!.split("/").at(-1));
});

test("the letters are for owners: to others they do not exist", async () => {
  for (const path of ["/staff/outbox", "/staff/outbox/went", "/staff/outbox/failed/again"]) expect((await arriveAs(maya).get(path)).status).toBe(404);
  expect((await arriveAs(ruth).get("/staff/outbox/nowhere")).status).toBe(404);
});

test("a letter the post gave up on is tried again by its button, and goes", async () => {
  const owner = arriveAs(ruth);
  const page = await owner.get("/staff/outbox/failed");
  expect(page.text).toContain("550 No such person");
  const after = await owner.submit(page.form("/staff/outbox/failed/again"));
  expect([after.status, after.url]).toEqual([200, "/staff/outbox/failed"]);
  expect(after.text).toContain("The letter is tried again now.");
  expect(await front.deliverDue()).toEqual({ sent: 1, failed: 0 });
  expect((await owner.submit(page.form("/staff/outbox/failed/again"))).status).toBe(200); // the same press again
  expect((await owner.get("/staff/outbox/failed")).text).toContain("Sent");
  expect(lettersIn(folder)).toHaveLength(2);
});

test("A11: whatever host a request claims, the letter it causes leads to PUBLIC_URL", async () => {
  const form = new URLSearchParams({ email: dana.email });
  const headers = { Host: "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", Forwarded: "host=evil.example", "Sec-Fetch-Site": "same-origin" };
  const before = lettersIn(folder).length;
  const answer = await ask(new Request("http://localhost/portal/login", { method: "POST", body: form, headers }));
  expect(answer.status).toBe(303);
  await front.deliverDue();
  const letters = lettersIn(folder);
  expect(letters).toHaveLength(before + 1);
  const letter = letters.find(({ text }) => text.includes("/portal/link/"))!;
  expect(letter.links).toEqual([expect.stringMatching(/^http:\/\/localhost\/portal\/link\//)]);
  expect(JSON.stringify(letter)).not.toContain("evil.example");
});
