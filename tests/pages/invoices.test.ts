import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { paramFor, plantBelongings } from "../support/belongings.ts";
import { crawl, writeBytes } from "../support/crawl.ts";
import { bea, dana, harbor, luis, maya, packaging, ruth } from "../support/cast.ts";
import { asking } from "../support/front.ts";
import { lettersIn } from "../support/letters.ts";
import { addressesOf, fill, paramsOf } from "../support/map.ts";
import { builtPortal } from "../support/portal.ts";
import type { Page, Visitor } from "../support/visitor.ts";

const { build, front, url, arriveAs } = await builtPortal();
const { sqlite } = front;
beforeAll(() => {
  front.transact((tx) => plantBelongings(tx));
  writeBytes(sqlite);
});

const plain = (html: string) => html.replace(/<!--.*?-->|<[^>]+>/g, "").replace(/\s+/g, " ");
const rowOf = (id: string) => sqlite.prepare("SELECT number, total, paid, credited, voided_at AS voidedAt, disputed_at AS disputedAt FROM invoices WHERE id = ?").get(id) as { number: string | null; total: number | null; paid: number; credited: number; voidedAt: number | null; disputedAt: number | null };
const amountsOf = (id: string) => [rowOf(id).total, rowOf(id).paid, rowOf(id).credited];
const payments = (id: string) => (sqlite.prepare("SELECT count(*) AS n FROM invoice_payments WHERE invoice_id = ?").get(id) as { n: number }).n;

const said = (words: string) => words.replace(/[\s↑↓]+/g, " ").trim();
/** Presses a button of a page by its words, as a browser that runs no scripts: its form with what is typed, and the button's own name. */
function press(visitor: Visitor, page: Page, words: string, fields: Record<string, string> = {}) {
  const button = page.root.querySelectorAll("main button").find(({ structuredText }) => said(structuredText) === words);
  if (!button) throw new Error(`No button “${words}” on ${page.url}`);
  const name = button.getAttribute("name");
  return visitor.submit(page.form(page.url.split("?")[0]), { ...fields, ...(name ? { [name]: button.getAttribute("value") ?? "" } : {}) });
}
/** Goes to a form's own page, fills it in and sends it. */
const sendAt = async (visitor: Visitor, path: string, fields: Record<string, string> = {}) => visitor.submit((await visitor.get(path)).form(path), fields);

const draftBy = async (visitor: Visitor, projectId = "") => {
  const page = await press(visitor, await visitor.get("/staff/invoices/new"), "Write by hand", { clientId: harbor.id, projectId });
  return page.url.split("/")[3]!;
};
const first = (line: Record<string, string>) => Object.fromEntries(Object.entries(line).map(([name, typed]) => [`lines[0].${name}`, typed]));
/** An invoice of $1,000.00 that was written, checked and sent through the pages. */
async function sentBy(visitor: Visitor, line: Record<string, string> = {}, more: Record<string, string> = {}) {
  const id = await draftBy(visitor, packaging.id);
  const at = `/staff/invoices/${id}`;
  const page = await press(visitor, await visitor.get(`${at}/edit`), "Add a line");
  expect((await press(visitor, page, "Check and send", { ...first({ description: "Label design", quantity: "10", price: "100", ...line }), ...more })).url).toBe(`${at}/check`);
  await sendAt(visitor, `${at}/check`);
  return id;
}

/** What only invoices say of this client: words, numbers and amounts. (The browser’s own `payment=()` stands in a header of every page.) */
const traces = /\b(INV|CN)-\d|invoic|quincunx|1,?234\.56|234\.56|credit note|statement|outstanding balance|payment(?!=)|overdue/gi;
const tracesIn = (text: string) => [...new Set(text.match(traces) ?? [])];

