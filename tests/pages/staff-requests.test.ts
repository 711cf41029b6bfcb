import { expect, test } from "vitest";
import { itemTypes } from "#app/information-requests/request.ts";
import { bea, dana, harbor, ines, maya, packaging, tom } from "../support/cast.ts";
import { builtPortal } from "../support/portal.ts";
import type { Page, Visitor } from "../support/visitor.ts";

const { front, arriveAs } = await builtPortal();

const kinds = Object.keys(itemTypes) as (keyof typeof itemTypes)[];
const options = "Red\nBlue\nGreen";
/** Twenty items of every kind, every fourth one optional. */
const twenty = Array.from({ length: 20 }, (_, index) => ({ label: `Item ${index + 1}`, type: kinds[index % kinds.length]!, required: index % 4 !== 3 }));
const answers: Record<string, string> = { text: "Harbor & Finch Coffee Roasters, LLC", long_text: "Three sentences.\nOr two.", number: "12.5", date: "2027-03-31", choice: "Red", choices: "Blue" };

const idIn = (page: Page) => /\/staff\/requests\/([\w-]+)/.exec(page.url)![1]!;
const statusOf = (page: Page) => page.root.querySelector("main .badge")!.text;

/** Writes a request over pages alone, and gives the page of its draft. */
async function write(member: Visitor, title: string, items: typeof twenty) {
  const begun = await member.submit((await member.get(`/staff/clients/${harbor.id}/requests/new?project=${packaging.id}`)).form(), { title });
  const id = idIn(begun);
  let page = begun;
  for (const { label, type, required } of items) {
    const form = page.form();
    const fields = { label, type, options: type === "choice" || type === "choices" ? options : "", help: `About ${label}`, another: "yes" };
    page = await member.submit({ ...form, fields: form.fields.filter(([name]) => name !== "required" || required) }, fields);
    expect([page.status, page.url]).toEqual([200, `/staff/requests/${id}/items/new`]);
  }
  return member.get(`/staff/requests/${id}`);
}
const send = async (member: Visitor, id: string) => member.submit((await member.get(`/staff/requests/${id}/check`)).form());

test("a whole round without JavaScript: twenty items are written, checked, sent, answered, returned, answered again, accepted, complete", async () => {
  const [member, client] = [arriveAs(maya), arriveAs(dana)];
  const draft = await write(member, "Launch details", twenty);
  const id = idIn(draft);
  expect(draft.root.querySelectorAll("main li[id^=item-]")).toHaveLength(20);
  expect((await client.get(`/portal/requests/${id}`)).status).toBe(404);

  // Moved, and taken out and written again, by buttons.
  const second = draft.form(/order\/up$/);
  expect((await member.submit(second)).root.querySelectorAll("main li[id^=item-] h3").map(({ text }) => text.replace(/\s+/g, " ")).slice(0, 2).join()).toMatch(/Item 2.*Item 1/);

  const check = await member.get(`/staff/requests/${id}/check`);
  for (const words of ["Item 20", "About Item 3", "Will be seen by Bea Marsh, Dana Whitfield and Luis Ortega", "get a letter"]) expect(check.text).toContain(words);
  expect(check.root.querySelectorAll("main fieldset[disabled] .field").length).toBeGreaterThanOrEqual(20);
  const sent = await member.submit(check.form());
  expect([sent.url, statusOf(sent), sent.text.includes("IR-0001")]).toEqual([`/staff/requests/${id}`, "Sent", true]);

  const open = await client.get(`/portal/requests/${id}`);
  const submission = open.form(`/portal/requests/${id}`.concat("/draft"));
  const typed = submission.fields.filter(([name]) => name.startsWith("seen-")).map(([name]) => name.replace("seen-", ""));
  const rows = front.sqlite.prepare("SELECT id, type FROM request_items WHERE request_id = ? ORDER BY position").all(id) as { id: string; type: string }[];
  expect(typed.sort()).toEqual(rows.map(({ id }) => id).sort());
  const key = open.root.querySelectorAll("button[formaction]").find((button) => button.getAttribute("formaction")!.endsWith("/submission"))!;
  const filled = rows.filter(({ type }) => answers[type]).map(({ id, type }): [string, string] => [`item-${id}`, answers[type]!]);
  const given = await client.post(key.getAttribute("formaction")!, [...submission.fields.filter(([name]) => name.startsWith("seen-")), ...filled, ["_key", key.getAttribute("value")!]]);
  expect([given.status, given.text.includes(`${filled.length} with us`)]).toEqual([200, true]);

  const home = await member.get("/staff/home");
  expect(home.text).toContain(`${filled.length} answers of Dana Whitfield`);
  const list = await member.get("/staff/requests?state=review");
  expect(list.root.querySelector("tbody")!.text).toContain("Launch details");

  // Each sees only what its state allows: what waits is accepted or returned, what was not answered is reworded.
  const review = await member.get(`/staff/requests/${id}`);
  const returned = rows[0]!.id;
  const reason = await member.get(`/staff/requests/${id}/items/${returned}/return`);
  const back = await member.submit(reason.form(), { reason: "The registered name, please" });
  expect([back.status, back.text.includes("The registered name, please")]).toEqual([200, true]);
  expect(review.text).not.toContain("Undo acceptance");

  const again = await client.get(`/portal/requests/${id}`);
  expect(again.text).toContain("Maya Lindqvist asks for another look");
  const answerButton = again.root.querySelectorAll("button[formaction]").find((button) => button.getAttribute("formaction")!.endsWith(`/items/${returned}/answer`))!;
  await client.post(answerButton.getAttribute("formaction")!, [...again.form(/draft$/).fields.filter(([name]) => name.startsWith("seen-")), [`item-${returned}`, rows[0]!.type === "long_text" ? "All of it." : "The whole name"], ["_key", answerButton.getAttribute("value")!]]);
  const all = await member.get(`/staff/requests/${id}/acceptance`);
  expect(all.root.querySelectorAll("input[name=shown]")).toHaveLength(filled.length);
  const accepted = await member.submit(all.form());
  expect([accepted.status, statusOf(accepted), accepted.text.includes("One earlier answer")]).toEqual([200, "In Progress", true]);

  // The files stay away, and are done without.
  for (const { id: item } of rows.filter(({ type }) => !answers[type])) await member.submit((await member.get(`/staff/requests/${id}/items/${item}/waiver`)).form(), { reason: "We took them ourselves" });
  const complete = await member.get(`/staff/requests/${id}`);
  expect([statusOf(complete), complete.links().filter((to) => /\/(edit|new|cancellation|reminder|acceptance)$/.test(to))]).toEqual(["Completed", []]);
  expect((await client.get("/portal/requests?tab=completed")).text).toContain("Launch details");

  // Taken back, it is under way again.
  const undone = await member.submit((await member.get(`/staff/requests/${id}/items/${returned}/undo`)).form(), { reason: "The wrong line" });
  expect(statusOf(undone)).toBe("In Progress");
});

