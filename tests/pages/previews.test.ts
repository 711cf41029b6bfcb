import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hashed, newId } from "#app/lib/id.server.ts";
import { sign } from "#app/lib/keys.server.ts";
import type { Contact, Member } from "#app/people/viewer.ts";
import { STAFF_ONLY, belongingsOf, canary, paramFor, plantBelongings } from "../support/belongings.ts";
import { bea, beaOfTollhouse, dana, harbor, joan, luis, maya, packaging, tollhouse, tom } from "../support/cast.ts";
import { ledger } from "../support/ledger.ts";
import { addressesOf, fill, paramsOf } from "../support/map.ts";
import { builtPortal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";

const { build, front, arriveAs, stranger } = await builtPortal();
front.transact((tx) => plantBelongings(tx));
const { sqlite } = front;
// Pages tell the time: what is compared is drawn at one instant.
const today = front.clock.now();

beforeEach(() => {
  front.clock.standAt(today);
  sqlite.exec("BEGIN");
});
afterEach(() => {
  front.clock.resume();
  sqlite.exec("ROLLBACK");
});

const LEAVE = "/portal/preview/leave";
const start = (contact: Contact) => `/staff/clients/${contact.clientId}/contacts/${contact.id}/preview`;

/** A member presses "See their portal" on the page where one chooses as whom. */
async function lookAs(contact: Contact, member: Member = maya, visitor: Visitor = arriveAs(member)) {
  const page = await visitor.submit((await visitor.get(`/staff/clients/${contact.clientId}/preview`)).form(start(contact)));
  return { visitor, page, secret: visitor.jar["/portal"]!["portal-preview"]! };
}

const concrete = (path: string) => fill(path, Object.fromEntries(paramsOf(path).map(([noun, name]) => [name, paramFor(noun, harbor)]))).replace("*", "anything");
const addresses = addressesOf(build).filter(({ path, isLayout }) => path.startsWith("/portal") && !isLayout);
const row = (query: string, ...given: unknown[]) => sqlite.prepare(query).get(...given) as Record<string, unknown> | undefined;
const actions = () => (sqlite.prepare("SELECT action, actor_kind AS kind, actor_id AS actor FROM events ORDER BY seq").all() as { action: string; kind: string; actor: string }[]).map(({ action, kind, actor }) => `${kind} ${actor}: ${action}`);

/** A page without what differs each time it is drawn, and without the banner. */
const plain = (html: string) =>
  html
    .replace(/<aside class="preview-bar.*?<\/aside>/s, "")
    .replace(/nonce(-|=\\?")[\w+/=]+/g, "nonce$1")
    .replace(/name="_key" value="[^"]*"/g, 'name="_key"')
    .replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, "REQUEST")
    // "This browser" is nobody's in a preview.
    .replace(/<h3[^>]*>Where you are signed in<\/h3><ul.*?<\/ul>/s, "");

describe("looking", () => {
  test.for(addresses.filter(({ loader, path }) => loader && path !== "/portal/clients").map(({ path }) => [path] as const))("G10: %s is for a member who looks what it is for the contact, apart from the banner", async ([path]) => {
    const [own, { visitor }] = [arriveAs(dana), await lookAs(dana)];
    for (const end of path === "/portal" ? [""] : ["", ".data"]) {
      const [theirs, seen] = [await own.send(concrete(path) + end), await visitor.send(concrete(path) + end)];
      expect(seen.status).toBe(theirs.status);
      expect(seen.headers.get("Location")?.split("?")[0]).toBe(theirs.headers.get("Location")?.split("?")[0]);
      const [html, seenHtml] = [await theirs.text(), await seen.text()];
      if (end || !html.includes("</html>")) continue;
      expect(plain(seenHtml)).toBe(plain(html));
      // Every page that is drawn for somebody says so; those outside are the same for everyone.
      if (html.includes('aria-label="Main"')) expect(seenHtml).toContain("Nothing you do here is sent.");
    }
  });

  test("the banner names whom, on pages that are not found too, and the button leads back to the client’s record", async () => {
    const { visitor, page } = await lookAs(dana);
    expect([page.url, page.status]).toEqual(["/portal/home", 200]);
    for (const path of ["/portal/home", "/portal/projects/never-was"]) expect((await visitor.get(path)).text).toContain(`You see the portal as Dana Whitfield of ${harbor.name} ${canary[harbor.id]} sees it. Nothing you do here is sent.`);
    const back = await visitor.submit((await visitor.get("/portal/profile")).form(LEAVE));
    expect([back.url, back.status]).toEqual([`/staff/clients/${harbor.id}`, 200]);
    expect(visitor.jar["/portal"]).toEqual({});
    expect((await visitor.send("/portal/home")).status).toBe(303);
  });

  test("L3: both ends are on record for staff, under the member’s name, and never in the contact’s own portal", async () => {
    const { visitor } = await lookAs(dana);
    expect(actions().at(-1)).toBe(`member ${maya.id}: preview.started`);
    await visitor.submit((await visitor.get("/portal/home")).form(LEAVE));
    expect(actions().at(-1)).toBe(`member ${maya.id}: preview.ended`);
    expect((await visitor.get(`/staff/clients/${harbor.id}`)).text).toContain("began to look at the portal as");
    const own = arriveAs(dana);
    for (const path of ["/portal/home", "/portal/home.data", `/portal/projects/${packaging.id}`]) expect(await (await own.send(path)).text()).not.toMatch(/look at the portal|preview\./);
  });

  test("nothing is observed: not who was here, no flash is taken, and no words they typed are shown", async () => {
    sqlite.exec("UPDATE contacts SET last_seen_at = 1");
    sqlite.prepare("INSERT INTO drafts (person_id, viewer_id, action, fields, created_at) VALUES (?, ?, ?, ?, 1)").run(dana.personId, dana.id, `/portal/projects/${packaging.id}/comments`, JSON.stringify({ body: "What she never sent" }));
    const { visitor } = await lookAs(dana);
    visitor.jar["/portal"]!["portal-flash"] = "For somebody else";
    const before = ledger(sqlite);
    const observed = () => JSON.stringify([row("SELECT count(*) AS n, sum(last_seen_at) AS at FROM contacts"), sqlite.prepare("SELECT * FROM sessions WHERE face = 'portal'").all(), ledger(sqlite).counts]);
    const seen = observed();
    front.clock.pass(2 * front.clock.MINUTE);
    for (const { path, loader } of addresses)
      if (loader && !/files|download/.test(path))
        for (const method of ["GET", "HEAD"]) {
          const answer = await visitor.send(concrete(path), { method, headers: { "Sec-Purpose": "prefetch" } });
          expect(await answer.text()).not.toMatch(/What she never sent|For somebody else/);
        }
    expect([observed(), ledger(sqlite).digest]).toEqual([seen, before.digest]);
    expect(visitor.jar["/portal"]!["portal-flash"]).toBe("For somebody else");
  });

  test("a download is the member’s own on record, never the contact’s, and the link opens nothing for anybody else", async () => {
    const { visitor } = await lookAs(dana);
    const to = (await visitor.send(`/portal/files/${belongingsOf(harbor).document}`)).headers.get("Location")!;
    expect((await arriveAs(dana).send(to)).status).toBe(410);
    expect((await arriveAs(luis).send(to)).status).toBe(404);
    expect((await visitor.send(`/portal/files/${belongingsOf(harbor).hidden}`)).status).toBe(404);
    const { mkdirSync, writeFileSync } = await import("node:fs");
    const { id } = row("SELECT id FROM files WHERE id = ?", belongingsOf(harbor).file) as { id: string };
    mkdirSync(`${process.env.DATA_DIR}/files/${id.slice(0, 2)}`, { recursive: true });
    writeFileSync(`${process.env.DATA_DIR}/files/${id.slice(0, 2)}/${id}`, "four");
    expect(await (await visitor.send(to)).text()).toBe("four");
    expect(actions().at(-1)).toBe(`member ${maya.id}: document.downloaded`);
  });
});

describe("doing", () => {
  const posts = addresses.filter(({ action, path }) => action && path !== LEAVE);

  test.for(posts.map(({ path }) => [path] as const))("G10: POST %s is refused, with any key, as a page or as data, and changes no row", async ([path]) => {
    const { visitor, secret } = await lookAs(dana);
    const here = concrete(path);
    const nonce = newId();
    const key = `${nonce}.${sign("form", nonce, hashed(secret), dana.id, here)}`;
    const body = new URLSearchParams({ _key: key, body: "Said in her name", password: "nine green bottles", email: dana.email, client: harbor.id });
    const whole = () => JSON.stringify([ledger(sqlite).digest, ledger(sqlite).counts, sqlite.prepare("SELECT * FROM sessions").all()]);
    const before = whole();
    for (const end of here === "/portal" ? [""] : ["", ".data"]) {
      const answer = await visitor.send(here + end, { method: "POST", body });
      expect([end, answer.status]).toEqual([end, 403]);
      if (!end) expect(await answer.text()).toContain("Leave the preview to act as yourself.");
      expect(answer.headers.getSetCookie().filter((cookie) => /^(portal|staff)=/.test(cookie))).toEqual([]);
    }
    expect(whole()).toBe(before);
  });

  test("the forms the contact has are there, and pressing one says why nothing was sent, with the banner above it", async () => {
    const { visitor } = await lookAs(dana);
    const path = `/portal/projects/${packaging.id}/comments`;
    const refused = await visitor.submit((await visitor.get(path)).form(path), { body: "Said in her name" });
    expect([refused.status, refused.text.includes("so nothing was sent"), refused.text.includes("Nothing you do here is sent.")]).toEqual([403, true, true]);
    expect((await visitor.submit((await visitor.get(path)).form("/portal/logout"))).text).toContain("Nothing you do here is sent.");
    expect(refused.root.querySelector('a[href="/portal/home"].btn')?.text).toBe("Go to the first page");
    expect(ledger(sqlite).holding("Said in her name")).toEqual([]);
    expect((await visitor.submit((await visitor.get("/portal/projects")).form("/portal/logout"))).root.querySelector("main a.btn")?.getAttribute("href")).toBe("/portal/projects");
  });

  test("C1: leaving too must come from our own pages", async () => {
    const { visitor } = await lookAs(dana);
    expect((await visitor.send(LEAVE, { method: "POST", headers: { Origin: "https://elsewhere.example" } })).status).toBe(403);
    expect((await visitor.get("/portal/home")).text).toContain("Nothing you do here is sent.");
  });

  test("R2: pressed twice, “See their portal” leads to one preview; leaving twice leads to the same page", async () => {
    const visitor = arriveAs(maya);
    const form = (await visitor.get(`/staff/clients/${harbor.id}/preview`)).form(start(dana));
    await visitor.submit(form);
    delete visitor.jar["/portal"]!["portal-preview"]; // the first answer was lost
    expect((await visitor.submit(form)).url).toBe("/portal/home");
    expect(row("SELECT count(*) AS n FROM previews")).toEqual({ n: 1 });
    const { jar } = visitor;
    const kept = { ...jar["/portal"] };
    await visitor.post(LEAVE, {});
    jar["/portal"] = kept;
    expect((await visitor.post(LEAVE, {})).url).toBe(`/staff/clients/${harbor.id}`);
    expect(actions().filter((line) => line.includes("preview."))).toHaveLength(2);
  });

  test("looking as the next contact ends the look as the one before", async () => {
    const { visitor, secret } = await lookAs(dana);
    await lookAs(luis, maya, visitor);
    expect((await visitor.get("/portal/profile")).text).toContain("Luis Ortega");
    expect(row("SELECT ended_at FROM previews WHERE id = ?", hashed(secret))!.ended_at).not.toBeNull();
  });
});

describe("whose it is", () => {
  const isOver = async (visitor: Visitor) => {
    const page = await visitor.get("/portal/home");
    expect(page.url).toMatch(/^\/portal\/login/);
    expect(page.text).toContain("The preview has ended.");
    expect(visitor.jar["/portal"]).not.toHaveProperty("portal-preview");
  };

  test.for([
    ["Z7: the member was deactivated", `UPDATE members SET deactivated_at = 1 WHERE id = '${maya.id}'`],
    ["A8: the member signed out", "UPDATE sessions SET ended_at = 1, ended_why = 'signed_out' WHERE face = 'staff'"],
    ["A9: the member’s session lay idle", "UPDATE sessions SET last_seen_at = last_seen_at - 43201000 WHERE face = 'staff'"],
    ["A9: the member’s session is too old", "UPDATE sessions SET created_at = created_at - 2592001000 WHERE face = 'staff'"],
    ["Z7: the contact’s access ended", `UPDATE contacts SET deactivated_at = 1 WHERE id = '${dana.id}'`],
    ["Z7: the client was archived", `UPDATE clients SET archived_at = 1 WHERE id = '${harbor.id}'`],
    ["Z7: the client’s portal was turned off", `UPDATE clients SET portal_closed_at = 1 WHERE id = '${harbor.id}'`],
    ["the preview was ended", "UPDATE previews SET ended_at = 1"],
    ["the hour is over", "UPDATE previews SET started_at = started_at - 3600000"],
    ["the session it hangs on is another member’s", `UPDATE previews SET member_id = '${tom.id}'`],
  ] as const)("G1, G2: it is over on the next request once %s", async ([, done]) => {
    const { visitor } = await lookAs(dana);
    const form = (await visitor.get("/portal/profile/password")).form("/portal/profile/password");
    sqlite.exec(done);
    const before = ledger(sqlite);
    // A form drawn in the preview does nothing afterwards either, and nothing of it is kept.
    expect((await visitor.send("/portal/profile/password", { method: "POST", body: new URLSearchParams([...form.fields, ["password", "nine green bottles"]]) })).status).toBe(303);
    await isOver(visitor);
    expect([ledger(sqlite).digest, ledger(sqlite).count("drafts")]).toEqual([before.digest, before.count("drafts")]);
  });

  test("Z6: a right the contact loses is lost in the preview on the next request", async () => {
    const { visitor } = await lookAs(dana);
    const path = `/portal/projects/${packaging.id}/comments`;
    expect((await visitor.get(path)).html).toContain("Post comment");
    sqlite.exec(`UPDATE contacts SET can_comment = 0 WHERE id = '${dana.id}'`);
    expect((await visitor.get(path)).html).not.toContain("Post comment");
  });

  test("Z8: no cookie stands for another: not the preview’s for a session, nor a session’s for a preview", async () => {
    const { secret } = await lookAs(dana);
    const [portal, staff] = [Object.values(arriveAs(dana).jar["/portal"]!)[0]!, Object.values(arriveAs(maya).jar["/staff"]!)[0]!];
    for (const cookie of [`portal=${secret}`, `portal-preview=${portal}`, `portal-preview=${staff}`, `portal-preview=${hashed(secret)}`, "portal-preview="]) expect([cookie, (await stranger().send("/portal/home", { headers: { Cookie: cookie } })).status]).toEqual([cookie, 303]);
    for (const cookie of [`staff=${secret}`, `portal-preview=${secret}`]) expect([cookie, (await stranger().send("/staff/home", { headers: { Cookie: cookie } })).status]).toEqual([cookie, 303]);
  });

  test("Z8: a session the same browser has in the portal stays as it was, stands back meanwhile, and is there again afterwards", async () => {
    const visitor = arriveAs(maya);
    visitor.jar["/portal"] = { ...arriveAs(joan).jar["/portal"] };
    const own = visitor.jar["/portal"].portal!;
    await lookAs(dana, maya, visitor);
    const session = () => row("SELECT * FROM sessions WHERE id = ?", hashed(own));
    const before = session();
    front.clock.pass(5 * front.clock.MINUTE);
    expect((await visitor.get("/portal/profile")).text).toContain(dana.email);
    expect((await visitor.send("/portal/logout", { method: "POST" })).status).toBe(403);
    expect([session(), visitor.jar["/portal"].portal]).toEqual([before, own]);
    await visitor.post(LEAVE, {});
    expect((await visitor.get("/portal/profile")).text).toContain(joan.email);
  });

  test("Z8: once the preview is over by itself, the browser’s own portal session goes on, and takes no form drawn before", async () => {
    const visitor = arriveAs(maya);
    visitor.jar["/portal"] = { ...arriveAs(luis).jar["/portal"] };
    await lookAs(dana, maya, visitor);
    const path = `/portal/projects/${packaging.id}/comments`;
    const form = (await visitor.get(path)).form(path);
    sqlite.exec("UPDATE previews SET started_at = started_at - 3600000");
    expect((await visitor.submit(form, { body: "Said in whose name" })).status).toBe(409);
    expect(ledger(sqlite).holding("Said in whose name")).toEqual([]);
    expect((await visitor.get("/portal/profile")).text).toContain(luis.email);
  });

  test("Z5, Z9: looking as Bea of one client shows nothing of her other, nor what only another contact may", async () => {
    arriveAs(beaOfTollhouse);
    const { visitor } = await lookAs(bea);
    const paths = ["/portal/home", "/portal/projects", `/portal/projects/${packaging.id}`, `/portal/projects/${packaging.id}/comments`, "/portal/documents", "/portal/profile", "/portal/clients", `/portal/home?client=${tollhouse.id}`];
    for (const path of paths)
      for (const end of ["", ".data"]) {
        const text = await (await visitor.send(path.replace(/^([^?]*)/, `$1${end}`))).text();
        expect([path + end, [canary[tollhouse.id]!, tollhouse.name, STAFF_ONLY, "Switch client", "Post comment"].filter((word) => text.includes(word))]).toEqual([path + end, []]);
      }
    // Her session for the other client is not told of either: only those for this one are.
    expect((await visitor.get("/portal/profile")).root.querySelectorAll('form[action^="/portal/profile/sessions/"]')).toHaveLength(0);
    expect((await visitor.send(`/portal/projects/${belongingsOf(tollhouse).project}`)).status).toBe(404);
    expect((await visitor.send("/portal/clients")).headers.get("Location")).toBe("/portal/home");
  });

  test("Z1: nobody looks as a contact of one client by another client’s address, nor as one who has no access", async () => {
    const visitor = arriveAs(maya);
    const form = (await visitor.get(`/staff/clients/${harbor.id}/preview`)).form(start(dana));
    const crossed = `/staff/clients/${tollhouse.id}/contacts/${dana.id}/preview`;
    expect((await visitor.send(crossed, { method: "POST", body: new URLSearchParams(form.fields) })).status).toBe(409);
    expect((await visitor.send(crossed)).status).toBe(404);
    sqlite.exec(`UPDATE clients SET portal_closed_at = 1 WHERE id = '${harbor.id}'`);
    const refused = await visitor.submit(form);
    expect([refused.status, refused.text.includes("has no access to the portal now")]).toEqual([409, true]);
    expect(visitor.jar["/portal"]).toBeUndefined();
    expect((await visitor.get(`/staff/clients/${harbor.id}/preview`)).text).toContain("Nobody to look as");
  });
});
