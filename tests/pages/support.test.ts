import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { STAFF_ONLY, belongingsOf, plantBelongings } from "../support/belongings.ts";
import { bea, dana, harbor, joan, luis, maya, meridian, ruth, tom } from "../support/cast.ts";
import { lettersIn } from "../support/letters.ts";
import { builtPortal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";

const { front, arriveAs } = await builtPortal();
front.transact((tx) => plantBelongings(tx));
const { sqlite } = front;
const own = belongingsOf(harbor);

beforeEach(() => void sqlite.exec("SAVEPOINT test"));
afterEach(() => {
  sqlite.exec("ROLLBACK TO test; RELEASE test");
  front.clock.resume();
});

/** Sends a form with files as a browser does: its fields in their order, an empty part where nothing was chosen. */
async function send(visitor: Visitor, on: string, action: string, fields: Record<string, string>, files: File[] = []) {
  const form = (await visitor.get(on)).form(action);
  const body = new FormData();
  for (const [name, value] of form.fields.filter(([name]) => !(name in fields))) body.append(name, value);
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  for (const file of files.length ? files : [new File([], "")]) body.append("files", file);
  return visitor.send(action, { method: "POST", body });
}

test("Z5: an internal note is in no page, data request, search, file or letter of the client’s, nor in a letter of ours", async () => {
  const word = "vestibulum";
  const path = `/staff/support/${own.ticket}`;
  const desk = arriveAs(maya);
  const noted = await desk.submit((await desk.get(`${path}/note`)).form(`${path}/note`), { body: `${word}: do not bill. @Tom` });
  expect([noted.status, noted.text.includes(word)]).toEqual([200, true]);

  for (const contact of [dana, luis, bea]) {
    const visitor = arriveAs(contact);
    const read = new Map<string, string>();
    const waiting = ["/portal/home", "/portal/support", "/portal/support?tab=resolved", `/portal/support/${own.ticket}`, `/portal/search?q=${word}`, `/portal/search?q=bill`, "/portal/profile", `/portal/projects/${own.project}`];
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
      const key = at.replace(/\?.*signature=.*/, "?signed").replace(/#.*/, "");
      if (read.has(key) || !at.startsWith("/portal")) continue;
      const page = await visitor.get(at);
      // What was looked for stands in its own field.
      read.set(key, `${[...page.headers].join("\n")}\n${page.html.replaceAll(/value="[^"]*"|q=\w+/g, "")}`);
      waiting.push(...page.links());
      if (!/\/(files|request-files|ticket-files|download|zip)\b/.test(at) && !at.includes("search")) read.set(`${key}.data`, await (await visitor.send(at.replace(/^([^?]*)/, "$1.data"))).text());
    }
    if (contact !== bea) expect([...read.keys()]).toEqual(expect.arrayContaining([`/portal/support/${own.ticket}`, `/portal/support/${own.ticket}.data`, `/portal/support/${own.ticket}/cancellation`]));
    const holding = (what: string) => [...read].filter(([key, text]) => !key.includes("/search") && text.includes(what)).map(([key]) => key);
    expect([holding(word), holding(STAFF_ONLY)]).toEqual([[], []]);
    expect([...read].filter(([key, text]) => key.includes("/search") && /do not bill/.test(text))).toEqual([]);
  }

  front.clock.pass(10 * front.clock.MINUTE);
  await front.deliverDue();
  const letters = lettersIn(join(process.env.DATA_DIR!, "outbox"));
  const toTom = letters.filter(({ headers }) => JSON.stringify(headers).includes(tom.email));
  expect(toTom.some((letter) => JSON.stringify(letter).includes("mentioned you"))).toBe(true);
  expect(letters.filter((letter) => JSON.stringify(letter).includes(word))).toEqual([]);
});

test("Z6: without the permission the section is in no navigation and answers 404, its files too", async () => {
  const visitor = arriveAs(luis);
  const paths = ["/portal/support", "/portal/support/new", `/portal/support/${own.ticket}`, `/portal/support/${own.ticket}/rating`, `/portal/ticket-files/${own.ticketFile}`];
  const ask = async () => Promise.all(paths.map(async (path) => (await visitor.send(path)).status));
  const link = (await visitor.send(paths.at(-1)!)).headers.get("Location")!;
  expect([await ask(), (await visitor.get("/portal/home")).links().includes("/portal/support")]).toEqual([[200, 200, 200, 200, 303], true]);
  sqlite.exec(`UPDATE contacts SET can_submit_requests = 0 WHERE id = '${luis.id}'`);
  expect([await ask(), (await visitor.get("/portal/home")).links().includes("/portal/support"), (await visitor.send(link)).status]).toEqual([[404, 404, 404, 404, 404], false, 404]);
  const home = await visitor.get(`/portal/projects/${own.project}`);
  expect(home.html).not.toContain("Job quillfeather");
});

test("Z1: another client’s file is not found, with or without a link drawn for them", async () => {
  const link = (await arriveAs(dana).send(`/portal/ticket-files/${own.ticketFile}`)).headers.get("Location")!;
  const visitor = arriveAs(joan);
  for (const path of [`/portal/ticket-files/${own.ticketFile}`, link, `/portal/ticket-files/${own.ticketFile}/download`]) expect((await visitor.send(path)).status).toBe(404);
});

test("a reply may come with files or without; a file that is too many or empty takes nothing with it", async () => {
  const [path, visitor] = [`/portal/support/${own.ticket}`, arriveAs(dana)];
  expect((await send(visitor, path, path, { body: "Without a file." })).status).toBe(303);
  expect((await send(visitor, path, path, { body: "With two." }, [new File(["one"], "one.txt"), new File(["two"], "‮two.html")])).status).toBe(303);
  const { text, html } = await visitor.get(path);
  expect([text.includes("Without a file."), text.includes("With two."), text.includes("one.txt")]).toEqual([true, true, true]);
  expect(html).not.toContain("‮");
  const before = sqlite.prepare("SELECT count(*) AS n FROM ticket_messages").get();
  const six = await send(visitor, path, path, { body: "With six of them." }, Array.from({ length: 6 }, (_, index) => new File(["x"], `${index}.txt`)));
  expect([six.status, (await six.text()).includes("With six of them.")]).toEqual([413, true]);
  const empty = await send(visitor, path, path, { body: "With an empty one." }, [new File([], "empty.txt")]);
  expect([empty.status, (await empty.text()).includes("empty.txt is empty")]).toEqual([422, true]);
  expect(sqlite.prepare("SELECT count(*) AS n FROM ticket_messages").get()).toEqual(before);
});

test("a member’s reply that asks sets the clock to wait; what is typed comes back with its refusal", async () => {
  const [path, visitor] = [`/staff/support/${own.ticket}`, arriveAs(maya)];
  expect((await send(visitor, path, path, { body: "Which colour?", next: "ask" })).status).toBe(303);
  expect((await visitor.get(path)).text).toContain("Waiting on client");
  const again = await send(visitor, path, path, { body: "Again, which?", next: "ask" });
  expect([again.status, (await again.text()).includes("Again, which?")]).toEqual([409, true]);
});

test("Z4: a contact’s form takes no member’s fields: no status, no priority, no way to ask or resolve", async () => {
  const path = `/portal/support/${own.ticket}`;
  expect((await send(arriveAs(dana), path, path, { body: "Mine.", next: "resolve", priority: "3", assigneeId: maya.id })).status).toBe(303);
  expect(sqlite.prepare("SELECT resolved_at, priority, assignee_id FROM tickets WHERE id = ?").get(own.ticket)).toEqual({ resolved_at: null, priority: 1, assignee_id: tom.id });
});

test("what was merged leads to where it went, on both faces; from another client’s side it is not there", async () => {
  sqlite.exec(`INSERT INTO tickets (id, client_id, kind, number, category_id, subject, contact_id, created_at, last_message_at, last_by, turn_at) VALUES ('double', '${harbor.id}', 'support', 899, 'support-bugs', 'The same', '${dana.id}', 1, 1, 'client', 1)`);
  const staff = arriveAs(maya);
  const merged = await staff.submit((await staff.get("/staff/support/double/merge")).form("/staff/support/double/merge"), { into: own.ticket });
  expect([merged.url, merged.text.includes("T-0899 goes on here")]).toEqual([`/staff/support/${own.ticket}`, true]);
  const found = await arriveAs(dana).get("/portal/support/double");
  expect([found.status, found.url]).toEqual([200, `/portal/support/${own.ticket}`]);
  expect((await arriveAs(joan).send("/portal/support/double")).status).toBe(404);
});

test("who looks is asked again and again, and keeps no session alive by it", async () => {
  const [path, visitor] = [`/staff/support/${own.ticket}/lookers`, arriveAs(ruth)];
  const seen = () => sqlite.prepare("SELECT last_seen_at FROM sessions WHERE member_id = ? ORDER BY created_at DESC LIMIT 1").get(ruth.id);
  const before = seen();
  front.clock.pass(front.clock.HOUR);
  expect([(await visitor.send(path)).status, await (await arriveAs(maya).send(path)).json()]).toEqual([200, { names: [ruth.name] }]);
  expect(seen()).toEqual(before);
  sqlite.exec(`UPDATE members SET deactivated_at = 1 WHERE id = '${ruth.id}'`);
  expect((await visitor.send(path)).status).toBe(303);
  expect((await arriveAs(tom).send(`/staff/support/${belongingsOf(meridian).ticket}/lookers`)).status).toBe(404);
});

test("the inbox is narrowed, ordered and taken away as a file by its URL; nonsense is the inbox", async () => {
  const visitor = arriveAs(maya);
  const rows = async (query: string) => (await visitor.get(`/staff/support${query}`)).root.querySelectorAll("tbody tr").length;
  expect([await rows(""), await rows("?view=mine"), await rows("?view=unassigned"), await rows(`?client=${harbor.id}`), await rows("?search=J-0901"), await rows("?search=brasslantern"), await rows("?view=x&state=y&priority=9&kind=z&sort=q&page=-1")]).toEqual([3, 0, 0, 1, 1, 1, 3]);
  const file = await (await visitor.send(`/staff/support.csv?client=${harbor.id}`)).text();
  expect([file.includes("J-0901,Job quillfeather"), file.includes("brasslantern"), file.includes(STAFF_ONLY)]).toEqual([true, false, false]);
  const report = await (await visitor.send("/staff/support/report.csv?by=member")).text();
  expect(report).toMatch(/Tom Achebe,3,/);
});

test("a kept reply stands in the field where no script runs", async () => {
  const { root } = await arriveAs(maya).get(`/staff/support/${own.ticket}?reply=canned`);
  expect(root.querySelector("textarea[name=body]")?.text.trim()).toBe(`${STAFF_ONLY} Dana`);
});

test("one goes through a view from ticket to ticket, and what is done on the way leads back into it", async () => {
  sqlite.exec("UPDATE tickets SET resolved_at = created_at, resolved_by = 'agency' WHERE resolved_at IS NULL AND declined_at IS NULL AND cancelled_at IS NULL AND merged_at IS NULL");
  const plant = sqlite.prepare("INSERT INTO tickets (id, client_id, kind, number, category_id, subject, contact_id, created_at, priority, message_count, last_message_at, last_by, turn_at, assignee_id, started_at) VALUES (?, 'harbor', 'support', ?, 'support-bugs', ?, 'dana', 5, ?, 1, 5, 'client', ?, ?, ?)");
  const dana_ = sqlite.prepare("SELECT id FROM contacts WHERE client_id = 'harbor' LIMIT 1").pluck().get() as string;
  sqlite.pragma("defer_foreign_keys = ON");
  for (const [id, number, priority, turn, assignee] of [["calm", 901, 1, 5, null], ["urgent", 902, 3, 9, null], ["taken", 903, 2, 1, maya.id], ["long", 904, 1, 4, null]] as const) plant.run(id, number, `The ${id} one`, priority, turn, assignee, assignee && 5);
  sqlite.prepare("UPDATE tickets SET contact_id = ? WHERE contact_id = 'dana'").run(dana_);

  const desk = arriveAs(maya);
  const list = await desk.get("/staff/support?view=unassigned");
  expect(list.links().filter((link) => link.includes("in=unassigned"))).toEqual(["urgent", "long", "calm"].map((id) => `/staff/support/${id}?in=unassigned`));
  const nearby = (page: typeof list) => page.links().filter((link) => /^\/staff\/support\/\w+\?in=/.test(link) && link !== page.url);
  expect(nearby(await desk.get("/staff/support/long?in=unassigned"))).toEqual(["/staff/support/urgent?in=unassigned", "/staff/support/calm?in=unassigned"]);
  // Met by itself, among all that is open.
  const alone = await desk.get("/staff/support/long");
  expect(alone.links()).toEqual(expect.arrayContaining(["/staff/support/taken", "/staff/support/calm"]));

  const page = await desk.get("/staff/support/urgent?in=unassigned");
  const form = page.form("/staff/support/urgent/details");
  const given = await desk.submit(form, { assigneeId: maya.id });
  expect([given.url, given.text.includes("The changes are saved.")]).toEqual(["/staff/support/urgent?in=unassigned", true]);
  // It is somebody's now, and the way on is the same.
  expect(nearby(given)).toEqual(["/staff/support/long?in=unassigned"]);
  // Anything else is no view: nothing on the page leads on with it.
  const odd = await desk.get("/staff/support/urgent?in=%26evil");
  expect(odd.links().filter((link) => link.includes("evil") && link !== odd.url)).toEqual([]);
});
