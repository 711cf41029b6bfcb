import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { canary, belongingsOf, plantBelongings } from "../support/belongings.ts";
import { bea, dana, harbor, ines, joan, luis, maya, meridian, ruth, tom } from "../support/cast.ts";
import { filled, press, sendChecked, writeProposal } from "../support/desk.ts";
import { ledger } from "../support/ledger.ts";
import { builtPortal } from "../support/portal.ts";
import type { Page, Visitor } from "../support/visitor.ts";

const { front, arriveAs } = await builtPortal();
const { sqlite } = front;
const own = belongingsOf(harbor);
beforeAll(() => front.transact((tx) => plantBelongings(tx)));
beforeEach(() => sqlite.exec("DELETE FROM attempts"));

const sign = {
  title: "Shopfront sign",
  sections: [{ heading: "What we will do", body: "Design the fascia, in **two rounds**." }],
  lines: [{ description: "Design", quantity: "1", unit: "", price: "2,600.00" }, { description: "A lamp above it", quantity: "2", unit: "lamp", price: "450", optional: true }],
  terms: "Half is due on acceptance.",
  fee: { model: "fixed" },
};
const statusOn = (page: Page) => page.root.querySelector("main .badge")!.text;
const eventsOf = (id: string) => (sqlite.prepare("SELECT action FROM events WHERE subject_id = ? ORDER BY seq").all(id) as { action: string }[]).map(({ action }) => action);
const rowOf = (id: string) => sqlite.prepare("SELECT title, content, version, changed_at AS changedAt FROM proposals WHERE id = ?").get(id) as { title: string; content: string; version: number; changedAt: number } | undefined;
const draftOf = async (member: Visitor, more: object = {}) => (await writeProposal(member, harbor.id, { ...sign, ...more })).id;
const sentBy = async (member: Visitor, more: object = {}) => {
  const id = await draftOf(member, more);
  await sendChecked(member, id);
  return id;
};
const doings = (page: Page, id: string) => page.links().flatMap((to) => new RegExp(`^/staff/proposals/${id}/([\\w-]+)$`).exec(to)?.[1] ?? []).sort();

