import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { documents, documentVersions, files } from "#db/schema/index.ts";
import { instantIn } from "#app/lib/dates.ts";
import { belongingsOf, plantBelongings } from "../support/belongings.ts";
import { bea, dana, harbor, ines, joan, luis, maya, packaging, tom } from "../support/cast.ts";
import { builtPortal } from "../support/portal.ts";
import type { FormOnPage, Page, Visitor } from "../support/visitor.ts";

const { front, arriveAs } = await builtPortal();
const { sqlite } = front;
const own = belongingsOf(harbor);
const id = own.acceptance;
const at = `/portal/acceptances/${id}`;
const signed = { signedName: "Dana Whitfield", consent: "on" };

beforeAll(() => {
  front.transact((tx) => plantBelongings(tx));
  sqlite.prepare("INSERT INTO acceptance_contacts (acceptance_id, client_id, contact_id) VALUES (?, ?, ?)").run(id, harbor.id, luis.id);
});
const afresh = () =>
  sqlite.exec(`UPDATE acceptance_contacts SET accepted_at = NULL, receipt_id = NULL WHERE acceptance_id = '${id}';
    UPDATE acceptances SET accepted_at = NULL, withdrawn_at = NULL, withdrawn_why = '', expires_on = '2099-01-01', expires_time = NULL, expiry_noted_at = NULL, policy = 'any' WHERE id = '${id}';
    DELETE FROM more_time_asks; UPDATE contacts SET can_approve_work = 1, can_comment = 1 WHERE id IN ('${dana.id}', '${luis.id}')`);
beforeEach(() => {
  front.clock.resume();
  afresh();
});

const receiptsOf = (subject: string) => (sqlite.prepare("SELECT count(*) AS n FROM receipts WHERE subject_id = ?").get(subject) as { n: number }).n;
const decisions = () => (sqlite.prepare("SELECT count(*) AS n FROM events WHERE subject_id = ? AND action = 'acceptance.accepted'").get(id) as { n: number }).n;
const filled = (form: FormOnPage, fields: Record<string, string>): FormOnPage => ({ ...form, fields: [...form.fields.filter(([name]) => !(name in fields)), ...Object.entries(fields)] });
const post = (visitor: Visitor, form: FormOnPage, fields: Record<string, string>) => visitor.send(form.action, { method: "POST", body: new URLSearchParams(filled(form, fields).fields) });
const wordsOf = (html: string) => html.replace(/<!--.*?-->|<[^>]+>/g, "").replace(/\s+/g, " ");
const kept = (html: string) => /<textarea id="kept"[^>]*>([^<]*)</.exec(html)?.[1];

