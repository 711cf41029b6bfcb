import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import { documents } from "#db/schema/index.ts";
import { check, keysIn } from "#app/receipts/verify-receipt.mjs";
import { alone } from "../support/alone.ts";
import { dana, harbor, joan, luis, maya, meridian, packaging } from "../support/cast.ts";
import { type Written, press, sendChecked, writeProposal } from "../support/desk.ts";
import { builtPortal } from "../support/portal.ts";
import { scopeDocument } from "../support/scope.ts";
import { milestones, statementOfWork } from "../support/statement-of-work.ts";
import type { Page, Visitor } from "../support/visitor.ts";

/** Real papers of the trade, put through whole over pages alone, both sides, without a line of script. */

const { front, arriveAs, stranger } = await builtPortal();
const { sqlite } = front;
const visitors = {} as Record<"maya" | "dana" | "luis" | "joan", Visitor>;
beforeAll(() => void Object.assign(visitors, { maya: arriveAs(maya), dana: arriveAs(dana), luis: arriveAs(luis), joan: arriveAs(joan) }));

const { title, sections, lines, terms } = statementOfWork;
const paper = (fee: Written["fee"], more: Partial<Written> = {}): Written => ({ title, sections, lines, terms, fee, recipients: [dana.id, luis.id], ...more });
const statusOn = (page: Page) => page.root.querySelector("main .badge")!.text;
const eventsOf = (id: string) => (sqlite.prepare("SELECT action FROM events WHERE subject_id = ? ORDER BY seq").all(id) as { action: string }[]).map(({ action }) => action);
const everyWord = (page: Page) => {
  for (const { heading, body } of sections) for (const words of [heading, ...body.split(/[\n*#>]+|^\d+\.|- /m)].map((line) => line.replace(/^[\s\d.-]+/, "").trim()).filter((line) => line.length > 25)) expect(page.text).toContain(words.replace(/\s+/g, " "));
};

/** A receipt as somebody takes it away: the file of its page, and the keys as the portal gives them out. */
async function taken(visitor: Visitor, receipt: string) {
  const file = await (await visitor.send(`${receipt}/receipt.json`)).text();
  const keys = await (await stranger().send("/.well-known/receipt-keys.json")).text();
  return { file, keys };
}
const receiptOn = (page: Page) => page.links().find((to) => /\/receipts\/[\w-]+$/.test(to))!;

describe("a statement of work of ten sections", () => {
  test("as a Fixed Fee: written, previewed, sent, asked about, answered, and accepted with an option by Dana; the receipt holds on another machine", { timeout: 120_000 }, async () => {
    const before = sqlite.prepare("SELECT count(*) AS n FROM events").get() as { n: number };
    const { id, page } = await writeProposal(visitors.maya, harbor.id, paper({ model: "fixed" }));
    // Seventeen rows were added by buttons, and none of that is on record: begun, and saved once.
    expect((sqlite.prepare("SELECT count(*) AS n FROM events").get() as { n: number }).n - before.n).toBe(2);
    expect(eventsOf(id)).toEqual(["proposal.drafted", "proposal.changed"]);
    expect(page.text).toContain("The draft is saved. Nothing was sent.");
    expect((await visitors.dana.get(`/portal/proposals/${id}`)).status).toBe(404);

    const preview = await visitors.maya.get(`/staff/proposals/${id}/check`);
    everyWord(preview);
    for (const words of ["$4,800.00", "86 hours", "$9,890.00", "$24,340.00", "Training for two more people", "The letter goes to Dana Whitfield and Luis Ortega"]) expect(preview.text, words).toContain(words);
    const sent = await sendChecked(visitors.maya, id);
    expect([statusOn(sent), eventsOf(id).at(-1)]).toEqual(["Sent", "proposal.sent"]);

    const read = await visitors.dana.get(`/portal/proposals/${id}`);
    everyWord(read);
    expect(read.root.querySelectorAll("main li strong, main p strong").length).toBeGreaterThan(5);
    expect(read.text).toContain("Accept for $24,340.00…");
    const asked = await press(visitors.dana, await visitors.dana.get(`/portal/proposals/${id}/question`), "Send question", { body: "Is the carrier’s label printer part of it?" });
    expect(asked.text).toContain("Your question is sent.");
    expect((await visitors.maya.get("/staff/home")).text).toContain("Question by Dana Whitfield");
    await press(visitors.maya, await visitors.maya.get(`/staff/proposals/${id}`), "Send answer", { body: "The labels are; the printer is yours." });
    expect((await visitors.luis.get(`/portal/proposals/${id}`)).text).toContain("The labels are; the printer is yours.");

    // The option is ticked, the new total shown, then signed.
    const option = read.root.querySelectorAll("input[name=chosen]").find((box) => box.closest("label")!.text.includes("Spanish"))!.getAttribute("value")!;
    const chosen = await visitors.dana.get(`/portal/proposals/${id}?chosen=${option}`);
    expect(chosen.text).toContain("Accept for $27,490.00…");
    const sign = await visitors.dana.get(chosen.links().find((to) => to.includes("/acceptance?"))!);
    const done = await press(visitors.dana, sign, "Accept for $27,490.00", { signedName: "Dana Whitfield", consent: "on" });
    expect(done.url).toMatch(/^\/portal\/receipts\//);
    for (const words of ["Dana Whitfield", "$27,490.00", "I have read the proposal and its terms, and I may accept for Harbor & Finch Coffee."]) expect(done.text).toContain(words);

    const { file, keys } = await taken(visitors.dana, done.url);
    const { run } = alone({ "receipt.json": file, "keys.json": keys });
    expect(run("verify-receipt.mjs", "receipt.json", "--key", "keys.json")).toEqual({ status: 0, said: expect.stringMatching(/Dana Whitfield accepted proposal PR-0001[\s\S]*Everything holds\.\n$/) });
    // The other side's file is the same, byte for byte, and what was frozen is every word that was read.
    expect((await taken(visitors.maya, receiptOn(await visitors.maya.get(`/staff/proposals/${id}`)))).file).toBe(file);
    const { snapshot } = (JSON.parse(file) as { receipt: { snapshot: { content: { sections: { body: string }[]; lines: unknown[] }; chosen: string[] } } }).receipt;
    expect([snapshot.content.sections.map(({ body }) => body), snapshot.content.lines.length, snapshot.chosen]).toEqual([sections.map(({ body }) => body), 6, [option]]);
    expect(statusOn(await visitors.maya.get(`/staff/proposals/${id}`))).toBe("Accepted");
  });

  test("as an Hourly Rate: declined by Joan with a reason, revised and sent again; the old link says what changed, and the new version is accepted", { timeout: 120_000 }, async () => {
    const { id } = await writeProposal(visitors.maya, meridian.id, paper({ model: "hourly", rate: "115.00", estimate: "212.5" }, { lines: [], recipients: [joan.id] }));
    await sendChecked(visitors.maya, id);
    const at = `/portal/proposals/${id}`;
    const read = await visitors.joan.get(at);
    for (const words of ["$115.00 an hour", "212.5 hours", "$24,437.50"]) expect(read.text, words).toContain(words);
    const declined = await press(visitors.joan, await visitors.joan.get(`${at}/decline`), "Decline proposal", { reason: "The training can wait until spring." });
    expect([statusOn(declined), declined.text.includes("It is declined")]).toEqual(["Declined", true]);
    expect((await visitors.maya.get(`/staff/proposals/${id}`)).text).toContain("The training can wait until spring.");
    expect((await visitors.joan.get(`${at}/acceptance`)).root.querySelector("input[name=consent]")).toBeNull();

    const edit = await visitors.maya.get(`/staff/proposals/${id}/edit`);
    await press(visitors.maya, edit, "Save draft", { "sections[4].body": "1. Findings of the discovery, at most ten pages (PDF).\n2. The shop, running on your account, with its source.", estimate: "180" });
    expect((await visitors.joan.get(at)).text).not.toContain("180 hours");
    const compare = await visitors.maya.get(`/staff/proposals/${id}/changes?to=draft`);
    expect([compare.root.querySelectorAll("ins").map(({ text }) => text).join().includes("180"), compare.root.querySelectorAll("del").map(({ text }) => text).join().includes("212.5")]).toEqual([true, true]);
    await sendChecked(visitors.maya, id);
    const old = await visitors.joan.get(`${at}/versions/1`);
    expect([old.text.includes("Read version 2"), old.text.includes("declined")]).toEqual([true, true]);
    const changes = await visitors.joan.get(`${at}/changes?from=1&to=2`);
    expect(changes.root.querySelectorAll("del").map(({ text }) => text).join()).toContain("212.5");
    const between = await visitors.maya.get(`/staff/proposals/${id}/changes`);
    expect([between.status, between.text.includes("From version 1 to version 2")]).toEqual([200, true]);

    const done = await press(visitors.joan, await visitors.joan.get(`${at}/acceptance`), "Accept for $115.00 an hour", { signedName: "Joan Keller", consent: "on" });
    const { file, keys } = await taken(visitors.joan, done.url);
    expect(alone({ "receipt.json": file, "keys.json": keys }).run("verify-receipt.mjs", "receipt.json", "--key", "keys.json").status).toBe(0);
    // Both answers stay on record, each with a receipt of its own.
    expect((await visitors.maya.get(`/staff/proposals/${id}`)).links().filter((to) => to.startsWith("/staff/receipts/")).length).toBe(2);
  });

  test("as a Retainer: expired, more time asked for and given, and the answer given outside recorded as the agency’s", { timeout: 120_000 }, async () => {
    const { id } = await writeProposal(visitors.maya, harbor.id, paper({ model: "retainer", amount: "1,950", period: "month" }, { lines: lines.slice(4, 5) }));
    await sendChecked(visitors.maya, id);
    const at = `/portal/proposals/${id}`;
    expect((await visitors.luis.get(at)).text).toContain("$1,950.00 a month");
    sqlite.prepare("UPDATE proposal_versions SET expires_on = '2020-01-01' WHERE proposal_id = ?").run(id);
    expect(statusOn(await visitors.luis.get(at))).toBe("Expired");
    await press(visitors.luis, await visitors.luis.get(`${at}/more-time`), "Ask for more time", { note: "Dana is back on Monday." });
    expect((await visitors.maya.get(`/staff/proposals/${id}`)).text).toContain("Luis Ortega asks for more time: “Dana is back on Monday.”");
    await press(visitors.maya, await visitors.maya.get(`/staff/proposals/${id}/extension`), "Give more time", { expiresOn: "2099-09-30" });
    expect([statusOn(await visitors.luis.get(at)), (await visitors.maya.get("/staff/home")).text.includes("asks for more time")]).toEqual(["Pending", false]);
    const recorded = await press(visitors.maya, await visitors.maya.get(`/staff/proposals/${id}/outside-answer`), "Record answer", { answer: "accepted", note: "Dana on the telephone, 12 March, to Maya." });
    const receipt = receiptOn(recorded);
    const page = await visitors.dana.get((await visitors.dana.get(at)).links().find((to) => to.startsWith("/portal/receipts/"))!);
    expect([page.text.includes("Dana on the telephone, 12 March, to Maya."), page.text.includes("Signed with the typed name")]).toEqual([true, false]);
    expect(page.text).toMatch(/[Rr]ecorded by the agency/);
    const { file, keys } = await taken(visitors.maya, receipt);
    expect(JSON.parse(file).receipt.act.recordedBy).toBe("agency");
    expect(check(file, { keys: keysIn(keys) }).holds).toBe(true);
  });

  test("as Milestones: accepted by Dana, and a project is started from it, once", { timeout: 120_000 }, async () => {
    const { id } = await writeProposal(visitors.maya, harbor.id, paper({ model: "milestone" }, { lines: [], milestones }));
    const preview = await visitors.maya.get(`/staff/proposals/${id}/check`);
    for (const words of ["Findings accepted", "31 Jan 2099", "Ten days of care are over", "$24,340.00"]) expect(preview.text, words).toContain(words);
    await sendChecked(visitors.maya, id);
    const done = await press(visitors.dana, await visitors.dana.get(`/portal/proposals/${id}/acceptance`), "Accept for $24,340.00", { signedName: "Dana Whitfield", consent: "on" });
    expect(done.text).toContain("Dana Whitfield");
    const form = await visitors.maya.get(`/staff/proposals/${id}/project`);
    const project = await press(visitors.maya, form, "Start project", { name: "Online shop" });
    expect([project.url.startsWith("/staff/projects/"), project.text.includes("Online shop has begun.")]).toEqual([true, true]);
    expect((await visitors.dana.get("/portal/projects")).text).toContain("Online shop");
    expect((await visitors.maya.get(`/staff/proposals/${id}/project`)).status).toBe(409);
    expect((await press(visitors.maya, form, "Start project", { name: "Once more" })).status).toBe(409);
  });
});

describe("a scope document of a dozen pages, as PDF", () => {
  test("uploaded, asked for, read, reviewed and accepted; the receipt and the document verify alone, and a changed byte anywhere is named", { timeout: 180_000 }, async () => {
    const bytes = await scopeDocument();
    expect(bytes.toString("latin1").match(/\/Type \/Page\b/g)!.length).toBeGreaterThanOrEqual(12);
    const path = `/staff/projects/${packaging.id}/documents/upload`;
    const body = new FormData();
    for (const [name, value] of (await visitors.maya.get(path)).form(path).fields) body.append(name, value);
    body.append("files", new File([new Uint8Array(bytes)], "Online shop, scope of work.pdf", { type: "application/pdf" }));
    expect((await visitors.maya.send(path, { method: "POST", body })).status).toBe(303);
    const document = front.db.select({ id: documents.id }).from(documents).orderBy(sql`rowid desc`).limit(1).get()!.id;

    const ask = await visitors.maya.get(`/staff/documents/${document}/acceptance`);
    const asked = await press(visitors.maya, ask, "Ask for acceptance", { title: "Online shop: scope of work", contacts: [dana.id], expiresOn: "2099-06-30", note: "Page 4 is the one to read twice." });
    const id = /acceptances\/([\w-]+)/.exec(asked.url)![1]!;
    const at = `/portal/acceptances/${id}`;
    expect((await visitors.dana.get("/portal/home")).text).toContain("Online shop: scope of work");
    const page = await visitors.dana.get(at);
    for (const words of ["Page 4 is the one to read twice.", "Online shop, scope of work.pdf", "Review & Accept"]) expect(page.text).toContain(words);
    const link = (await visitors.dana.send(`${at}/file`)).headers.get("Location")!;
    const downloaded = Buffer.from(await (await visitors.dana.send(link)).arrayBuffer());
    expect(downloaded.equals(bytes)).toBe(true);
    const done = await press(visitors.dana, await visitors.dana.get(`${at}/acceptance`), "Accept document", { signedName: "Dana Whitfield", consent: "on" });
    expect([done.url.startsWith("/portal/receipts/"), statusOn(await visitors.dana.get(at))]).toEqual([true, "Accepted"]);
    expect(eventsOf(id)).toEqual(["acceptance.requested", "acceptance.viewed", "acceptance.accepted"]);

    const { file, keys } = await taken(visitors.dana, done.url);
    const other = Buffer.from(bytes);
    other[Math.floor(other.length / 2)]! ^= 1;
    const { run, write } = alone({ "receipt.json": file, "keys.json": keys, "scope.pdf": downloaded, "changed.pdf": other });
    const verify = (document: string) => run("verify-receipt.mjs", "receipt.json", "--key", "keys.json", "--file", document);
    expect(verify("scope.pdf")).toEqual({ status: 0, said: expect.stringMatching(/Dana Whitfield accepted Online shop: scope of work, version 1[\s\S]*byte for byte[\s\S]*Everything holds\.\n$/) });
    expect(verify("changed.pdf")).toEqual({ status: 1, said: expect.stringContaining("FAILS  changed.pdf is not one of this receipt’s files") });
    // The public page says the same, to anybody, with both files.
    const form = new FormData();
    form.append("receipt", new File([file], "receipt.json"));
    form.append("document", new File([new Uint8Array(downloaded)], "scope.pdf"));
    const said = await (await stranger().send("/verify", { method: "POST", body: form })).text();
    expect([said.includes("This receipt holds"), said.includes("byte for byte")]).toEqual([true, true]);

    // Every byte of the receipt, one after another: none can be another, and each time it is said what fails.
    const trusted = keysIn(keys);
    const signed = Buffer.from(file);
    const unnoticed: number[] = [];
    for (let place = 0; place < signed.length; place++) {
      const changed = Buffer.from(signed);
      changed[place]! ^= 1;
      const verdict = check(changed.toString("utf8"), { keys: trusted });
      if (verdict.holds || !verdict.findings.some(({ holds, words }) => !holds && words.length > 10)) unnoticed.push(place);
    }
    expect(unnoticed).toEqual([]);
    for (const place of [2, Math.floor(signed.length / 3), signed.length - 3]) {
      const changed = Buffer.from(signed);
      changed[place]! ^= 1;
      write("changed.json", changed);
      const { status, said } = run("verify-receipt.mjs", "changed.json", "--key", "keys.json");
      expect([place, status === 0, said.length > 20]).toEqual([place, false, true]);
    }
  });
});