test("Z2, Z6: who may not see invoices finds no trace of one anywhere, whatever happens to it: page, data, search, bell, letter, calendar, address", { timeout: 240_000 }, async () => {
  const [staff, client] = [arriveAs(maya), arriveAs(dana)];
  const id = await sentBy(staff, { description: "quincunx", quantity: "1", price: "1234.56" }, { dueOn: "2099-01-01" });
  const at = `/staff/invoices/${id}`;
  const mine = `/portal/invoices/${id}`;
  for (const [visitor, path, fields] of [
    [client, `${mine}/question`, { body: "What is a quincunx?" }],
    [staff, at, { body: "Five of them: a quincunx." }],
    [client, `${mine}/dispute`, { reason: "No quincunx was ordered." }],
    [staff, `${at}/settlement`, { outcome: "One quincunx less." }],
    [staff, `${at}/credit-note`, { amount: "234.56", reason: "A quincunx less." }],
    [staff, `${at}/payment`, { amount: "500", reference: "quincunx" }],
    [staff, `${at}/pay-link`, { payLink: "https://pay.example/quincunx" }],
  ] as const)
    expect([path, (await sendAt(visitor, path, fields)).status]).toEqual([path, 200]);
  const another = await sentBy(staff, { description: "quincunx" });
  expect((await sendAt(staff, `/staff/invoices/${another}/void`, { reason: "A quincunx too many." })).status).toBe(200);
  front.clock.pass(10 * front.clock.MINUTE);
  await front.deliverDue();

  const visitor = arriveAs(luis);
  const read = await crawl(visitor);
  for (const path of ["/portal/search?q=quincunx", "/portal/search?q=INV-0001", "/portal/search?q=1234.56", "/portal/search?in=invoice&q=label", "/portal/notifications", "/portal/home", "/portal/profile/letters"]) {
    read.set(`asked: ${path}`, plain((await visitor.get(path)).html).replaceAll(/quincunx|INV-0001|1234\.56/g, (word) => (path.includes(word) ? "" : word)));
  }
  const made = await visitor.submit((await visitor.get("/portal/profile/calendar")).form("/portal/profile/calendar"));
  const feed = await asking(url)(new URL(made.root.querySelector("#address")!.getAttribute("value")!).pathname);
  expect(feed.status).toBe(200);
  read.set("the calendar", String(feed.body));
  const letters = lettersIn(join(process.env.DATA_DIR!, "outbox"));
  const to = (email: string) => letters.filter(({ headers }) => JSON.stringify(headers).includes(email)).map((letter) => JSON.stringify(letter));
  to(luis.email).forEach((letter, index) => read.set(`letter ${index}`, letter));
  expect([...read].flatMap(([path, text]) => tracesIn(text).map((word) => `${path}: ${word}`))).toEqual([]);

  // It is worth something only if who may see them meets them in each of these places.
  const theirs = await crawl(arriveAs(dana));
  for (const path of ["/portal/home", "/portal/invoices", mine, `${mine}.data`, "/portal/invoices/statement", `/portal/projects/${packaging.id}`]) expect([path, tracesIn(theirs.get(path) ?? "").length > 0]).toEqual([path, true]);
  expect((await client.get("/portal/search?q=quincunx")).links()).toContain(mine);
  expect((await client.get("/portal/notifications")).text).toContain("INV-");
  expect(to(dana.email).filter((letter) => letter.includes("INV-")).length).toBeGreaterThan(0);
  expect(to(bea.email).filter((letter) => letter.includes("INV-")).length).toBeGreaterThan(0);

  // By hand, of their own client's invoice, of a draft, and of one that never was: the same answer, as if there were no such section.
  const notes = sqlite.prepare("SELECT id FROM credit_notes WHERE invoice_id = ?").get(id) as { id: string };
  const pages = addressesOf(build).filter(({ path, isLayout }) => !isLayout && path.startsWith("/portal/invoices"));
  expect(pages.length).toBeGreaterThanOrEqual(8);
  for (const { path, action } of pages)
    for (const params of [{ id, note: notes.id }, { id: "never-was", note: "never-was" }, Object.fromEntries(paramsOf(path).map(([noun, name]) => [name, paramFor(noun, harbor)]))] as Record<string, string>[])
      for (const end of ["", ".data"]) {
        const address = fill(path, params) + end;
        const answer = await visitor.send(address);
        // Data names the route its address matches, which is the same for everybody.
        expect([address, answer.status, tracesIn(plain(await answer.text()).replaceAll(address, "").replaceAll(/invoices\/portal\/[\w-]+/g, ""))]).toEqual([address, 404, []]);
        if (action && !end) expect([address, (await visitor.send(address, { method: "POST", body: new URLSearchParams({ body: "x", reason: "x" }) })).status]).toEqual([address, 404]);
      }
});

