import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { Contact } from "#app/people/viewer.ts";
import { STAFF_ONLY, STAFF_RATE_WORDS, belongingsOf, canary, contactsOf, paramFor, plantBelongings } from "../support/belongings.ts";
import { bea, beaOfTollhouse, dana, harbor, joan, maya, meridian, ruth, tollhouse } from "../support/cast.ts";
import { crawl, writeBytes } from "../support/crawl.ts";
import { lettersIn } from "../support/letters.ts";
import { addressesOf, fill, paramsOf } from "../support/map.ts";
import { builtPortal } from "../support/portal.ts";

const { build, front, arriveAs, stranger } = await builtPortal();
front.transact((tx) => plantBelongings(tx));
const clients = [harbor, meridian, tollhouse];
const portalPages = addressesOf(build).filter(({ face, loader, isLayout, path }) => face === "portal" && loader && !isLayout && path.startsWith("/portal/"));

/** Words that this contact may never meet: every other client's, and the agency's own. */
const foreignTo = ({ clientId }: Contact) => [STAFF_ONLY, ...STAFF_RATE_WORDS, ...clients.filter(({ id }) => id !== clientId).map(({ id }) => canary[id]!)];
const met = (words: string[], text: string) => words.filter((word) => text.includes(word));
/**
 * Where a person chooses between their own clients, they read those clients' names and what waits for them there; on the
 * home the names alone, of those where something waits: of nobody else's.
 */
const chosenFrom = (path: string, text: string, { personId }: Contact) => {
  const theirs = contactsOf.filter((one) => one.personId === personId);
  if (path.startsWith("/portal/clients")) return theirs.reduce((text, { clientId }) => text.replaceAll(canary[clientId]!, ""), text);
  // Whoever is signed in and asks for the sign-in page is led home.
  if (!/^\/portal(\/home|\/login)?(\.data)?(\?|$)/.test(path)) return text;
  return theirs.reduce((text, { clientId, clientName }) => [clientName, clientName.replaceAll("&", "&amp;")].reduce((text, name) => text.replaceAll(`${name} ${canary[clientId]!}`, ""), text), text);
};

/** Things happen to every client, through the pages: what is on record, and what letters say, comes from the acts themselves. */
async function liveADay() {
  for (const client of clients) {
    const own = belongingsOf(client);
    const word = canary[client.id]!;
    const maya_ = arriveAs(maya);
    const act = async (page: string, action: string, fields: Record<string, string> = {}) => expect((await maya_.submit((await maya_.get(page)).form(action), fields)).status, action).toBe(200);
    await act(`/staff/projects/${own.project}/comments`, `/staff/projects/${own.project}/comments`, { body: `News of ${word}` });
    await act(`/staff/projects/${own.project}/tasks`, `/staff/projects/${own.project}/tasks`, { title: `Another ${word}`, shownToClient: "on" });
    await act(`/staff/projects/${own.project}/tasks/${own.hiddenTask}`, `/staff/projects/${own.project}/tasks/${own.hiddenTask}`, { title: `${STAFF_ONLY} renamed` });
    await act(`/staff/projects/${own.project}/time`, `/staff/projects/${own.project}/time`, { hours: "2", note: `${STAFF_ONLY} of ${word}` });
    await act(`/staff/projects/${own.project}/edit`, `/staff/projects/${own.project}/edit`, { internalNotes: `${STAFF_ONLY} again` });
    front.sqlite.prepare("UPDATE acceptances SET withdrawn_at = 1 WHERE id = ?").run(own.acceptance);
    await act(`/staff/documents/${own.document}/unshare`, `/staff/documents/${own.document}/unshare`);
    await act(`/staff/documents/${own.document}/share`, `/staff/documents/${own.document}/share`);
    front.sqlite.prepare("UPDATE acceptances SET withdrawn_at = NULL WHERE id = ?").run(own.acceptance);
  }
}

beforeAll(async () => {
  writeBytes(front.sqlite);
  await liveADay();
});

test.for(contactsOf.map((contact) => [contact.name, contact.clientName, contact] as const))("Z1, Z5: whatever %s of %s follows, page or data, letter or file, holds no foreign word", async ([, , contact]) => {
  const read = await crawl(arriveAs(contact));
  const foreign = foreignTo(contact);
  expect([...read].flatMap(([path, text]) => met(foreign, chosenFrom(path, text, contact)).map((word) => `${path}: ${word}`))).toEqual([]);

  // The crawl is worth something only if it came far enough to meet the contact's own.
  const own = canary[contact.clientId]!;
  const project = belongingsOf({ id: contact.clientId }).project;
  expect([...read.keys()]).toEqual(expect.arrayContaining(["/portal/home", "/portal/projects", `/portal/projects/${project}`, `/portal/projects/${project}/tasks`, `/portal/projects/${project}/comments`, "/portal/documents"]));
  expect([...read].some(([path, text]) => path.startsWith("/portal/files/") && text.includes(`contents of ${own}.pdf`))).toBe(true);
});

test("Z5: scripts of the portal’s pages are the one small file, and nothing inline but the rules for reading ahead", async () => {
  const page = await arriveAs(dana).get("/portal/projects");
  for (const script of page.root.querySelectorAll("script")) expect(script.getAttribute("src") ?? script.getAttribute("type")).toMatch(/^\/assets\/script-|^speculationrules$/);
});