describe("writing", () => {
  test("sections, lines and milestones are added, moved and taken out by buttons; what was typed stays, and none of it is recorded", async () => {
    const member = arriveAs(maya);
    const id = await draftOf(member);
    const before = ledger(sqlite);
    let page = await member.get(`/staff/proposals/${id}/edit`);
    const value = (name: string) => page.root.querySelector(`[name="${name}"]`)?.getAttribute("value") ?? page.root.querySelector(`textarea[name="${name}"]`)?.text ?? null;
    page = await press(member, page, "Add a section", { title: "A sign, unsaved", "sections[0].body": "Typed and not saved." });
    expect([page.status, value("title"), value("sections[0].body"), value("sections[1].heading") ?? ""]).toEqual([200, "A sign, unsaved", "Typed and not saved.", ""]);
    page = await press(member, page, "Update totals", { "sections[1].heading": "Second", "sections[1].body": "Two." });
    page = await press(member, page, "Move up section 2");
    expect([value("sections[0].heading"), value("sections[1].heading")]).toEqual(["Second", "What we will do"]);
    page = await press(member, page, "Move down section 1");
    page = await press(member, page, "Remove section 1");
    expect([value("sections[0].heading"), value("sections[1].heading")]).toEqual(["Second", null]);
    page = await press(member, page, "Add another line");
    page = await press(member, page, "Update totals", { "lines[2].description": "A crane", "lines[2].quantity": "1.5", "lines[2].unit": "days", "lines[2].price": "300" });
    expect(page.text).toMatch(/Together \$3,050\.00.*With every optional line \$3,950\.00/);
    page = await press(member, page, "Remove line 1");
    expect([value("lines[0].description"), value("lines[1].description"), value("lines[2].description")]).toEqual(["A lamp above it", "A crane", null]);
    page = await press(member, page, "Add a milestone", { model: "milestone" });
    page = await press(member, page, "Add another milestone", { "milestones[0].name": "Design", "milestones[0].amount": "1,000" });
    page = await press(member, page, "Move up milestone 2");
    expect([value("milestones[0].name") ?? "", value("milestones[1].name"), value("milestones[1].amount")]).toEqual(["", "Design", "1,000"]);
    // Fourteen presses later the database is as it was, to the byte; and the page says where what was pressed stands.
    expect(ledger(sqlite).digest).toBe(before.digest);
    expect(page.root.querySelectorAll("button[formaction]").map((button) => button.getAttribute("formaction")).filter((to) => !/#(sections|lines|fee)$/.test(to!))).toEqual([]);
    page = await press(member, page, "Save draft");
    expect([page.text.includes("The draft is saved. Nothing was sent."), rowOf(id)!.title, eventsOf(id).length]).toEqual([true, "A sign, unsaved", 3]);
  });

  test("Enter in a field works out the totals: the form’s first button neither saves nor sends", async () => {
    const member = arriveAs(maya);
    const id = await draftOf(member);
    const page = await member.get(`/staff/proposals/${id}/edit`);
    const first = page.root.querySelector("main form button")!;
    expect([first.text.trim(), first.getAttribute("name")]).toEqual(["Update totals", "__intent__"]);
  });

  test("what is wrong stands beside its field with everything typed, 422, and nothing is recorded", async () => {
    const member = arriveAs(maya);
    const id = await draftOf(member);
    const page = await member.get(`/staff/proposals/${id}/edit`);
    const before = ledger(sqlite);
    for (const [fields, sentence] of [
      [{ "lines[0].price": "much" }, "Enter an amount, for example"],
      [{ "lines[0].quantity": "-1" }, "Enter how many, for example 2 or 1.5"],
      [{ "lines[0].price": "1e309" }, "Enter an amount, for example"],
      [{ model: "hourly", estimate: "soon" }, "Enter hours, for example 40 or 12.5"],
      [{ expiresOn: "2026-02-30" }, "Choose the day it is open until"],
      [{ title: "" }, "Enter a title"],
      [{ "lines[0].description": "" }, "Say what this line is for"],
    ] as const) {
      const refused = await press(member, page, "Save draft", { terms: "Typed with care.", ...fields });
      expect([sentence, refused.status, refused.text.includes(sentence), refused.html.includes("Typed with care."), refused.root.querySelector("[aria-invalid=true]") !== null]).toEqual([sentence, 422, true, true, true]);
    }
    expect(ledger(sqlite).digest).toBe(before.digest);
  });

  test("R4: of two members who write at once the second is told, and keeps every word", async () => {
    const [one, other] = [arriveAs(maya), arriveAs(tom)];
    const id = await draftOf(one);
    const theirs = await other.get(`/staff/proposals/${id}/edit`);
    await press(one, await one.get(`/staff/proposals/${id}/edit`), "Save draft", { terms: "Maya’s terms." });
    const refused = await press(other, theirs, "Save draft", { terms: "Tom’s terms." });
    expect([refused.status, refused.text.includes("Somebody changed this draft while you were writing"), refused.html.includes("Tom’s terms."), JSON.parse(rowOf(id)!.content).terms]).toEqual([409, true, true, "Maya’s terms."]);
  });

  test("PDF files are attached, nothing else, and taken out again; with the draft deleted nothing of it is left to find", async () => {
    const member = arriveAs(maya);
    const id = await draftOf(member);
    const path = `/staff/proposals/${id}/attachments`;
    const attach = async (name: string, bytes: string) => {
      const body = new FormData();
      for (const [field, value] of (await member.get(path)).form(path).fields) body.append(field, value);
      body.append("files", new File([bytes], name, { type: "application/pdf" }));
      return member.send(path, { method: "POST", body });
    };
    expect((await attach("plan.pdf", "%PDF-1.7 The plan")).status).toBe(303);
    for (const [name, bytes] of [["plan.exe", "MZ"], ["plan.pdf", "<script>alert(1)</script>"]] as const) {
      const refused = await attach(name, bytes);
      expect([refused.status, (await refused.text()).includes("is not a PDF")]).toEqual([422, true]);
    }
    const page = await member.get(path);
    const removal = page.links().find((to) => to.startsWith(`${path}/`))!;
    expect((await member.get(`/staff/proposals/${id}`)).text).toContain("plan.pdf");
    await press(member, await member.get(removal), "Remove file");
    expect((await member.get(path)).text).not.toContain("plan.pdf");
    await press(member, await member.get(`/staff/proposals/${id}/removal`), /Delete/);
    expect([rowOf(id), (await member.get(`/staff/proposals/${id}`)).status]).toEqual([undefined, 404]);
  });
});

describe("sending and after", () => {
  test("R3: it is sent as it was checked: a word changed meanwhile, and nothing is sent; sent, it has its number and letters", async () => {
    const [member, other] = [arriveAs(maya), arriveAs(ruth)];
    const id = await draftOf(member);
    const check = await member.get(`/staff/proposals/${id}/check`);
    expect(check.text).toContain("Will be seen by");
    await press(other, await other.get(`/staff/proposals/${id}/edit`), "Save draft", { terms: "Another word." });
    const refused = await member.submit(check.form(`/staff/proposals/${id}/check`));
    expect([refused.status, refused.text.includes("while you were checking it. Nothing was sent"), rowOf(id)!.version]).toEqual([409, true, 0]);
    const sent = await sendChecked(member, id);
    expect([sent.url, statusOn(sent), /PR-\d{4}, version 1/.test(sent.text), eventsOf(id).at(-1)]).toEqual([`/staff/proposals/${id}`, "Sent", true, "proposal.sent"]);
  });

  test("what hinders sending stands in the button’s place, with a link to where each is mended", async () => {
    const member = arriveAs(maya);
    const id = await draftOf(member, { lines: [], fee: { model: "hourly" } });
    const at = `/staff/proposals/${id}`;
    let page = await member.get(`${at}/check`);
    for (const words of ["Give the hourly rate", "Give the estimate in hours"]) expect(page.text).toContain(words);
    expect([page.links().includes(`${at}/edit`), page.root.querySelector("main form")]).toEqual([true, null]);
    await press(member, await member.get(`${at}/edit`), "Save draft", { rate: "95", estimate: "40" });
    sqlite.exec(`UPDATE contacts SET deactivated_at = 1 WHERE client_id = '${harbor.id}'`);
    page = await member.get(`${at}/check`);
    expect([page.text.includes("This client has no active contact. Add a contact"), page.links().includes(`/staff/clients/${harbor.id}`), page.root.querySelector("main form")]).toEqual([true, true, null]);
    sqlite.exec(`UPDATE contacts SET deactivated_at = NULL WHERE client_id = '${harbor.id}'`);
    expect((await member.get(`${at}/check`)).root.querySelector("main form")).not.toBeNull();
  });

  test("each status offers what its lifecycle lists and nothing else; the page of every other move answers 409", async () => {
    const member = arriveAs(maya);
    const offered: [string, () => Promise<string>, string[]][] = [
      ["draft", () => draftOf(member), ["check", "copy", "edit", "removal", "template"]],
      ["sent", () => sentBy(member), ["copy", "edit", "extension", "outside-answer", "template", "withdrawal"]],
      ["expired", async () => { const id = await sentBy(member); sqlite.prepare("UPDATE proposal_versions SET expires_on = '2020-01-01' WHERE proposal_id = ?").run(id); return id; }, ["copy", "edit", "extension", "outside-answer", "template"]],
      ["declined", async () => { const id = await sentBy(member); await press(member, await member.get(`/staff/proposals/${id}/outside-answer`), "Record answer", { answer: "declined", note: "By telephone" }); return id; }, ["copy", "edit", "template"]],
      ["accepted", async () => { const id = await sentBy(member); await press(member, await member.get(`/staff/proposals/${id}/outside-answer`), "Record answer", { answer: "accepted", note: "By telephone" }); return id; }, ["copy", "project", "template"]],
      ["withdrawn", async () => { const id = await sentBy(member); await press(member, await member.get(`/staff/proposals/${id}/withdrawal`), "Withdraw proposal"); return id; }, ["copy", "template"]],
    ];
    for (const [status, make, expected] of offered) {
      const id = await make();
      const page = await member.get(`/staff/proposals/${id}`);
      expect([status, doings(page, id)]).toEqual([status, expected]);
      const refused: string[] = [];
      for (const move of ["edit", "check", "extension", "withdrawal", "outside-answer", "project", "removal"]) {
        const { status: answer } = await member.get(`/staff/proposals/${id}/${move}`);
        if (answer === 409) refused.push(move);
        else expect([status, move, answer]).toEqual([status, move, 200]);
      }
      const listed = expected.includes("edit") ? [...expected, "check"] : expected;
      expect([status, refused]).toEqual([status, ["edit", "check", "extension", "withdrawal", "outside-answer", "project", "removal"].filter((move) => !listed.includes(move))]);
    }
  });

  test("R4: extended, withdrawn and answered outside while it stands; a press that comes too late is 409, and what was typed is kept", async () => {
    const member = arriveAs(maya);
    const id = await sentBy(member);
    const at = `/staff/proposals/${id}`;
    const late = { withdrawal: await member.get(`${at}/withdrawal`), outside: await member.get(`${at}/outside-answer`), extension: await member.get(`${at}/extension`) };
    const extended = await press(member, late.extension, "Give more time", { expiresOn: "2099-08-01" });
    expect(extended.text).toContain("1 Aug 2099");
    const past = await press(member, await member.get(`${at}/extension`), "Give more time", { expiresOn: "2020-01-01" });
    expect([past.status, past.text.includes("That day has passed already")]).toEqual([422, true]);
    const client = arriveAs(dana);
    const before = eventsOf(id).length;
    const missing = await press(member, late.outside, "Record answer", { answer: "accepted" });
    expect([missing.status, missing.text.includes("Write how and when they answered"), eventsOf(id).length]).toEqual([422, true, before]);
    const accepted = await client.get(`/portal/proposals/${id}/acceptance`);
    await press(client, accepted, /^Accept for/, { signedName: "Dana Whitfield", consent: "on" });
    for (const [page, button, fields, words] of [[late.withdrawal, "Withdraw proposal", { reason: "The landlord says no." }, "The landlord says no."], [late.outside, "Record answer", { answer: "declined", note: "Dana on the telephone." }, "Dana on the telephone."]] as const) {
      const refused = await press(member, page, button, fields);
      expect([refused.status, refused.html.includes(words)]).toEqual([409, true]);
    }
    expect(eventsOf(id).filter((action) => /accepted|declined|withdrawn|answer_recorded/.test(action))).toEqual(["proposal.accepted"]);
  });

  test("what was answered, opened and asked stands on the page: who opened which version, the question, the answer, the receipt", async () => {
    const member = arriveAs(maya);
    const id = await sentBy(member);
    const client = arriveAs(luis);
    await client.get(`/portal/proposals/${id}`);
    await press(client, await client.get(`/portal/proposals/${id}/question`), "Send question", { body: "Is the permit part of it?" });
    const page = await member.get(`/staff/proposals/${id}`);
    for (const words of ["Opened by Luis Ortega", "Is the permit part of it?"]) expect(page.text.replace(/Sent [\d\w ]+ /, ""), words).toContain(words.replace("Opened by ", ""));
    expect((await member.get("/staff/home")).text).toContain("Question by Luis Ortega");
    const answered = await press(member, page, "Send answer", { body: "It is, in version 2." });
    expect(answered.text).toContain("It is, in version 2.");
    expect((await member.get("/staff/home")).text).not.toContain("Question by Luis Ortega");
  });

  test("Z2, Z6: a member writes, and finds no button that binds the agency; its pages answer 403, another’s client’s 404", async () => {
    const [member, manager] = [arriveAs(tom), arriveAs(maya)];
    const id = await draftOf(member, { title: "Prepared by Tom" });
    const check = await member.get(`/staff/proposals/${id}/check`);
    expect([check.root.querySelector("main form"), check.text.includes("A manager or an owner sends it")]).toEqual([null, true]);
    await sendChecked(manager, id);
    expect(doings(await member.get(`/staff/proposals/${id}`), id)).toEqual(["copy", "edit"]);
    for (const move of ["extension", "withdrawal", "outside-answer", "template"]) expect([move, (await member.get(`/staff/proposals/${id}/${move}`)).status]).toEqual([move, 403]);
    for (const end of ["", "/edit", "/check", "/changes", "/extension", "/copy"]) expect([end, (await arriveAs(ines).get(`/staff/proposals/${id}${end}`)).status]).toEqual([end, 404]);
    expect((await arriveAs(dana).get(`/staff/proposals/${id}`)).url).toContain("/staff/login");
  });
});

describe("lists, copies and templates", () => {
  test("narrowed, ordered and empty by their address; a number is found as people write it", async () => {
    const member = arriveAs(maya);
    const id = await sentBy(member, { title: "Spring menu cards" });
    const number = /PR-\d{4}/.exec((await member.get(`/staff/proposals/${id}`)).text)![0];
    for (const [query, words, count] of [["?search=spring+menu", "Spring menu cards", 1], [`?search=${number}`, "Spring menu cards", 1], [`?search=${Number(number.slice(3))}`, "Spring menu cards", 1], ["?status=sent&client=harbor&search=spring", "Spring menu cards", 1], ["?status=withdrawn&search=spring", "No proposal matches", 0], ["?search=100%25_", "No proposal matches", 0]] as const) {
      const page = await member.get(`/staff/proposals${query}`);
      expect([query, page.text.includes(words), page.root.querySelectorAll("tbody tr").length]).toEqual([query, true, count]);
    }
    const titles = (page: Page) => page.root.querySelectorAll("tbody tr").map((row) => row.querySelector("a")!.text.trim());
    const up = titles(await member.get("/staff/proposals?sort=title"));
    expect(up).toEqual([...up].sort((one, other) => one.localeCompare(other, "en", { sensitivity: "base" })));
    expect(titles(await member.get("/staff/proposals?sort=-title"))).toEqual([...up].reverse());
    expect((await arriveAs(ines).get("/staff/proposals")).text).toContain("No proposals yet");
  });

  test("X4: the file of the list holds what the list shows, and no formula", async () => {
    const member = arriveAs(maya);
    await draftOf(member, { title: "=SUM(1)" });
    const file = await (await member.send("/staff/proposals.csv?status=draft")).text();
    expect(file).toContain("'=SUM(1)");
    expect(file).not.toContain(`Offer ${canary[harbor.id]}`);
  });

  test("duplicated for another client, kept as a template, and begun from it: the words go along, nothing that was decided", async () => {
    const member = arriveAs(maya);
    const id = await sentBy(member, { title: "A sign to copy" });
    const copy = await press(member, await member.get(`/staff/proposals/${id}/copy`), "Duplicate proposal", { clientId: meridian.id, title: "The same for Meridian" });
    expect(copy.url).toMatch(/\/edit$/);
    expect(copy.html).toContain("Design the fascia, in **two rounds**.");
    expect((await arriveAs(joan).get("/portal/proposals")).text).not.toContain("The same for Meridian");
    const kept = await press(member, await member.get(`/staff/proposals/${id}/template`), "Save template", { name: "A sign, fixed" });
    expect(kept.text).toContain("A sign, fixed is a template now.");
    const template = kept.links().find((to) => to.includes("/proposals/new?template="))!;
    const start = await member.get(template);
    const begun = await member.submit(filled(start.form(), { clientId: harbor.id, title: "From the template" }));
    expect(begun.html).toContain("Design the fascia, in **two rounds**.");
    const at = template.replace("/new?template=", "/templates/");
    await press(member, await member.get(at), "Rename template", { name: "A wooden sign" });
    expect((await arriveAs(tom).get(at)).status).toBe(403);
    await press(member, await member.get(`${at}/removal`), "Remove template");
    expect((await member.get("/staff/proposals/templates")).text).not.toContain("A wooden sign");
  });

  test("Z5: of a draft, a second thought and a template no contact reads a word, anywhere", async () => {
    const member = arriveAs(maya);
    const id = await draftOf(member, { title: "cellardoor first thought" });
    for (const who of [dana, luis, bea]) for (const path of ["/portal/home", "/portal/proposals", "/portal/search?q=cellardoor", `/portal/proposals/${id}`, `/portal/proposals/${own.draftProposal}`]) expect((await arriveAs(who).get(path)).text).not.toContain("first thought");
  });
});