test("R5: lines are added, worked out, moved and removed by buttons alone; nothing is recorded before it is saved", async () => {
  const visitor = arriveAs(maya);
  const id = await draftBy(visitor);
  const at = `/staff/invoices/${id}/edit`;
  const totals = (page: Page) => page.root.querySelectorAll("table").find(({ structuredText }) => structuredText.startsWith("Totals"))!.querySelector("tfoot")!.structuredText.replace(/\s+/g, " ");
  const descriptions = (page: Page) => page.root.querySelectorAll("input[name$='.description']").map((input) => input.getAttribute("value") || null);
  const stored = () => (JSON.parse((sqlite.prepare("SELECT content FROM invoices WHERE id = ?").get(id) as { content: string }).content) as { lines: { description: string }[] }).lines.map(({ description }) => description);

  let page = await press(visitor, await visitor.get(at), "Add a line");
  page = await press(visitor, page, "Add a line", first({ description: "Cards", quantity: "2000", price: "0.1925" }));
  expect([descriptions(page), totals(page)]).toEqual([["Cards", null], "Total $385.00"]);
  page = await press(visitor, page, "Add a line", { "lines[1].description": "A mistake", "lines[1].price": "10" });
  page = await press(visitor, page, "Update totals", { "lines[2].description": "Hours", "lines[2].quantity": "1.5", "lines[2].price": "100", discount: "10%" });
  expect(totals(page)).toBe("Total $490.50");
  page = await press(visitor, page, "Move line 3 up");
  expect(descriptions(page)).toEqual(["Cards", "Hours", "A mistake"]);
  page = await press(visitor, page, "Remove line 3");
  expect([descriptions(page), totals(page), stored()]).toEqual([["Cards", "Hours"], "Total $481.50", []]);
  // The first cannot go higher, nor the last lower.
  expect(page.root.querySelectorAll("main button").map(({ structuredText }) => said(structuredText)).filter((words) => words.startsWith("Move"))).toEqual(["Move line 1 down", "Move line 2 up"]);
  page = await press(visitor, page, "Save draft");
  expect([page.text.includes("The draft is saved"), stored()]).toEqual([true, ["Cards", "Hours"]]);
});