test("a newer answer while the older is accepted or returned: 409, the newer is shown, and what was typed is kept", async () => {
  const member = arriveAs(maya);
  const id = idIn(await write(member, "One thing", twenty.slice(0, 1)));
  await send(member, id);
  const item = (front.sqlite.prepare("SELECT id FROM request_items WHERE request_id = ?").get(id) as { id: string }).id;
  const answer = (number: number, words: string) => front.sqlite.prepare("INSERT INTO request_submissions (id, item_id, client_id, number, contact_id, answer, submitted_at) VALUES (?, ?, ?, ?, ?, ?, ?)").run(`${id}-${number}`, item, harbor.id, number, dana.id, JSON.stringify({ words }), number);
  answer(1, "The first words");
  const page = await member.get(`/staff/requests/${id}`);
  const [accept, giveBack] = [page.form(/items\/[\w-]+\/acceptance$/), (await member.get(`/staff/requests/${id}/items/${item}/return`)).form()];
  answer(2, "The newer words");
  for (const refused of [await member.submit(accept), await member.submit(giveBack, { reason: "Not the first" })]) {
    expect([refused.status, refused.text.includes("sent a newer answer meanwhile"), refused.text.includes("The newer words")]).toEqual([409, true, true]);
    if (refused.url.endsWith("/return")) expect(refused.html).toContain("Not the first");
  }
  const done = await member.submit((await member.submit(accept)).form());
  expect([done.status, statusOf(done)]).toEqual([200, "Completed"]);
  const late = await member.submit(giveBack, { reason: "Not the first" });
  expect([late.status, late.html.includes("Not the first")]).toEqual([409, true]);
});

test("what hinders sending stands there in words with a way on, in the button’s place", async () => {
  const member = arriveAs(maya);
  const id = idIn(await write(member, "Not yet", []));
  const empty = await member.get(`/staff/requests/${id}/check`);
  expect([empty.text.includes("There is nothing to ask for yet"), empty.links().includes(`/staff/requests/${id}/items/new`), empty.html.includes("Send request")]).toEqual([true, true, false]);
  front.sqlite.prepare("UPDATE clients SET portal_closed_at = 1 WHERE id = ?").run(harbor.id);
  expect((await member.get(`/staff/requests/${id}/check`)).text).toContain("The portal of Harbor & Finch Coffee is closed");
  front.sqlite.prepare("UPDATE clients SET portal_closed_at = NULL WHERE id = ?").run(harbor.id);
});

test("Z6: a member prepares and reviews; sending, cancelling and reminding are neither shown nor done", async () => {
  const [member, manager] = [arriveAs(tom), arriveAs(maya)];
  const draft = await write(member, "Prepared by Tom", twenty.slice(0, 1));
  const id = idIn(draft);
  expect([draft.text.includes("Check and send"), draft.text.includes("A manager, an owner or whoever manages the project sends it")]).toEqual([false, true]);
  const refused = await member.get(`/staff/requests/${id}/check`);
  expect([refused.status, refused.text.includes("Only who manages the project")]).toEqual([403, true]);
  await send(manager, id);
  const sent = await member.get(`/staff/requests/${id}`);
  expect(sent.links().filter((to) => /\/(check|edit|new|cancellation|reminder)$/.test(to) && to.includes(id))).toEqual([]);
  for (const path of ["cancellation", "reminder", "edit", "items/new"]) expect((await member.get(`/staff/requests/${id}/${path}`)).status).toBe(403);
  expect((await arriveAs(ines).get(`/staff/requests/${id}`)).status).toBe(404);
  const reminder = await manager.get(`/staff/requests/${id}/reminder`);
  expect(reminder.text).toContain("Bea Marsh, Dana Whitfield and Luis Ortega get a letter now");
  await manager.submit(reminder.form());
  expect((await manager.get(`/staff/requests/${id}/reminder`)).text).toContain("A reminder went out today already");
});

test("X4: the file of the list holds what the list shows, and no formula", async () => {
  const member = arriveAs(maya);
  await write(member, "=SUM(1)", []);
  const file = await (await member.send("/staff/requests.csv?state=draft")).text();
  expect(file.split("\r\n")[0]).toContain("Number,Request,Client");
  expect(file).toContain("'=SUM(1)");
  expect((await member.get("/staff/requests?search=nothing+like+it")).text).toContain("No request matches");
  expect((await arriveAs(bea).get("/staff/requests")).url).toContain("/staff/login");
});