test("Z1, Z5: no letter holds another client’s word, nor what is the agency’s alone", async () => {
  // What happens within five minutes goes out as one letter.
  front.clock.pass(10 * front.clock.MINUTE);
  await front.deliverDue();
  const letters = lettersIn(join(process.env.DATA_DIR!, "outbox"));
  for (const contact of [dana, joan]) {
    const theirs = letters.filter(({ headers }) => JSON.stringify(headers).includes(contact.email));
    expect(theirs.length).toBeGreaterThan(0);
    for (const letter of theirs) expect(met(foreignTo(contact), JSON.stringify(letter))).toEqual([]);
    expect(theirs.some((letter) => JSON.stringify(letter).includes(canary[contact.clientId]!))).toBe(true);
  }
  // Bea is a contact of two clients: each of her letters is about one of them.
  for (const letter of letters.filter(({ headers }) => JSON.stringify(headers).includes(bea.email))) expect(met(Object.values(canary), JSON.stringify(letter)).length).toBeLessThanOrEqual(1);
});

/** Every id of every table: what a thief might have seen in an old address, an event or a mail. */
const idsOf = (clientId: string) => {
  const tables = ["projects", "documents", "files", "tasks", "time_entries", "comments", "contacts"];
  return [clientId, ...tables.flatMap((table) => (front.sqlite.prepare(`SELECT id FROM ${table} WHERE client_id = ?`).all(clientId) as { id: string }[]).map(({ id }) => id))];
};
const withParams = portalPages.filter(({ path }) => paramsOf(path).length > 0 && !path.includes(":token")).map(({ path }) => path);

test.for(withParams)("Z1: every foreign id, asked by hand at %s, is not found, as if it had never been", async (path) => {
  const visitor = arriveAs(joan);
  const mine = Object.fromEntries(paramsOf(path).map(([noun, name]) => [name, paramFor(noun, meridian)]));
  for (const [, name] of paramsOf(path)) {
    const ask = async (id: string, end: string) => {
      const answer = await visitor.send(fill(path, { ...mine, [name]: id }) + end);
      return { status: answer.status, length: (await answer.text()).replaceAll(id, "").replace(/nonce(-|=\\?")[\w+/=]+|[\da-f-]{36}|\d{13}/g, "").length };
    };
    for (const end of ["", ".data"]) {
      const never = await ask("never-was", end);
      expect([404, 405]).toContain(never.status);
      for (const id of [...idsOf(harbor.id), ...idsOf(tollhouse.id), belongingsOf(meridian).hidden, belongingsOf(meridian).removed].filter((id) => id !== mine[name])) expect([id, await ask(id, end)]).toEqual([id, never]);
    }
  }
});

test("Z8: with both faces’ cookies at once each face sees its own person alone", async () => {
  const [portal, staff] = [arriveAs(dana), arriveAs(ruth)];
  const both = stranger();
  Object.assign(both.jar, portal.jar, staff.jar);
  expect((await both.get("/portal/profile")).text).toContain("Dana Whitfield");
  expect((await both.get("/staff/home")).text).toContain("Ruth Halloran");
  // The same cookies sent everywhere, as no browser would: each is deaf to the other's.
  const cookie = `portal=${Object.values(staff.jar["/staff"]!)[0]}; staff=${Object.values(portal.jar["/portal"]!)[0]}`;
  for (const path of ["/portal/home", "/staff/home", "/portal/home.data", "/staff/home.data"]) expect([path, (await stranger().send(path, { headers: { Cookie: cookie } })).status]).toEqual([path, path.endsWith(".data") ? 202 : 303]);
});

test("Z9: a person of two clients is here for one at a time, chooses by a button, and never lands where they do not belong", async () => {
  const visitor = arriveAs(bea);
  const [here, there] = [belongingsOf(harbor).project, belongingsOf(tollhouse).project];
  expect((await visitor.send(`/portal/projects/${here}`)).status).toBe(200);
  expect((await visitor.send(`/portal/projects/${there}`)).status).toBe(404);
  // A mailed link names its client: it asks, and switches nothing by itself.
  const asked = await visitor.send(`/portal/projects/${there}?client=${tollhouse.id}`);
  expect([asked.status, asked.headers.get("Location")?.split("?")[0]]).toEqual([303, "/portal/clients"]);
  expect((await visitor.send(`/portal/projects/${there}`)).status).toBe(404);

  expect([400, 403, 404, 422]).toContain((await visitor.post("/portal/clients", { client: meridian.id })).status);
  expect((await visitor.send(`/portal/projects/${here}`)).status).toBe(200);

  await visitor.post("/portal/clients", { client: tollhouse.id });
  expect((await visitor.send(`/portal/projects/${there}`)).status).toBe(200);
  expect((await visitor.send(`/portal/projects/${here}`)).status).toBe(404);
  const after = [...(await crawl(visitor))].map(([path, text]) => chosenFrom(path, text, beaOfTollhouse)).join("\n");
  expect(met(foreignTo(beaOfTollhouse), after)).toEqual([]);
});

test("Z3: without a session no address of the portal or the staff side gives a word away", async () => {
  const words = [STAFF_ONLY, ...STAFF_RATE_WORDS, ...Object.values(canary)];
  for (const { path, loader } of addressesOf(build)) {
    if (!loader) continue;
    const concrete = fill(path, Object.fromEntries(paramsOf(path).map(([noun, name]) => [name, paramFor(noun, harbor)]))).replace("*", "anything");
    for (const end of concrete === "/" ? [""] : ["", ".data"]) expect([concrete + end, met(words, await (await stranger().send(concrete + end)).text())]).toEqual([concrete + end, []]);
  }
});