describe("the client’s side", () => {
  test("the list says what waits and until when; a deadline within 48 hours stands in amber and in words", async () => {
    const visitor = arriveAs(dana);
    expect((await visitor.get("/portal/acceptances")).text).toMatch(/Waiting for you.*Scope quillfeather.*Pending.*Version 1.*Expires.*Review & Accept/);
    front.clock.standAt(instantIn("America/New_York", "2098-12-31", "16:30:00"));
    const soon = await arriveAs(dana).get("/portal/acceptances");
    expect(soon.text).toContain("in 31 hours");
    expect(soon.root.querySelector("main .text-soon")).not.toBeNull();
    const page = await arriveAs(dana).get(at);
    expect(page.text).toContain("Expires in 31 hours");
    front.clock.standAt(instantIn("America/New_York", "2099-01-02", "00:00:00"));
    const over = await arriveAs(dana).get("/portal/acceptances");
    expect(over.text).toMatch(/Settled.*Scope quillfeather.*Expired/);
    expect(over.text).not.toContain("Review & Accept");
  });

  test("G11, R4: the document, its fingerprint, a typed name and a box nobody ticked for them; without either it is not accepted, with both it is, once, and a receipt stands there", async () => {
    const visitor = arriveAs(dana);
    const page = await visitor.get(at);
    expect(page.text).toContain("Its fingerprint (SHA-256): " + "0".repeat(64));
    const sign = await visitor.get(`${at}/acceptance`);
    const form = sign.form(`${at}/acceptance`);
    expect(sign.root.querySelector("input[name=consent]")!.hasAttribute("checked")).toBe(false);
    expect(sign.root.querySelectorAll("main input[required]").length).toBeGreaterThanOrEqual(1);
    const [receipts, events] = [receiptsOf(id), decisions()];
    for (const [fields, sentence] of [[{ signedName: "Dana Whitfield" }, "Tick the box"], [{ consent: "on", signedName: "" }, "Type your full name"], [{ consent: "on", signedName: "D" }, "Type your full name"]] as const) {
      const refused = await post(visitor, form, fields as unknown as Record<string, string>);
      expect([refused.status, (await refused.text()).includes(sentence)]).toEqual([422, true]);
    }
    expect([receiptsOf(id), decisions()]).toEqual([receipts, events]);
    const answer = await post(visitor, form, signed);
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, expect.stringMatching(/^\/portal\/receipts\//)]);
    expect([receiptsOf(id), decisions()]).toEqual([receipts + 1, events + 1]);
    const done = await visitor.get(at);
    expect(done.text).toContain("Dana Whitfield accepted this");
    expect(done.links()).not.toContain(`${at}/acceptance`);
  });

  test("R1: in fifty runs two people accept at once over HTTP; one yes stands each time, and the other learns whose", { timeout: 120_000 }, async () => {
    const [one, other] = [arriveAs(dana), arriveAs(luis)];
    const [hers, his] = [(await one.get(`${at}/acceptance`)).form(`${at}/acceptance`), (await other.get(`${at}/acceptance`)).form(`${at}/acceptance`)];
    for (let run = 0; run < 50; run++) {
      afresh();
      const [before, receipts] = [decisions(), receiptsOf(id)];
      const both = [() => post(one, hers, { signedName: `Dana ${run}`, consent: "on" }), () => post(other, his, { signedName: `Luis ${run}`, consent: "on" })];
      const answers = await Promise.all((run % 2 ? both.reverse() : both).map((send) => send()));
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
      expect([decisions(), receiptsOf(id)]).toEqual([before + 1, receipts + 1]);
      const html = await answers.find(({ status }) => status === 409)!.text();
      expect(html).toMatch(/(Dana Whitfield|Luis Ortega) accepted this already/);
      expect(kept(html)).toBe(html.includes("Dana Whitfield accepted this already") ? `Luis ${run}` : `Dana ${run}`);
      expect(html).not.toContain('name="consent"');
    }
  });

  test("R1: asked of all, both yeses of the very same moment count, once each, and it is complete once", async () => {
    for (let run = 0; run < 10; run++) {
      afresh();
      sqlite.exec(`UPDATE acceptances SET policy = 'all' WHERE id = '${id}'`);
      const completed = () => (sqlite.prepare("SELECT count(*) AS n FROM events WHERE subject_id = ? AND action = 'acceptance.completed'").get(id) as { n: number }).n;
      const [before, complete] = [decisions(), completed()];
      const pair = [arriveAs(dana), arriveAs(luis)];
      const forms = await Promise.all(pair.map(async (visitor) => (await visitor.get(`${at}/acceptance`)).form(`${at}/acceptance`)));
      const answers = await Promise.all(pair.map((visitor, index) => post(visitor, forms[index]!, { signedName: `Person ${index}`, consent: "on" })));
      expect([answers.map(({ status }) => status), decisions() - before, completed() - complete]).toEqual([[303, 303], 2, 1]);
    }
  });

  test("R1, G7: the page open, the time passes: to the last second it is accepted, from the next on it is 410 with the name kept and a way to ask for more time", async () => {
    sqlite.exec(`UPDATE acceptances SET expires_on = '2026-03-09', expires_time = '17:00' WHERE id = '${id}'`);
    const second = (time: string) => front.clock.standAt(instantIn("America/New_York", "2026-03-09", time));
    second("16:59:58");
    const [one, other] = [arriveAs(dana), arriveAs(luis)];
    const [hers, his] = [(await one.get(`${at}/acceptance`)).form(`${at}/acceptance`), (await other.get(`${at}/acceptance`)).form(`${at}/acceptance`)];
    second("17:00:01");
    const before = decisions();
    for (const [visitor, form] of [[one, hers], [other, his]] as const) {
      const refused = await post(visitor, form, { signedName: "Too late by a second", consent: "on" });
      const html = await refused.text();
      expect([refused.status, kept(html), html.includes(`${at}/more-time`), html.includes('name="consent"')]).toEqual([410, "Too late by a second", true, false]);
    }
    expect(decisions()).toBe(before);
    second("17:00:00");
    expect((await post(one, hers, signed)).status).toBe(303);
  });

  test("R3, G6: a next version while the first is read: 409, nothing recorded, and the page leads to the one that takes its place", async () => {
    const visitor = arriveAs(dana);
    const form = (await visitor.get(`${at}/acceptance`)).form(`${at}/acceptance`);
    const next = `${id}-next`;
    front.db.insert(files).values({ id: "next-file", clientId: harbor.id, name: "next.pdf", size: 5, sha256: "1".repeat(64), createdAt: front.clock.now() }).run();
    front.db.insert(documentVersions).values({ documentId: own.document, clientId: harbor.id, version: 2, fileId: "next-file", uploadedBy: tom.id, note: "", createdAt: front.clock.now() }).run();
    sqlite.exec(`UPDATE acceptances SET withdrawn_at = 1, withdrawn_why = 'Replaced by version 2' WHERE id = '${id}';
      INSERT INTO acceptances (id, client_id, project_id, document_id, version, file_id, title, policy, expires_on, replaces, requested_by, requested_at) SELECT '${next}', client_id, project_id, document_id, 2, 'next-file', title, policy, expires_on, id, requested_by, requested_at FROM acceptances WHERE id = '${id}'`);
    const before = decisions();
    const refused = await post(visitor, form, signed);
    const html = await refused.text();
    expect([refused.status, decisions(), html.includes(`/portal/acceptances/${next}`), wordsOf(html).includes("Version 2 takes its place")]).toEqual([409, before, true, true]);
    // The old link explains, and leads on; another version than the one on the page is refused as well.
    expect((await visitor.get(at)).links()).toContain(`/portal/acceptances/${next}`);
    sqlite.exec(`DELETE FROM acceptances WHERE id = '${next}'; UPDATE acceptances SET withdrawn_at = NULL WHERE id = '${id}'`);
    expect((await post(visitor, form, { ...signed, version: "2" })).status).toBe(409);
    expect(decisions()).toBe(before);
  });

  const states: [name: string, change: string, status: number, words: string][] = [
    ["expired", `UPDATE acceptances SET expires_on = '2020-01-01' WHERE id = '${id}'`, 410, "It can no longer be accepted"],
    ["withdrawn", `UPDATE acceptances SET withdrawn_at = 1, withdrawn_why = 'Sent by mistake' WHERE id = '${id}'`, 409, "We took this back, so there is nothing to accept here: Sent by mistake"],
    ["accepted by somebody else", `UPDATE acceptances SET accepted_at = 1 WHERE id = '${id}'; UPDATE acceptance_contacts SET accepted_at = 1, receipt_id = '${own.receipt}' WHERE acceptance_id = '${id}' AND contact_id = '${luis.id}'`, 409, "Luis Ortega accepted this"],
    ["closed to this person: the permission has gone", `UPDATE contacts SET can_approve_work = 0 WHERE id = '${dana.id}'`, 403, "Luis Ortega can accept this for your company"],
  ];
  test.for(states)("R4, G4, G5: %s meanwhile: nothing is recorded, how it stands is shown, and the typed name is kept", async ([, change, status, words]) => {
    const visitor = arriveAs(dana);
    const form = (await visitor.get(`${at}/acceptance`)).form(`${at}/acceptance`);
    sqlite.exec(change);
    const before = decisions();
    const refused = await post(visitor, form, signed);
    const html = await refused.text();
    expect([refused.status, decisions(), kept(html), html.includes('name="consent"')]).toEqual([status, before, "Dana Whitfield", false]);
    expect(wordsOf(html)).toContain(words);
  });

  test.for(states.slice(0, 3))("%s meanwhile: a question is not recorded, how it stands is shown, and its words are kept to copy", async ([, change, , words]) => {
    const visitor = arriveAs(dana);
    const form = (await visitor.get(`${at}/question`)).form(`${at}/question`);
    sqlite.exec(change);
    const before = sqlite.prepare("SELECT count(*) AS n FROM questions").get();
    const refused = await post(visitor, form, { body: "Is the photography part of it?" });
    const html = await refused.text();
    expect([refused.status, kept(html), sqlite.prepare("SELECT count(*) AS n FROM questions").get()]).toEqual([409, "Is the photography part of it?", before]);
    expect(wordsOf(html)).toContain(words);
  });

  test("more time is asked for once, by whoever comes first; who comes second keeps their words, and extending or sending again closes it", async () => {
    sqlite.exec(`UPDATE acceptances SET expires_on = '2020-01-01' WHERE id = '${id}'`);
    const [one, other] = [arriveAs(dana), arriveAs(luis)];
    const [hers, his] = [(await one.get(`${at}/more-time`)).form(`${at}/more-time`), (await other.get(`${at}/more-time`)).form(`${at}/more-time`)];
    expect((await post(one, hers, { note: "Our lawyer is away until Monday." })).status).toBe(303);
    const refused = await post(other, his, { note: "We need a week." });
    const html = await refused.text();
    expect([refused.status, kept(html), wordsOf(html).includes("Dana Whitfield asked for more time")]).toEqual([409, "We need a week.", true]);
    expect((await other.get(`${at}/more-time`)).root.querySelector("main form")).toBeNull();
    expect((await one.get(at)).text).toContain("Dana Whitfield asked for more time. We will answer.");
    sqlite.exec(`DELETE FROM more_time_asks; UPDATE acceptances SET expires_on = '2099-01-01' WHERE id = '${id}'`);
    const early = await post(other, his, { note: "A week more." });
    expect([early.status, kept(await early.text())]).toEqual([409, "A week more."]);
  });

  test("G1: signed out while signing, and taken back before they returned: the name they typed stands there, and nothing is recorded", async () => {
    const visitor = arriveAs(dana);
    const form = (await visitor.get(`${at}/acceptance`)).form(`${at}/acceptance`);
    sqlite.exec(`UPDATE sessions SET ended_at = 1, ended_why = 'signed_out' WHERE contact_id = '${dana.id}'`);
    expect((await post(visitor, form, { signedName: "Dana, signed out", consent: "on" })).headers.get("Location")).toMatch(/^\/portal\/login/);
    sqlite.exec(`UPDATE acceptances SET withdrawn_at = 1 WHERE id = '${id}'`);
    const page = await arriveAs(dana).get(`${at}/acceptance`);
    expect([kept(page.html), page.text.includes("We took this back")]).toEqual(["Dana, signed out", true]);
    sqlite.exec("DELETE FROM drafts");
  });

  test("Z1, Z6, G10: nobody else’s contact finds it; who may not accept, or was not asked, finds no button; HEAD and what is fetched ahead note nothing", async () => {
    for (const path of [at, `${at}/acceptance`, `${at}/question`, `${at}/more-time`, `${at}/file`]) expect([path, (await arriveAs(joan).get(path)).status]).toEqual([path, 404]);
    expect((await arriveAs(bea).get(at)).links()).not.toContain(`${at}/acceptance`);
    expect((await arriveAs(bea).get(`${at}/acceptance`)).root.querySelector("input[name=consent]")).toBeNull();
    const views = () => (sqlite.prepare("SELECT count(*) AS n FROM first_views WHERE subject_id = ? AND contact_id = ?").get(id, luis.id) as { n: number }).n;
    sqlite.exec("DELETE FROM first_views");
    const visitor = arriveAs(luis);
    await visitor.send(at, { method: "HEAD" });
    await visitor.send(at, { headers: { "Sec-Purpose": "prefetch;prerender" } });
    expect(views()).toBe(0);
    await visitor.get(at);
    await visitor.get(at);
    expect(views()).toBe(1);
  });
});

describe("the agency’s side", () => {
  /** A document of its own, shared, so that what is done with one leaves the others alone. */
  let made = 0;
  function shared(): string {
    const document = `scope-${(made += 1)}`;
    const when = front.clock.now();
    front.db.insert(files).values({ id: `${document}-file`, clientId: harbor.id, name: `${document}.pdf`, size: 4, sha256: "2".repeat(64), createdAt: when }).run();
    front.db.insert(documents).values({ id: document, projectId: packaging.id, clientId: harbor.id, name: `${document}.pdf`, version: 1, size: 4, uploadedAt: when, sharedAt: when, createdAt: when }).run();
    front.db.insert(documentVersions).values({ documentId: document, clientId: harbor.id, version: 1, fileId: `${document}-file`, uploadedBy: maya.id, note: "", createdAt: when }).run();
    return document;
  }
  const idIn = (page: Page) => /\/staff\/acceptances\/([\w-]+)/.exec(page.url)![1]!;
  const ask = async (member: Visitor, more: [string, string][] = []) => {
    const path = `/staff/documents/${shared()}/acceptance`;
    const form = (await member.get(path)).form();
    return member.post(form.action, [...form.fields.filter(([name]) => !more.some(([one]) => one === name)), ...more]);
  };
  const setting = (id: string, column: string, value: string) => sqlite.prepare(`UPDATE acceptances SET ${column} = ? WHERE id = ?`).run(value, id);

  test("asked of chosen people, until a time, of all of them: on the page, in the list, and on the portal; only who may decide can be chosen", async () => {
    const member = arriveAs(maya);
    const page = await ask(member, [["title", "Scope of the shop"], ["contacts", dana.id], ["contacts", luis.id], ["policy", "all"], ["expiresOn", "2099-05-01"], ["expiresTime", "17:00"], ["note", "Page 3 has changed."]]);
    for (const words of ["Asked. They get a letter.", "Scope of the shop, version 1", "everyone’s yes", "5:00 pm", "Dana Whitfield", "Luis Ortega", "2".repeat(64), "Page 3 has changed.", "Not yet"]) expect(page.text, words).toContain(words);
    expect((await member.get(`/staff/documents/${shared()}/acceptance`)).root.querySelectorAll("input[name=contacts]").map((box) => box.getAttribute("value"))).toEqual([dana.id, luis.id]);
    expect((await member.get("/staff/acceptances?status=pending&client=harbor")).text).toContain("Scope of the shop");
    expect((await arriveAs(luis).get(`/portal/acceptances/${idIn(page)}`)).text).toContain("Dana Whitfield must accept it too");
    for (const [fields, sentence] of [[[["contacts", bea.id]], "may not approve work"], [[["expiresOn", "2020-01-01"]], "That has passed already"], [[["expiresTime", "25:00"]], "Enter a time"], [[["title", " "]], "Enter a title"]] as [[string, string][], string][]) {
      const refused = await ask(member, fields);
      expect([sentence, refused.status, refused.text.includes(sentence)]).toEqual([sentence, 422, true]);
    }
  });

  test("extended and withdrawn while it is pending; afterwards neither is offered, and the page of each says so with 409", async () => {
    const member = arriveAs(maya);
    const asked = idIn(await ask(member));
    const here = `/staff/acceptances/${asked}`;
    const extended = await member.submit((await member.get(`${here}/extension`)).form(), { expiresOn: "2099-07-01", expiresTime: "12:00" });
    expect(extended.text).toMatch(/They have more time.*1 Jul 2099, 12:00 pm/);
    const late = (await member.get(`${here}/withdrawal`)).form();
    const withdrawn = await member.submit(late, { reason: "Sent by mistake" });
    expect(withdrawn.text).toContain("Withdrawn: Sent by mistake");
    expect(withdrawn.links().filter((to) => to.startsWith(`${here}/`))).toEqual([]);
    for (const move of ["extension", "withdrawal", "resend"]) expect([move, (await member.get(`${here}/${move}`)).status]).toEqual([move, 409]);
    const again = await member.submit({ ...late, fields: late.fields.filter(([name]) => name !== "reason") }, { reason: "Another reason" });
    expect([again.status, again.html.includes("Another reason")]).toEqual([409, true]);
  });

  test("expired: sent again, linked both ways; the old one stays expired and is not sent twice", async () => {
    const member = arriveAs(maya);
    const asked = idIn(await ask(member));
    setting(asked, "expires_on", "2020-01-01");
    const page = await member.get(`/staff/acceptances/${asked}`);
    expect(page.links()).toContain(`/staff/acceptances/${asked}/resend`);
    expect(page.links()).not.toContain(`/staff/acceptances/${asked}/extension`);
    const form = (await member.get(`/staff/acceptances/${asked}/resend`)).form();
    const anew = await member.post(form.action, form.fields);
    expect([anew.text.includes("Sent again"), anew.links().includes(`/staff/acceptances/${asked}`)]).toEqual([true, true]);
    expect((await arriveAs(dana).get(`/portal/acceptances/${asked}`)).links()).toContain(`/portal/acceptances/${idIn(anew)}`);
    const twice = await member.post(form.action, form.fields.map(([name, value]): [string, string] => [name, name === "title" ? "Another title" : value]));
    expect([twice.status, twice.text.includes("This was sent again already")]).toEqual([409, true]);
  });

  test("the last one asked under “all” is deactivated: it stays open, is never accepted by itself, and staff read whose access ended", async () => {
    const member = arriveAs(maya);
    const asked = idIn(await ask(member, [["contacts", dana.id], ["contacts", luis.id], ["policy", "all"]]));
    const client = arriveAs(dana);
    const path = `/portal/acceptances/${asked}/acceptance`;
    await post(client, (await client.get(path)).form(path), signed);
    sqlite.exec(`UPDATE contacts SET deactivated_at = 1 WHERE id = '${luis.id}'`);
    const page = await member.get(`/staff/acceptances/${asked}`);
    expect(page.root.querySelector("main .badge")!.text).toBe("Pending");
    expect(page.text).toContain("Access ended");
    sqlite.exec(`UPDATE contacts SET deactivated_at = NULL WHERE id = '${luis.id}'`);
  });

  test("Z1: a member who is not on the project finds none of it; who opened it and who accepted stands on the page", async () => {
    const member = arriveAs(maya);
    const asked = idIn(await ask(member));
    for (const end of ["", "/extension", "/withdrawal", "/resend"]) expect([end, (await arriveAs(ines).get(`/staff/acceptances/${asked}${end}`)).status]).toEqual([end, 404]);
    const client = arriveAs(dana);
    await client.get(`/portal/acceptances/${asked}`);
    const path = `/portal/acceptances/${asked}/acceptance`;
    await post(client, (await client.get(path)).form(path), signed);
    const page = await member.get(`/staff/acceptances/${asked}`);
    expect(page.text).toMatch(/Dana Whitfield.*Receipt/);
    expect(page.links().some((to) => to.startsWith("/staff/receipts/"))).toBe(true);
    expect((await member.get("/staff/acceptances?status=accepted")).root.querySelectorAll("tbody tr").length).toBeGreaterThan(0);
    expect((await member.get("/staff/acceptances?status=withdrawn&client=nobody")).text).toContain("Nothing matches");
  });
});