test("R5: quantities and amounts at their edges are refused with what was typed, or taken to the cent; nothing else is recorded", async () => {
  const visitor = arriveAs(maya);
  const id = await draftBy(visitor);
  const edit = `/staff/invoices/${id}/edit`;
  const page = await press(visitor, await visitor.get(edit), "Add a line");
  const before = sqlite.prepare("SELECT content FROM invoices WHERE id = ?").get(id);
  const edges: Record<string, string>[] = [{ quantity: "0" }, { quantity: "1e309" }, { quantity: "NaN" }, { price: "1e309" }, { price: "Infinity" }, { price: "ten" }, { price: "1.00001" }, { price: "9".repeat(30) }, { discount: "-5" }, { discount: "101%" }];
  for (const line of edges) {
    const answer = await press(visitor, page, "Save draft", first({ description: "Edge", quantity: "1", price: "10", ...line }));
    const [[name, typed]] = Object.entries(line) as [[string, string]];
    expect([line, answer.status, answer.root.querySelector(`input[name="lines[0].${name}"]`)?.getAttribute("value")]).toEqual([line, 422, typed]);
  }
  expect(sqlite.prepare("SELECT content FROM invoices WHERE id = ?").get(id)).toEqual(before);

  // 33.335 × 3 less 1.5 %: half a cent goes away from zero, once.
  expect((await press(visitor, page, "Check and send", first({ description: "Edge", quantity: "3", price: "33.335", discount: "1.5%" }))).status).toBe(200);
  await sendAt(visitor, `/staff/invoices/${id}/check`);
  expect(rowOf(id).total).toBe(9851);
  for (const amount of ["0", "-5", "1e309", "NaN", "1.005", "", "9".repeat(20)]) {
    const answer = await sendAt(visitor, `/staff/invoices/${id}/payment`, { amount });
    expect([amount, answer.status]).toEqual([amount, 422]);
  }
  expect((await sendAt(visitor, `/staff/invoices/${id}/payment`, { amount: "1", currency: "EUR" })).status).toBe(422);
  for (const amount of ["0", "-5", "98.52", "1e309"]) expect([amount, (await sendAt(visitor, `/staff/invoices/${id}/credit-note`, { amount, reason: "Edge" })).status]).toEqual([amount, 422]);
  expect([amountsOf(id), payments(id)]).toEqual([[9851, 0, 0], 0]);
});

