import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { instantIn } from "#app/lib/dates.ts";
import type { Snapshot } from "#app/proposals/proposals.server.ts";
import { canonical, sha256 } from "#app/receipts/verify-receipt.mjs";
import { belongingsOf, plantBelongings } from "../support/belongings.ts";
import { dana, harbor, joan, luis, maya, ruth } from "../support/cast.ts";
import { builtPortal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";

const { front, arriveAs } = await builtPortal();
const { sqlite } = front;
const id = belongingsOf(harbor).proposal;
const at = `/portal/proposals/${id}`;
const signed = { signedName: "Dana Whitfield", consent: "on" };

beforeAll(() => front.transact((tx) => plantBelongings(tx)));
beforeEach(() => sqlite.exec("UPDATE proposal_versions SET decision = NULL, decided_at = NULL, withdrawn_at = NULL, superseded_at = NULL, receipt_id = NULL, chosen = NULL, reason = '', expires_on = '2099-01-01'; DELETE FROM proposal_versions WHERE version > 1; UPDATE proposals SET version = 1 WHERE version > 1; DELETE FROM more_time_asks; UPDATE contacts SET can_approve_work = 1 WHERE client_id = 'harbor' AND name <> 'Bea Marsh'"));

const decisions = () => (sqlite.prepare("SELECT count(*) AS n FROM events WHERE subject_id = ? AND action IN ('proposal.accepted', 'proposal.declined')").get(id) as { n: number }).n;
const press = async (visitor: Visitor, path: string, fields: Record<string, string>, change = () => {}) => {
  const page = await visitor.get(path);
  const form = page.form(path.split("?")[0]);
  change();
  const body = new URLSearchParams([...form.fields.filter(([name]) => !(name in fields)), ...Object.entries(fields)]);
  return visitor.send(path, { method: "POST", body });
};
const replace = (change: (snapshot: Snapshot) => void) => {
  const row = sqlite.prepare("SELECT snapshot FROM proposal_versions WHERE proposal_id = ? AND version = 1").get(id) as { snapshot: string };
  const snapshot: Snapshot = { ...(JSON.parse(row.snapshot) as Snapshot), version: 2 };
  change(snapshot);
  const text = canonical(snapshot);
  sqlite.exec(`UPDATE proposal_versions SET superseded_at = 2 WHERE proposal_id = '${id}'; UPDATE proposals SET version = 2 WHERE id = '${id}'`);
  sqlite.prepare("INSERT INTO proposal_versions (proposal_id, client_id, version, snapshot, sha256, expires_on, sent_by, sent_at) VALUES (?, ?, 2, ?, ?, '2099-01-01', ?, 3)").run(id, harbor.id, text, sha256(text), maya.id);
};

test("G11: the lines chosen on the page stand on the button, and are accepted with a typed name and a ticked box or not at all", async () => {
  const visitor = arriveAs(dana);
  const page = await visitor.get(`${at}?chosen=option&chosen=nonsense`);
  expect(page.text).toContain("Accept for $660.00…");
  const path = `${at}/acceptance?chosen=option`;
  expect((await visitor.get(path)).root.querySelectorAll("form [required]").length).toBeGreaterThan(0);
  const refused = await press(visitor, path, { signedName: "Dana" });
  expect(refused.status).toBe(422);
  const html = await refused.text();
  expect(html).toContain('value="Dana"');
  expect(html).toContain("Accept for $660.00");
  const before = decisions();
  expect((await press(visitor, path, signed)).headers.get("Location")).toMatch(/^\/portal\/receipts\//);
  expect(decisions()).toBe(before + 1);
  expect((await visitor.get(at)).text).toContain("Dana Whitfield accepted this");
  expect(sqlite.prepare("SELECT chosen FROM proposal_versions WHERE proposal_id = ? AND version = 1").get(id)).toEqual({ chosen: '["option"]' });
});

test("R1: in fifty runs two people decide at once over HTTP; one decision stands each time, and the other learns whose", { timeout: 120_000 }, async () => {
  const [one, other] = [arriveAs(dana), arriveAs(luis)];
  const [yes, no] = [(await one.get(`${at}/acceptance`)).form(`${at}/acceptance`), (await other.get(`${at}/decline`)).form(`${at}/decline`)];
  for (let run = 0; run < 50; run++) {
    sqlite.exec(`UPDATE proposal_versions SET decision = NULL, decided_at = NULL, receipt_id = NULL WHERE proposal_id = '${id}'`);
    const before = decisions();
    // Another body each time: the same key with the same body would lead to the first result.
    const bodies = [new URLSearchParams([...yes.fields.filter(([name]) => !["signedName", "consent"].includes(name)), ["signedName", `Dana ${run}`], ["consent", "on"]]), new URLSearchParams([...no.fields.filter(([name]) => name !== "reason"), ["reason", `Not now ${run}`]])];
    const both = [() => one.send(yes.action, { method: "POST", body: bodies[0] }), () => other.send(no.action, { method: "POST", body: bodies[1] })];
    const answers = await Promise.all((run % 2 ? both.reverse() : both).map((send) => send()));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(decisions()).toBe(before + 1);
    const words = await answers.find(({ status }) => status === 409)!.text();
    expect(words).toMatch(/(Dana Whitfield accepted|Luis Ortega declined) this/);
    expect(words).toContain(words.includes("Dana Whitfield accepted") ? `Not now ${run}` : `Dana ${run}`);
  }
});

test("R3, G6: a version that was replaced while it was read is not accepted; the page leads to the new one and to what changed", async () => {
  const visitor = arriveAs(dana);
  const before = decisions();
  const answer = await press(visitor, `${at}/acceptance`, signed, () => replace((snapshot) => (snapshot.content.terms = "Other terms")));
  expect([answer.status, decisions()]).toEqual([409, before]);
  const html = await answer.text();
  for (const words of ["Replaced by version 2", `href="${at}"`, `${at}/changes?from=1&amp;to=2`, "Dana Whitfield"]) expect(html).toContain(words);
  expect(html).not.toContain('name="consent"');
  const old = await visitor.get(`${at}/versions/1`);
  expect(old.text).toContain("Read version 2");
  expect((await visitor.get(`${at}/changes?from=1&to=2`)).root.querySelector("ins")!.text).toContain("Other");
  expect((await visitor.get(`${at}/versions/3`)).status).toBe(404);
});

test("R4, G5, G7: expired, withdrawn or without the right meanwhile: the status that says so, the state as it is, and what was typed", async () => {
  const visitor = arriveAs(dana);
  const cases: [change: string, status: number, words: string][] = [
    [`UPDATE proposal_versions SET expires_on = '2020-01-01'`, 410, "Ask for more time"],
    [`UPDATE proposal_versions SET expires_on = '2099-01-01', withdrawn_at = 1`, 409, "took this proposal back"],
    [`UPDATE proposal_versions SET withdrawn_at = NULL; UPDATE contacts SET can_approve_work = 0 WHERE id = '${dana.id}'`, 403, "Luis Ortega can accept this"],
  ];
  for (const [change, status, words] of cases) {
    sqlite.exec("UPDATE proposal_versions SET withdrawn_at = NULL, expires_on = '2099-01-01'");
    const before = decisions();
    const answer = await press(visitor, `${at}/decline`, { reason: "Our landlord says no." }, () => void sqlite.exec(change));
    expect([answer.status, decisions()]).toEqual([status, before]);
    const html = await answer.text();
    expect(html).toContain("Our landlord says no.");
    expect(html).toContain(words);
  }
});

test("what was taken back explains itself and gives away nothing else; what is decided offers no answer", async () => {
  const visitor = arriveAs(dana);
  sqlite.exec("UPDATE proposal_versions SET withdrawn_at = 1");
  const page = await visitor.get(at);
  expect(page.text).toContain("We took this proposal back");
  expect(page.text).not.toContain("$640.00");
  expect([(await visitor.get(`${at}/versions/1`)).status, (await visitor.get(`${at}/proposal.pdf`)).status]).toEqual([404, 404]);
  expect((await visitor.get("/portal/proposals")).text).not.toContain("Offer quillfeather");
});

test("G10, Z1: only its own client’s contacts read it; the first view is noted once, and never by HEAD or fetched ahead", async () => {
  sqlite.exec("DELETE FROM first_views");
  const views = () => (sqlite.prepare("SELECT count(*) AS n FROM first_views WHERE subject_id = ?").get(id) as { n: number }).n;
  const visitor = arriveAs(dana);
  await visitor.send(at, { method: "HEAD" });
  await visitor.send(at, { headers: { "Sec-Purpose": "prefetch" } });
  expect(views()).toBe(0);
  await visitor.get(at);
  await visitor.get(at);
  expect(views()).toBe(1);
  const stranger = arriveAs(joan);
  for (const path of [at, `${at}/acceptance`, `${at}/decline`, `${at}/changes`, `${at}/versions/1`, `${at}/proposal.pdf`]) expect([path, (await stranger.get(path)).status]).toEqual([path, 404]);
});

test("X1: what somebody wrote to do harm is words on the page, in what changed, and on the paper", async () => {
  const hostile = "<script>alert(1)</script> <img src=x onerror=alert(1)> [here](javascript:alert(1)) ![](http://evil.example/p.png) <b>bold</b>";
  replace((snapshot) => {
    snapshot.title = hostile;
    snapshot.content.sections[0] = { id: "s", heading: hostile, body: `${hostile}\n\n| ${hostile} |\n|---|\n| ${hostile} |` };
    snapshot.content.lines[0]!.description = hostile;
    snapshot.content.terms = hostile;
  });
  const visitor = arriveAs(dana);
  for (const path of [at, `${at}/versions/2`, `${at}/changes`, `${at}/acceptance`, `${at}/decline`]) {
    const { status, root } = await visitor.get(path);
    expect([path, status]).toEqual([path, 200]);
    const main = root.querySelector("main")!;
    expect([path, main.querySelectorAll("script, b").length, main.querySelectorAll("img").length, main.querySelectorAll("[onerror], a[href^='javascript']").length]).toEqual([path, 0, 0, 0]);
  }
  const paper = Buffer.from(await (await visitor.send(`${at}/proposal.pdf`)).arrayBuffer()).toString("latin1");
  expect(/\/JavaScript|\/URI\s*\(|\/Launch|\/OpenAction/.exec(paper)?.[0]).toBeUndefined();
});

test("the paper is of what was frozen, named, sealed off, and the same bytes each time; a long one turns its pages", async () => {
  replace((snapshot) => {
    snapshot.content.sections.push({ id: "greek", heading: "Καλημέρα, доброе утро", body: "Ζαχαροπλαστείο и кофейня.\n\n".repeat(60) });
    snapshot.content.lines = Array.from({ length: 90 }, (_, index) => ({ id: `l${index}`, description: `Line ${index}`, quantity: 150, unit: "hours", price: 1000, optional: false }));
  });
  const visitor = arriveAs(dana);
  const [one, again] = [await visitor.send(`${at}/proposal.pdf`), await visitor.send(`${at}/proposal.pdf`)];
  expect([one.status, one.headers.get("Content-Type"), one.headers.get("Content-Security-Policy")]).toEqual([200, "application/pdf", "sandbox"]);
  expect(one.headers.get("Content-Disposition")).toContain("attachment");
  const bytes = Buffer.from(await one.arrayBuffer());
  expect(bytes.equals(Buffer.from(await again.arrayBuffer()))).toBe(true);
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes);
  const text = [...document.pages()].map((page) => page.getText()).join("\n");
  expect(document.getPageCount()).toBeGreaterThan(4);
  for (const words of ["Καλημέρα, доброе утро", "Line 89", "$1,350.00"]) expect(text).toContain(words);
  document.destroy();
  library.destroy();
});

test("the list is narrowed, ordered and empty by its address", async () => {
  const visitor = arriveAs(dana);
  expect((await visitor.get("/portal/proposals")).text).toContain("Offer quillfeather");
  for (const [query, found] of [["?status=sent", 1], ["?status=declined", 0], ["?search=quillf", 1], ["?search=second", 0], ["?sort=title", 1], ["?sort=-nonsense", 1]] as const) {
    const page = await visitor.get(`/portal/proposals${query}`);
    expect([query, page.root.querySelectorAll("tbody tr").length]).toEqual([query, found]);
    if (!found) expect(page.text).toContain("No proposal matches");
  }
});

const keptIn = (html: string) => /<textarea id="kept"[^>]*>([^<]*)</.exec(html)?.[1];
const plain = (html: string) => html.replace(/<!--.*?-->|<[^>]+>/g, "").replace(/\s+/g, " ");
const questions = () => (sqlite.prepare("SELECT count(*) AS n FROM questions WHERE subject_id = ?").get(id) as { n: number }).n;
const asks = () => (sqlite.prepare("SELECT count(*) AS n FROM more_time_asks WHERE subject_id = ?").get(id) as { n: number }).n;

test("R1: in fifty runs both accept at once, with other lines chosen; one yes stands each time, with its own lines, and one receipt", { timeout: 120_000 }, async () => {
  const [one, other] = [arriveAs(dana), arriveAs(luis)];
  const [hers, his] = [(await one.get(`${at}/acceptance?chosen=option`)).form(), (await other.get(`${at}/acceptance`)).form()];
  const receipts = () => (sqlite.prepare("SELECT count(*) AS n FROM receipts WHERE subject_id = ?").get(id) as { n: number }).n;
  for (let run = 0; run < 50; run++) {
    sqlite.exec(`UPDATE proposal_versions SET decision = NULL, decided_at = NULL, receipt_id = NULL, chosen = NULL WHERE proposal_id = '${id}'`);
    const [before, kept] = [decisions(), receipts()];
    const sign = (visitor: Visitor, form: typeof hers, name: string) => () => visitor.send(form.action, { method: "POST", body: new URLSearchParams([...form.fields.filter(([field]) => !["signedName", "consent"].includes(field)), ["signedName", name], ["consent", "on"]]) });
    const both = [sign(one, hers, `Dana ${run}`), sign(other, his, `Luis ${run}`)];
    const answers = await Promise.all((run % 2 ? both.reverse() : both).map((send) => send()));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect([decisions(), receipts()]).toEqual([before + 1, kept + 1]);
    const html = await answers.find(({ status }) => status === 409)!.text();
    const first = html.includes("Dana Whitfield accepted this") ? "Dana" : "Luis";
    expect(keptIn(html)).toBe(`${first === "Dana" ? "Luis" : "Dana"} ${run}`);
    expect(sqlite.prepare("SELECT chosen FROM proposal_versions WHERE proposal_id = ? AND version = 1").get(id)).toEqual({ chosen: first === "Dana" ? '["option"]' : "[]" });
  }
});

test("R1, G7: the page open, the day ends: at its last second it is accepted, at the next it is 410 for both buttons, with what was typed", async () => {
  sqlite.exec("UPDATE proposal_versions SET expires_on = '2026-03-09'");
  const second = (day: string, time: string) => front.clock.standAt(instantIn("America/New_York", day, time));
  second("2026-03-09", "23:59:58");
  const visitor = arriveAs(dana);
  const [yes, no] = [(await visitor.get(`${at}/acceptance`)).form(), (await visitor.get(`${at}/decline`)).form()];
  second("2026-03-10", "00:00:00");
  const before = decisions();
  for (const [form, fields, words] of [[yes, signed, "Dana Whitfield"], [no, { reason: "A second too late." }, "A second too late."]] as const) {
    const refused = await visitor.submit(form, fields as Record<string, string>);
    expect([refused.status, keptIn(refused.html), refused.links().includes(`${at}/more-time`)]).toEqual([410, words, true]);
  }
  expect(decisions()).toBe(before);
  second("2026-03-09", "23:59:59");
  expect((await visitor.submit(yes, { ...signed, signedName: "Dana Whitfield, in time" })).url).toMatch(/^\/portal\/receipts\//);
  front.clock.resume();
});

const ends: [name: string, change: string, status: number, words: string][] = [
  ["expired", "UPDATE proposal_versions SET expires_on = '2020-01-01'", 409, "It can no longer be accepted as it stands"],
  ["withdrawn", "UPDATE proposal_versions SET withdrawn_at = 1, reason = 'Sent to the wrong people'", 409, "We took this proposal back, so there is nothing to answer here: Sent to the wrong people"],
  ["declined", `UPDATE proposal_versions SET decision = 'declined', decided_at = 1, receipt_id = '${belongingsOf(harbor).receipt}' WHERE proposal_id = '${id}'`, 409, "Dana Whitfield declined this"],
  ["closed to this person", `UPDATE contacts SET can_comment = 0 WHERE id = '${dana.id}'`, 403, "switched off for your account"],
];
test.for(ends)("R4, G4, G5: %s meanwhile: a question is not recorded, how it stands is shown, and its words are kept to copy", async ([, change, status, words]) => {
  const visitor = arriveAs(dana);
  const form = (await visitor.get(`${at}/question`)).form();
  sqlite.exec(change);
  const before = questions();
  const refused = await visitor.submit(form, { body: "Is the permit part of it?" });
  expect([refused.status, questions(), keptIn(refused.html)]).toEqual([status, before, "Is the permit part of it?"]);
  expect(plain(refused.html)).toContain(words);
  expect((await visitor.get(`${at}/question`)).root.querySelector("main form")).toBeNull();
  sqlite.exec(`UPDATE contacts SET can_comment = 1 WHERE id = '${dana.id}'`);
});

test("replaced by a next version meanwhile: a question still reaches the agency, which reads it beside the version that holds", async () => {
  const visitor = arriveAs(dana);
  const form = (await visitor.get(`${at}/question`)).form();
  replace(() => {});
  const before = questions();
  expect((await visitor.submit(form, { body: "And the lamp above it?" })).text).toContain("And the lamp above it?");
  expect(questions()).toBe(before + 1);
});

test("R4: more time is asked for once; who comes second, or where it has not expired, keeps their words and reads how it stands", async () => {
  sqlite.exec("UPDATE proposal_versions SET expires_on = '2020-01-01'");
  const [one, other] = [arriveAs(dana), arriveAs(luis)];
  const [hers, his] = [(await one.get(`${at}/more-time`)).form(), (await other.get(`${at}/more-time`)).form()];
  await one.submit(hers, { note: "Our landlord is away." });
  const second = await other.submit(his, { note: "Until June, please." });
  expect([second.status, asks(), keptIn(second.html), plain(second.html).includes("Dana Whitfield asked for more time")]).toEqual([409, 1, "Until June, please.", true]);
  for (const [change, words] of [["UPDATE proposal_versions SET expires_on = '2099-01-01'", "so you can answer it now"], ["UPDATE proposal_versions SET withdrawn_at = 1", "took this proposal back"]] as const) {
    sqlite.exec(`DELETE FROM more_time_asks; ${change}`);
    const refused = await other.submit(his, { note: "A week more." });
    expect([refused.status, asks(), keptIn(refused.html), refused.text.includes(words)]).toEqual([409, 0, "A week more.", true]);
  }
});

test("whether a decline needs a reason is the owner’s setting, on record from what to what: with it, an empty one is refused beside the field", async () => {
  const [owner, visitor] = [arriveAs(ruth), arriveAs(dana)];
  const path = "/staff/settings/portal";
  const form = (await owner.get(path)).form(path);
  expect(form.fields.some(([name]) => name === "declineNeedsReason")).toBe(false);
  await owner.submit(form, { declineNeedsReason: "on" });
  expect(sqlite.prepare("SELECT particulars FROM event_particulars ORDER BY seq DESC LIMIT 1").get()).toMatchObject({ particulars: expect.stringContaining("a reason to decline a proposal from optional to required") });
  const page = await visitor.get(`${at}/decline`);
  expect(page.root.querySelector("label[for$=reason]")!.text).not.toContain("optional");
  const before = decisions();
  const refused = await visitor.submit(page.form());
  expect([refused.status, refused.text.includes("Say why, in a sentence"), decisions()]).toEqual([422, true, before]);
  const again = (await owner.get(path)).form(path);
  expect(again.fields).toContainEqual(["declineNeedsReason", "on"]);
  await owner.post(path, again.fields.filter(([name]) => name !== "declineNeedsReason"));
  expect((await visitor.submit((await visitor.get(`${at}/decline`)).form())).text).toContain("It is declined");
  expect(decisions()).toBe(before + 1);
});

test.for([
  ["acceptance", { signedName: "Dana, signed out", consent: "on" }, "Dana, signed out"],
  ["decline", { reason: "Our landlord says no." }, "Our landlord says no."],
  ["question", { body: "Is the permit part of it?" }, "Is the permit part of it?"],
] as const)("G1: signed out while writing at /%s: the words come back after signing in, also where it was taken back meanwhile; nothing is recorded", async ([where, fields, words]) => {
  const path = `${at}/${where}`;
  const lose = async () => {
    const visitor = arriveAs(dana);
    const form = (await visitor.get(path)).form();
    sqlite.exec(`UPDATE sessions SET ended_at = 1, ended_why = 'signed_out' WHERE contact_id = '${dana.id}'`);
    const [before, talk] = [decisions(), questions()];
    expect((await visitor.submit(form, fields as Record<string, string>)).url).toMatch(/^\/portal\/login/);
    expect([decisions(), questions()]).toEqual([before, talk]);
  };
  await lose();
  const again = await arriveAs(dana).get(path);
  expect([again.html.includes(words), again.root.querySelector("main form") !== null]).toEqual([true, true]);
  await lose();
  sqlite.exec("UPDATE proposal_versions SET withdrawn_at = 1");
  const over = await arriveAs(dana).get(path);
  expect([keptIn(over.html), over.text.includes("took this proposal back")]).toEqual([words, true]);
  sqlite.exec("DELETE FROM drafts");
});

test("X7: nothing somebody writes makes the server fetch: pages, papers, letters and certificates of a proposal full of addresses ask nobody", async () => {
  sqlite.exec("DELETE FROM outbox");
  const asked: string[] = [];
  const listener = createServer((request, response) => {
    asked.push(request.url!);
    response.end();
  });
  await new Promise<void>((resolve) => void listener.listen(0, "127.0.0.1", resolve));
  const host = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const bait = `![a picture](${host}/picture.png) [a link](${host}/link) <img src="${host}/img.png"> <link rel="stylesheet" href="${host}/style.css"> @import url(${host}/import.css) <iframe src="${host}/frame"></iframe> file:///etc/passwd ${host}/bare`;
  replace((snapshot) => {
    snapshot.title = `Offer ${host}/title`;
    snapshot.content.sections = [{ id: "s", heading: bait, body: bait }];
    snapshot.content.lines.forEach((line) => (line.description = bait));
    snapshot.content.terms = bait;
    snapshot.agency = { name: "Northlight Studio", address: bait };
  });
  const visitor = arriveAs(dana);
  const done = await press(visitor, `${at}/acceptance`, { signedName: `Dana ${host}/name`, consent: "on" });
  const receipt = done.headers.get("Location")!;
  for (const path of [at, `${at}/changes`, `${at}/versions/2`, `${at}/proposal.pdf`, receipt, `${receipt}/receipt.json`, `${receipt}/certificate.pdf`]) expect([path, (await visitor.send(path)).status]).toEqual([path, 200]);
  await front.deliverDue();
  while (await front.makePictures());
  const paper = Buffer.from(await (await visitor.send(`${at}/proposal.pdf`)).arrayBuffer()).toString("latin1");
  expect(/\/GoToR|\/Launch|\/JavaScript|\/EmbeddedFile|\/SubmitForm/.exec(paper)?.[0]).toBeUndefined();
  listener.close();
  expect(asked).toEqual([]);
});
