import { afterEach, beforeEach, expect, test } from "vitest";
import type { Member } from "#app/people/viewer.ts";
import { belongingsOf, canary, paramFor, plantBelongings } from "../support/belongings.ts";
import { booking, harbor, ines, maya, meridian, packaging, tollhouse, tom } from "../support/cast.ts";
import { addressesOf, fill, paramsOf } from "../support/map.ts";
import { builtPortal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";

const { build, front, arriveAs } = await builtPortal();
front.transact((tx) => plantBelongings(tx));
const clients = [harbor, meridian, tollhouse];
const staffPages = addressesOf(build).filter(({ face, loader, isLayout, path }) => face === "staff" && loader && !isLayout && !path.includes(":token"));

const words = (...of: { id: string }[]) => of.map(({ id }) => canary[id]!);
const met = (foreign: string[], text: string) => foreign.filter((word) => text.includes(word));
const openToAll = (yes: boolean) => front.sqlite.prepare("UPDATE agency SET members_see_all = ?").run(yes ? 1 : 0);

// A timer runs on the rail, and would tell two answers apart.
front.clock.standAt(front.clock.now());
// Each case is undone, what its visitors pressed too.
beforeEach(() => void front.sqlite.exec("BEGIN"));
afterEach(() => void front.sqlite.exec("ROLLBACK"));

/** Follows every link of the staff side, each as a page and as data, presses nothing, and gives what was read at each. */
async function crawl(visitor: Visitor) {
  const read = new Map<string, { status: number; text: string }>();
  const forms = new Map<string, string>();
  const waiting = ["/staff/home", "/staff/clients", "/staff/projects?state=all", "/staff/profile", "/staff/clients?show=archived"];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    // Weeks lead to the week before without end: one beside the present one is enough.
    const key = path.replace(/\?.*signature=.*/, "?signed").replace(/#.*/, "").replace(/\bweek=[^&]*/, "week");
    if (read.has(key) || !path.startsWith("/staff")) continue;
    // A calendar has no end: a few of its weeks are read.
    if (/[?&]week=/.test(path) && [...read.keys()].filter((seen) => /[?&]week=/.test(seen)).length > 8) continue;
    // Nor has the inbox, whose views and orders lead to one another: each is read once, not each with each.
    if (/^\/staff\/support\b.*[?&]sort=/.test(path) && /[?&](view|kind|state|by)=/.test(path)) continue;
    const page = await visitor.get(path);
    read.set(key, { status: page.status, text: page.html });
    waiting.push(...page.links());
    for (const form of page.root.querySelectorAll("form[method=post]")) forms.set(form.getAttribute("action") ?? path, path);
    if (!/\/(files|originals|request-files|ticket-files|download)\/|\.csv/.test(path)) read.set(`${key}.data`, { status: 200, text: await (await visitor.send(path.replace(/^([^?]*)/, "$1.data"))).text() });
  }
  return { read, forms };
}

test.for([
  [tom.name, tom, [harbor]],
  [ines.name, ines, []],
] as const)("Z1, Z5: whatever %s, a member, follows holds no word of a client they are not with", async ([, member, own]) => {
  const { read } = await crawl(arriveAs(member));
  const foreign = words(...clients.filter((client) => !(own as readonly object[]).includes(client)));
  expect([...read].flatMap(([path, { text }]) => met(foreign, text).map((word) => `${path}: ${word}`))).toEqual([]);
  if (own.length === 0) return;
  expect([...read.keys()]).toEqual(expect.arrayContaining([`/staff/clients/${harbor.id}`, `/staff/projects/${packaging.id}`, `/staff/projects/${packaging.id}/tasks`, `/staff/projects/${packaging.id}/time`, `/staff/documents/${belongingsOf(harbor).document}`]));
  expect(met(words(harbor), read.get(`/staff/projects/${packaging.id}`)!.text)).toHaveLength(1);
});

test("a member is shown no link and no button that is refused", async () => {
  const visitor = arriveAs(tom);
  const { read, forms } = await crawl(visitor);
  expect([...read].filter(([path, { status }]) => status >= 400 && !/\/(files|originals|request-files|ticket-files|download)\//.test(path)).map(([path, { status }]) => `${path}: ${status}`)).toEqual([]);
  expect(forms.size).toBeGreaterThan(5);
  for (const [action, on] of forms) {
    if (/logout|sign-out|sessions\//.test(action)) continue;
    front.sqlite.exec("SAVEPOINT press");
    const answer = await visitor.submit((await visitor.get(on)).form(action.split("?")[0]!));
    expect([action, on, [403, 404].includes(answer.status)]).toEqual([action, on, false]);
    front.sqlite.exec("ROLLBACK TO press");
  }
});

const withParams = staffPages.filter(({ path }) => paramsOf(path).some(([noun]) => ["clients", "projects", "documents", "files", "download", "contacts", "requests", "request-files", "support", "ticket-files"].includes(noun))).map(({ path }) => path);
const askAt = async (visitor: Visitor, path: string, params: Record<string, string>, end: string) => {
  const answer = await visitor.send(fill(path, params) + end);
  const text = await answer.text();
  // What differs each time goes first: an id as short as "up" may stand in it by chance.
  const lasting = text.replace(/nonce(-|=\\?")[\w+/=]+|[\da-f-]{36}|\d{13}|[\w-]{20}\.[\w-]{43}/g, "");
  return { status: answer.status, text, lasting: Object.values(params).reduce((text, id) => text.replaceAll(id, ""), lasting) };
};
const paramsAt = (path: string, client: { id: string }) => Object.fromEntries(paramsOf(path).map(([noun, name]) => [name, paramFor(noun, client)]));

test.for(withParams)("Z1: a member asks by hand for another’s at %s, and it is not found, as if it had never been", async (path) => {
  const visitor = arriveAs(tom);
  const [[, first]] = paramsOf(path) as [[string, string]];
  for (const end of ["", ".data"]) {
    for (const client of [meridian, tollhouse]) {
      const params = paramsAt(path, client);
      const [found, never] = [await askAt(visitor, path, params, end), await askAt(visitor, path, { ...params, [first]: "never-was" }, end)];
      expect([404, 405]).toContain(never.status);
      expect([found.status, found.lasting, met(words(client), found.text.replaceAll(new RegExp(`(?<=/)${client.id}[\\w-]*`, "g"), ""))]).toEqual([never.status, never.lasting, []]);
    }
  }
});

const isOfInvoices = (path: string) => /\/invoices(\/|$)|\/clients\/:id\/(billing|refund|statement(\.pdf)?)$/.test(path);

test.for(withParams)("where the agency opens all to members, %s answers them for any client", async (path) => {
  openToAll(true);
  const visitor = arriveAs(ines);
  for (const client of [harbor, meridian]) {
    const { status } = await askAt(visitor, path, paramsAt(path, client), "");
    // Refused by role, or not a page: but never as if it were not there, unless for a manager it is not there either.
    const manager = await askAt(arriveAs(maya), path, paramsAt(path, client), "");
    // What is billed is there for owners and managers alone, however far members see.
    expect([client.id, isOfInvoices(path) ? status === 404 : [manager.status, 403].includes(status)]).toEqual([client.id, true]);
  }
});

test("Z6: opened and closed again by the agency, it holds at the next request", async () => {
  const visitor = arriveAs(ines);
  const ask = async () => [(await visitor.get(`/staff/projects/${booking.id}`)).status, met(words(...clients), (await visitor.get("/staff/projects")).html).length, met(words(...clients), (await visitor.get("/staff/clients")).html).length];
  expect(await ask()).toEqual([404, 0, 0]);
  openToAll(true);
  expect(await ask()).toEqual([200, 3, 3]);
  openToAll(false);
  expect(await ask()).toEqual([404, 0, 0]);
});

test("Z6: a role or a project taken away mid-session holds at the next request, the signed link to a file included", async () => {
  const visitor = arriveAs(maya);
  const own = belongingsOf(meridian);
  const leads = (await visitor.send(`/staff/files/${own.document}`)).headers.get("Location")!;
  const ask = async (visitor: Visitor, paths: string[]) => Promise.all(paths.map(async (path) => (await visitor.send(path)).status));
  const pages = [`/staff/projects/${booking.id}`, `/staff/clients/${meridian.id}`, `/staff/documents/${own.document}`, "/staff/clients/new", "/staff/projects/new"];
  expect(await ask(visitor, pages)).toEqual([200, 200, 200, 200, 200]);

  const demote = (member: Member) => front.sqlite.prepare("UPDATE members SET role = 'member' WHERE id = ?").run(member.id);
  demote(maya);
  // Still on the project, and managing it: but clients and new projects are no longer hers.
  expect(await ask(visitor, pages)).toEqual([200, 200, 200, 403, 403]);
  expect((await visitor.get("/staff/clients/new")).text).toContain("Only a manager or an owner");

  front.sqlite.exec("DELETE FROM project_members; UPDATE clients SET looked_after_by = NULL");
  expect(await ask(visitor, [...pages, leads])).toEqual([404, 404, 404, 403, 403, 404]);
  expect(met(words(...clients), (await visitor.get("/staff/home")).html)).toEqual([]);
});