test("R1: sent by two members at the same moment, an invoice gets one number, and the next one the next", async () => {
  const [one, other] = [arriveAs(maya), arriveAs(ruth)];
  const numbers: string[] = [];
  for (let run = 0; run < 5; run++) {
    const id = await draftBy(one);
    const at = `/staff/invoices/${id}`;
    const page = await press(one, await one.get(`${at}/edit`), "Add a line");
    await press(one, page, "Save draft", first({ description: "Twice", quantity: "1", price: "1" }));
    const forms = [(await one.get(`${at}/check`)).form(`${at}/check`), (await other.get(`${at}/check`)).form(`${at}/check`)];
    const answers = await Promise.all([one, other].map((visitor, index) => visitor.send(`${at}/check`, { method: "POST", body: new URLSearchParams(forms[index]!.fields) })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    // Pressed again in the same window it leads to what was sent.
    const winner = answers.findIndex(({ status }) => status === 303);
    expect((await [one, other][winner]!.send(`${at}/check`, { method: "POST", body: new URLSearchParams(forms[winner]!.fields) })).headers.get("Location")).toBe(answers[winner]!.headers.get("Location"));
    numbers.push(rowOf(id).number!);
  }
  const figures = numbers.map((number) => Number(number.replace(/\D/g, "")));
  expect(figures).toEqual(figures.map((_, index) => figures[0]! + index));
});

test("the life of an invoice’s money: paid in part, told twice, given back, credited, disputed, settled, paid; each face reads the same", async () => {
  const [staff, client] = [arriveAs(maya), arriveAs(dana)];
  const id = await sentBy(staff);
  const at = `/staff/invoices/${id}`;
  const mine = `/portal/invoices/${id}`;
  const outstanding = async () => {
    const words = /Outstanding ((?:−?\$[\d,.]+)|None)/;
    const [theirs, ours] = [(await client.get(mine)).text, (await staff.get(at)).text];
    expect(words.exec(ours)?.[1]).toBe(words.exec(theirs)?.[1]);
    return words.exec(theirs)?.[1];
  };
  expect(await outstanding()).toBe("$1,000.00");
  const pay = (fields: Record<string, string>) => sendAt(staff, `${at}/payment`, { paidOn: "2026-01-05", method: "transfer", ...fields });

  expect((await pay({ amount: "400", reference: "SEPA 4711" })).text).toContain("$600.00 is still outstanding");
  const twice = await pay({ amount: "400.00", reference: "sepa 4711" });
  expect([twice.status, payments(id)]).toEqual([409, 1]);
  expect(twice.text).toContain("The same payment is recorded already: $400.00 by transfer on 5 Jan 2026, reference SEPA 4711");
  expect((await staff.submit(twice.form(`${at}/payment`), { again: "on" })).text).toContain("$200.00 is still outstanding");
  expect(await outstanding()).toBe("$200.00");

  const entry = (sqlite.prepare("SELECT id FROM invoice_payments WHERE invoice_id = ? ORDER BY rowid DESC LIMIT 1").get(id) as { id: string }).id;
  const back = `${at}/payments/${entry}/reversal`;
  expect((await sendAt(staff, back, { reason: "" })).status).toBe(422);
  expect((await sendAt(staff, back, { reason: "The bank took it back." })).status).toBe(200);
  expect([await outstanding(), payments(id)]).toEqual(["$600.00", 3]);
  expect((await client.get(mine)).text).not.toContain("The bank took it back");
  // Not made void: there are payments.
  expect((await staff.get(`${at}/void`)).status).toBe(409);

  expect((await sendAt(staff, `${at}/credit-note`, { amount: "100", reason: "One card was misprinted." })).status).toBe(200);
  expect(await outstanding()).toBe("$500.00");
  const note = (await client.get(mine)).links().find((link) => link.startsWith(`${mine}/credit-notes/`))!;
  const paper = await client.send(note);
  expect([paper.status, paper.headers.get("Content-Type"), paper.headers.get("Content-Security-Policy")]).toEqual([200, "application/pdf", "sandbox"]);

  expect((await sendAt(client, `${mine}/dispute`, { reason: "The foil is dull." })).status).toBe(200);
  expect((await staff.get(at)).text).toContain("The foil is dull.");
  expect(rowOf(id).disputedAt).not.toBeNull();
  expect((await client.get(`${mine}/dispute`)).root.querySelectorAll("main textarea")).toHaveLength(0);
  expect((await sendAt(staff, `${at}/settlement`, { outcome: "We stamp it again." })).status).toBe(200);
  expect([rowOf(id).disputedAt, (await client.get(mine)).text.includes("We stamp it again.")]).toEqual([null, true]);

  expect((await pay({ amount: "520", reference: "Last" })).text).toContain("$20.00 is more than was owed, and is the client’s credit now");
  expect([await outstanding(), amountsOf(id)]).toEqual(["None", [100_000, 92_000, 10_000]]);
  // To the end of the period, what the statement says is what the invoices say.
  expect((await client.get("/portal/invoices/statement")).text).toContain(`Credit note ${(sqlite.prepare("SELECT number FROM credit_notes WHERE invoice_id = ?").get(id) as { number: string }).number}`);
});

test("made void an invoice keeps its number and asks for nothing; its page says so", async () => {
  const [staff, client] = [arriveAs(maya), arriveAs(dana)];
  const id = await sentBy(staff);
  expect((await sendAt(staff, `/staff/invoices/${id}/void`, { reason: "Sent to the wrong project." })).status).toBe(200);
  const { number, voidedAt } = rowOf(id);
  expect([number, voidedAt]).toEqual([expect.stringMatching(/^INV-/), expect.any(Number)]);
  const page = await client.get(`/portal/invoices/${id}`);
  expect([page.status, page.text.includes("Void"), page.root.querySelectorAll(`a[href="/portal/invoices/${id}/dispute"]`).length]).toEqual([200, true, 0]);
  for (const move of ["payment", "credit-note", "void", "write-off", "pay-link"]) expect([move, (await staff.get(`/staff/invoices/${id}/${move}`)).status]).toEqual([move, 409]);
});

test("where to pay: details and a code of euros, the link of this invoice; a change a second member confirmed is announced; once paid, none of it", async () => {
  const [owner, staff, client] = [arriveAs(ruth), arriveAs(maya), arriveAs(dana)];
  const account = { holder: "Northlight Studio", iban: "DE02 1203 0000 0000 2020 51", bic: "BYLADEM1001", currency: "EUR" };
  expect((await sendAt(owner, "/staff/settings/bank", { ...account, iban: "DE02 1203 0000 0000 2020 52" })).status).toBe(422);
  expect((await sendAt(owner, "/staff/settings/bank", account)).status).toBe(200);
  const confirmation = async () => (await staff.get("/staff/settings/bank")).links().find((link) => link.endsWith("/confirmation"))!;
  expect((await sendAt(staff, await confirmation())).status).toBe(200);
  expect((await sendAt(staff, `/staff/clients/${harbor.id}/billing`, { currency: "EUR" })).status).toBe(200);
  const id = await sentBy(staff);
  await sendAt(staff, `/staff/clients/${harbor.id}/billing`, { currency: "" });
  for (const payLink of ["http://pay.example/1", "javascript:alert(1)"]) expect([payLink, (await sendAt(staff, `/staff/invoices/${id}/pay-link`, { payLink })).status]).toEqual([payLink, 422]);
  await sendAt(staff, `/staff/invoices/${id}/pay-link`, { payLink: "https://pay.example/1" });

  const mine = `/portal/invoices/${id}`;
  const page = await client.get(mine);
  for (const words of ["DE02 1203 0000 0000 2020 51", "BYLADEM1001", rowOf(id).number!]) expect(page.text).toContain(words);
  expect(page.text).not.toContain("have changed");
  expect(page.html).toContain(`<title>QR code of a transfer of €1,000.00 for ${rowOf(id).number}`);
  expect(page.root.querySelector('a[href="https://pay.example/1"]')?.getAttribute("rel")).toContain("noreferrer");

  front.clock.pass(front.clock.MINUTE);
  await sendAt(owner, "/staff/settings/bank", { ...account, iban: "FR14 2004 1010 0505 0001 3M02 606", bic: "" });
  expect((await client.get(mine)).text).toContain("DE02 1203 0000 0000 2020 51");
  expect((await owner.get(await confirmation())).status).toBe(403);
  expect((await sendAt(staff, await confirmation())).status).toBe(200);
  const changed = await client.get(mine);
  expect([changed.root.querySelector("[role=alert]")?.text.includes("Our bank details have changed"), changed.text.includes("FR14 2004 1010 0505 0001 3M02 606")]).toEqual([true, true]);

  await sendAt(staff, `/staff/invoices/${id}/payment`, { amount: "1000", method: "transfer", reference: "All" });
  const paid = await client.get(mine);
  expect(["FR14", "pay.example", "have changed"].filter((words) => paid.html.includes(words))).toEqual([]);
});

test("X1: what somebody wrote to do harm is words on the invoice’s pages, on its paper, and in the file for bookkeeping", async () => {
  const [staff, client] = [arriveAs(maya), arriveAs(dana)];
  const hostile = "=HYPERLINK(1) <script>alert(1)</script> <img src=x onerror=alert(1)>";
  const id = await sentBy(staff, { description: hostile, unit: "<b>h</b>" }, { note: hostile, terms: hostile });
  await sendAt(client, `/portal/invoices/${id}/dispute`, { reason: hostile });
  for (const [visitor, path] of [[staff, `/staff/invoices/${id}`], [client, `/portal/invoices/${id}`], [client, `/portal/invoices?open=${id}`]] as const) {
    const { status, root } = await visitor.get(path);
    const main = root.querySelector("main")!;
    expect([path, status, main.querySelectorAll("script, b, [onerror], img[src=x]").length, main.text.includes("alert(1)")]).toEqual([path, 200, 0, true]);
  }
  sqlite.prepare("UPDATE clients SET name = ? WHERE id = ?").run("=cmd()", harbor.id);
  const file = await (await staff.send("/staff/invoices.csv")).text();
  expect([/(^|,)"?[=+@]/m.test(file), file.includes("'=cmd()")]).toEqual([false, true]);
  const paper = Buffer.from(await (await client.send(`/portal/invoices/${id}/invoice.pdf`)).arrayBuffer()).toString("latin1");
  expect(/\/JavaScript|\/URI\s*\(|\/Launch|\/OpenAction/.exec(paper)?.[0]).toBeUndefined();
});
