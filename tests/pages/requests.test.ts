import { beforeAll, describe, expect, test } from "vitest";
import { open, transact } from "#db/client.server.ts";
import { requests } from "#app/information-requests/requests.server.ts";
import { acceptItem, returnItem } from "#app/information-requests/reviewing.server.ts";
import { belongingsOf, plantBelongings } from "../support/belongings.ts";
import { dana, harbor, joan, luis, maya, packaging } from "../support/cast.ts";
import { builtPortal } from "../support/portal.ts";
import { questionnaire } from "../support/questionnaire.ts";
import { HOME, type FormOnPage, type Visitor } from "../support/visitor.ts";

const { front, arriveAs } = await builtPortal();
const { sqlite } = front;
let next = 100;

/** A request that was sent to Harbor, by rows; its items by label. */
function sent(items: { label: string; type: string; help?: string; options?: string[]; required?: boolean }[], title = "Launch details") {
  const number = (next += 1);
  const id = `asked-${number}`;
  sqlite.prepare("INSERT INTO information_requests (id, client_id, project_id, number, title, author_id, sent_at, created_at) VALUES (?, ?, ?, ?, ?, ?, 1, 1)").run(id, harbor.id, packaging.id, number, title, maya.id);
  const ids = items.map(({ label, type, help = "", options = [], required = true }, index) => {
    const item = `${id}-${index + 1}`;
    sqlite.prepare("INSERT INTO request_items (id, request_id, client_id, position, label, help, type, options, required, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)").run(item, id, harbor.id, index + 1, label, help, type, JSON.stringify(options), Number(required));
    return item;
  });
  return { id, path: `/portal/requests/${id}`, items: ids };
}
const two = () => sent([{ label: "Company name", type: "text" }, { label: "Colours", type: "choices", options: ["Red", "Blue"] }]);

const filled = (form: FormOnPage, fields: Record<string, string | string[]>): FormOnPage => ({
  ...form,
  fields: [...form.fields.filter(([name]) => !(name in fields)), ...Object.entries(fields).flatMap(([name, value]): [string, string][] => [value].flat().map((one) => [name, one]))],
});
const press = (visitor: Visitor, form: FormOnPage, fields: Record<string, string | string[]> = {}) => visitor.submit(filled(form, fields));
const submissions = (item: string) => sqlite.prepare("SELECT number, contact_id AS who, answer FROM request_submissions WHERE item_id = ? ORDER BY number").all(item) as { number: number; who: string; answer: string }[];
const draft = (item: string) => (sqlite.prepare("SELECT answer, edition, contact_id AS who FROM request_drafts WHERE item_id = ?").get(item) ?? null) as { answer: string; edition: number; who: string } | null;
const eventsOf = (id: string) => (sqlite.prepare("SELECT action FROM events WHERE subject_id = ? ORDER BY seq").all(id) as { action: string }[]).map(({ action }) => action);

/** Gives files to an item, as a browser without script does. */
async function upload(visitor: Visitor, itemPath: string, names: string[], bytes = "four") {
  const form = (await visitor.get(itemPath)).form(`${itemPath}/files`);
  const body = new FormData();
  for (const [name, value] of form.fields) body.append(name, value);
  for (const name of names) body.append("files", new File([`${bytes} ${name}`], name));
  return visitor.send(form.action, { method: "POST", body });
}

describe("the list", () => {
  test("has a card for each, with number, project, progress in words; completed ones stand on a tab of their own", async () => {
    const { id, items } = two();
    const visitor = arriveAs(dana);
    const page = await visitor.get("/portal/requests");
    expect(page.text).toContain("Launch details");
    expect(page.text).toContain("0 of 2 accepted, 2 still needed");
    expect(page.text).toMatch(/IR-0\d+ Sent/);
    expect(page.root.querySelector('a[aria-current="page"][href="/portal/requests"]')).not.toBeNull();
    for (const item of items) sqlite.prepare("UPDATE request_items SET waived_at = 1 WHERE id = ?").run(item);
    expect((await visitor.get("/portal/requests?tab=completed")).links()).toContain(`/portal/requests/${id}`);
    expect((await visitor.get("/portal/requests")).links()).not.toContain(`/portal/requests/${id}`);
  });

  test("says what is absent, and what will make it appear", async () => {
    expect((await arriveAs(joan).get("/portal/requests")).text).toContain("When we need details or files from you");
    expect((await arriveAs(joan).get("/portal/requests?tab=completed")).text).toContain("Nothing completed yet");
  });
});

describe("one form to fill", () => {
  test("a browser that presses Enter in a field saves: the form’s first button does, and each button has its own address", async () => {
    const { path, items } = two();
    const page = await arriveAs(dana).get(path);
    const buttons = page.root.querySelectorAll("form#answers button").map((button) => button.getAttribute("formaction"));
    expect(buttons[0]).toBe(`${path}/draft`);
    expect(new Set(buttons)).toEqual(new Set([`${path}/draft`, `${path}/submission`, ...items.flatMap((item) => [`${path}/items/${item}/answer`, `${path}/items/${item}/draft`])]));
    expect(page.html).not.toMatch(/<(input|textarea)[^>]* required/);
  });

  test("saved for later is shared with the others of the client, by name; the agency sees nothing", async () => {
    const { id, path, items } = two();
    const [one, other] = [arriveAs(dana), arriveAs(luis)];
    const answer = await press(one, (await one.get(path)).form(`${path}/draft`), { [`item-${items[0]}`]: "Harbor & Finch", [`item-${items[1]}`]: ["Red", "Blue"] });
    expect([answer.url, answer.text.includes("Saved. We see an answer when you submit it.")]).toEqual([path, true]);
    const page = await other.get(path);
    expect(page.text).toContain("Saved by Dana Whitfield");
    expect(page.root.querySelectorAll("input[checked]").map((box) => box.getAttribute("value"))).toEqual(["Red", "Blue"]);
    expect(eventsOf(id)).toEqual(["request.viewed", "request.draft_saved", "request.viewed"]);
    expect(submissions(items[0]!)).toEqual([]);
  });

  test("what is filled in is submitted, the rest stays open; nothing filled in is a sentence", async () => {
    const { path, items } = two();
    const visitor = arriveAs(dana);
    const form = (await visitor.get(path)).form(`${path}/submission`);
    const nothing = await press(visitor, form);
    expect([nothing.status, nothing.text.includes("Nothing is filled in yet")]).toEqual([422, true]);
    const answer = await press(visitor, form, { [`item-${items[0]}`]: "Harbor & Finch" });
    expect(answer.text).toContain("Sent: 1 answer.");
    expect([submissions(items[0]!).length, submissions(items[1]!).length]).toEqual([1, 0]);
    expect(answer.text).toContain("You sent this");
  });

  test("one item’s own button submits it alone, and saves what was typed beside it", async () => {
    const { path, items } = two();
    const visitor = arriveAs(dana);
    await press(visitor, (await visitor.get(path)).form(`${path}/items/${items[1]}/answer`), { [`item-${items[0]}`]: "Not ready yet", [`item-${items[1]}`]: ["Blue"] });
    expect([submissions(items[0]!).length, submissions(items[1]!).length, draft(items[0]!)?.answer]).toEqual([0, 1, '{"words":"Not ready yet"}']);
  });

  test("what is wrong stands beside its item, and nothing of the form is lost", async () => {
    const { path, items } = sent([{ label: "Budget", type: "number" }, { label: "Name", type: "text" }]);
    const visitor = arriveAs(dana);
    const answer = await press(visitor, (await visitor.get(path)).form(`${path}/submission`), { [`item-${items[0]}`]: "about twelve", [`item-${items[1]}`]: "Harbor and Finch" });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("Enter a number for “Budget”");
    expect([answer.html.includes("about twelve"), answer.html.includes("Harbor and Finch")]).toEqual([true, true]);
    expect(answer.root.querySelector(`#answers-item-${items[0]}`)?.getAttribute("aria-invalid")).toBe("true");
    expect(submissions(items[1]!)).toEqual([]);
  });
});

describe("two people at once lose nothing", () => {
  test("R4: both saved: the second sees both answers side by side, theirs in the field, and saves again knowingly", async () => {
    const { path, items } = two();
    const [one, other] = [arriveAs(dana), arriveAs(luis)];
    const theirs = (await other.get(path)).form(`${path}/draft`);
    await press(one, (await one.get(path)).form(`${path}/draft`), { [`item-${items[0]}`]: "Dana’s name" });
    const refused = await press(other, theirs, { [`item-${items[0]}`]: "Luis’s name", [`item-${items[1]}`]: ["Red"] });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("Dana Whitfield saved another answer to “Company name” meanwhile");
    expect(refused.text).toContain("Two of you answered this at once");
    expect(refused.root.querySelector("dl.mt-2")?.structuredText).toMatch(/Dana Whitfield saved\s+Dana’s name\s+You typed\s+Luis’s name/);
    expect(refused.root.querySelector(`[name="item-${items[0]}"]`)?.getAttribute("value")).toBe("Luis’s name");
    expect([draft(items[0]!)?.answer, draft(items[1]!)]).toEqual(['{"words":"Dana’s name"}', null]);
    const again = await press(other, refused.form(`${path}/draft`), { [`item-${items[0]}`]: "Both our names" });
    expect([again.status, draft(items[0]!)]).toMatchObject([200, { answer: '{"words":"Both our names"}', edition: 2, who: luis.id }]);
    expect(draft(items[1]!)?.answer).toBe('{"chosen":["Red"]}');
  });

  test("R4: each in another field is no conflict, and overwrites nothing", async () => {
    const { path, items } = two();
    const [one, other] = [arriveAs(dana), arriveAs(luis)];
    const theirs = (await other.get(path)).form(`${path}/draft`);
    await press(one, (await one.get(path)).form(`${path}/draft`), { [`item-${items[0]}`]: "Dana’s name" });
    expect((await press(other, theirs, { [`item-${items[1]}`]: ["Blue"] })).status).toBe(200);
    expect([draft(items[0]!)?.answer, draft(items[1]!)?.answer]).toEqual(['{"words":"Dana’s name"}', '{"chosen":["Blue"]}']);
  });

  test("R3, R4: both submit one item: the second is shown the first’s answer, and replaces it only knowingly; both are kept", async () => {
    const { path, items } = two();
    const [one, other] = [arriveAs(dana), arriveAs(luis)];
    const theirs = (await other.get(path)).form(`${path}/submission`);
    await press(one, (await one.get(path)).form(`${path}/submission`), { [`item-${items[0]}`]: "Dana’s name" });
    const refused = await press(other, theirs, { [`item-${items[0]}`]: "Luis’s name" });
    expect([refused.status, submissions(items[0]!).length]).toEqual([409, 1]);
    expect(refused.text).toContain("Dana Whitfield sent another answer");
    const again = await press(other, refused.form(`${path}/submission`));
    expect([again.status, submissions(items[0]!).map(({ who }) => who)]).toEqual([200, [dana.id, luis.id]]);
  });

  test("R3: twenty times two people submit at the very same moment: one answer each time, the other is asked", async () => {
    for (let round = 0; round < 20; round++) {
      const { path, items } = two();
      const pair = [arriveAs(dana), arriveAs(luis)];
      const forms = await Promise.all(pair.map(async (visitor) => (await visitor.get(path)).form(`${path}/submission`)));
      const answers = await Promise.all(pair.map((visitor, index) => press(visitor, forms[index]!, { [`item-${items[0]}`]: `Name ${index}` })));
      expect([answers.map(({ status }) => status).sort(), submissions(items[0]!).length]).toEqual([[200, 409], 1]);
    }
  });

  test("R1: in fifty runs an answer is sent anew while the agency returns the older one: whoever is first stands, the other is told, and no answer is judged that nobody read", { timeout: 120_000 }, async () => {
    const { id, path, items } = two();
    const item = items[0]!;
    const [client, member] = [arriveAs(dana), arriveAs(maya)];
    await press(client, (await client.get(path)).form(`${path}/submission`), { [`item-${item}`]: "The first words" });
    for (let run = 0; run < 50; run++) {
      sqlite.prepare("UPDATE request_submissions SET accepted_at = NULL, rejected_at = NULL, reviewed_by = NULL, reason = '' WHERE item_id = ?").run(item);
      const before = submissions(item).length;
      const verb = run % 3 === 0 ? "accept" : "return";
      const review = verb === "accept" ? (await member.get(`/staff/requests/${id}`)).form(`/staff/requests/${id}/items/${item}/acceptance`) : (await member.get(`/staff/requests/${id}/items/${item}/return`)).form();
      const form = (await client.get(`${path}/items/${item}`)).form(`${path}/items/${item}/answer`);
      const both = [() => press(client, form, { [`item-${item}`]: `Newer words ${run}` }), () => press(member, review, verb === "return" ? { reason: `Not these, ${run}` } : {})];
      const answers = await Promise.all((run % 2 ? both.reverse() : both).map((send) => send()));
      const [theirs, ours] = run % 2 ? answers.reverse() : answers;
      const judged = sqlite.prepare("SELECT number, answer, accepted_at AS accepted, rejected_at AS rejected FROM request_submissions WHERE item_id = ? AND (accepted_at IS NOT NULL OR rejected_at IS NOT NULL)").all(item) as { number: number; accepted: number | null }[];
      if (ours!.status === 409) {
        // The newer came first: nothing is judged, and what was typed to return it is kept.
        expect([theirs!.status, submissions(item).length, judged]).toEqual([200, before + 1, []]);
        expect(ours!.text).toContain("sent a newer answer meanwhile");
        if (verb === "return") expect(ours!.html).toContain(`Not these, ${run}`);
      } else {
        expect(ours!.status).toBe(200);
        expect(judged.map(({ number }) => number)).toEqual([before]);
        // Accepted first, it is locked, and the newer words are kept to copy; returned first, the newer answer is the next.
        if (verb === "accept") expect([theirs!.status, submissions(item).length, theirs!.html.includes(`Newer words ${run}`)]).toEqual([409, before, true]);
        else expect([[200, 409].includes(theirs!.status), submissions(item).length]).toEqual([true, theirs!.status === 200 ? before + 1 : before]);
        if (theirs!.status === 409) expect(theirs!.html).toContain(`Newer words ${run}`);
      }
    }
  });

  test.for([
    ["cancelled", (id: string, _: string): void => void sqlite.prepare("UPDATE information_requests SET cancelled_at = 1, cancelled_why = 'The launch is off' WHERE id = ?").run(id), /The launch is off/],
    ["waived", (_: string, item: string): void => void sqlite.prepare("UPDATE request_items SET waived_at = 1, waived_why = 'We found it' WHERE id = ?").run(item), /no longer needed/],
    ["accepted", (_: string, item: string): void => void sqlite.prepare("INSERT INTO request_submissions (id, item_id, client_id, number, contact_id, answer, submitted_at, accepted_at, reviewed_by) VALUES (?, ?, ?, 1, ?, '{\"words\":\"Theirs\"}', 1, 2, ?)").run(`${item}-s`, item, harbor.id, luis.id, maya.id), /accepted meanwhile|Luis Ortega sent another answer/],
  ] as const)("R4: %s meanwhile: nothing is recorded by any button, and what was typed stands there to copy", async ([, change, words]) => {
    const { id, path, items } = two();
    const item = items[0]!;
    const visitor = arriveAs(dana);
    const [page, own] = [await visitor.get(path), await visitor.get(`${path}/items/${item}`)];
    const forms = [page.form(`${path}/draft`), page.form(`${path}/submission`), page.form(`${path}/items/${item}/answer`), own.form(`${path}/items/${item}/answer`)];
    const none = own.form(`${path}/items/${item}/none`);
    change(id, item);
    const [answered, drafted] = [submissions(item).length, draft(item)];
    for (const form of forms) {
      const refused = await press(visitor, form, { [`item-${item}`]: "All these words" });
      expect([form.action, refused.status, refused.html.includes("All these words"), words.test(refused.text)]).toEqual([form.action, 409, true, true]);
    }
    const refused = await press(visitor, none, { note: "We never had such a name." });
    expect([refused.status, refused.html.includes("We never had such a name.")]).toEqual([409, true]);
    expect([submissions(item).length, draft(item)]).toEqual([answered, drafted]);
  });

  test("cancelled meanwhile: 409, how it stands now, and the typed words to copy", async () => {
    const { id, path, items } = two();
    const visitor = arriveAs(dana);
    const form = (await visitor.get(path)).form(`${path}/submission`);
    sqlite.prepare("UPDATE information_requests SET cancelled_at = 1, cancelled_why = 'The launch is off' WHERE id = ?").run(id);
    const refused = await press(visitor, form, { [`item-${items[0]}`]: "All these words" });
    expect(refused.status).toBe(409);
    for (const words of ["We cancelled this request", "The launch is off", "What you typed, to copy", "All these words"]) expect(refused.text).toContain(words);
    expect(refused.root.querySelector("form#answers")).toBeNull();
    expect(submissions(items[0]!)).toEqual([]);
  });

  test("accepted meanwhile: 409, and the words that came too late stand there to copy", async () => {
    const { path, items } = two();
    const [one, other] = [arriveAs(dana), arriveAs(luis)];
    const theirs = (await other.get(path)).form(`${path}/draft`);
    await press(one, (await one.get(path)).form(`${path}/submission`), { [`item-${items[0]}`]: "Dana’s name" });
    sqlite.prepare("UPDATE request_submissions SET accepted_at = 1, reviewed_by = ? WHERE item_id = ?").run(maya.id, items[0]!);
    const refused = await press(other, theirs, { [`item-${items[0]}`]: "Luis’s name" });
    expect([refused.status, refused.text.includes("What you typed, to copy"), refused.html.includes("Luis’s name")]).toEqual([409, true, true]);
  });

  test("G1: the session over: every box that was ticked comes back, in the page’s one form", async () => {
    const { path, items } = two();
    const visitor = arriveAs(dana);
    const form = (await visitor.get(path)).form(`${path}/submission`);
    sqlite.exec(`UPDATE sessions SET ended_at = 1, ended_why = 'signed_out' WHERE contact_id = '${dana.id}'`);
    await press(visitor, form, { [`item-${items[0]}`]: "Kept for me", [`item-${items[1]}`]: ["Red", "Blue"] });
    const again = arriveAs(dana);
    const page = await again.get(path);
    expect(page.text).toContain("This is what you had typed here before");
    expect([page.html.includes("Kept for me"), page.root.querySelectorAll("input[checked]").length]).toEqual([true, 2]);
    await press(again, page.form(`${path}/draft`));
    expect((await again.get(path)).text).not.toContain("You were signed out");
  });
});

describe("one item on its own page", () => {
  test("an answer may be changed until it is accepted; everything that was sent stands there", async () => {
    const { path, items } = two();
    const visitor = arriveAs(dana);
    const here = `${path}/items/${items[0]}`;
    await press(visitor, (await visitor.get(here)).form(`${here}/answer`), { [`item-${items[0]}`]: "First" });
    await press(visitor, (await visitor.get(here)).form(`${here}/answer`), { [`item-${items[0]}`]: "Second" });
    const page = await visitor.get(here);
    expect(page.text).toContain("Replaced by a newer one");
    expect([page.text.includes("First"), page.text.includes("Second")]).toEqual([true, true]);
    sqlite.prepare("UPDATE request_submissions SET accepted_at = 1, reviewed_by = ? WHERE item_id = ? AND number = 2").run(maya.id, items[0]!);
    expect((await visitor.get(here)).root.querySelectorAll("main form")).toHaveLength(0);
  });

  test("“we don’t have this” needs a note, and goes to the agency with it", async () => {
    const { path, items } = two();
    const visitor = arriveAs(dana);
    const here = `${path}/items/${items[0]}`;
    const form = (await visitor.get(here)).form(`${here}/none`);
    const missing = await press(visitor, form);
    expect([missing.status, missing.text.includes("Say why, in a sentence")]).toEqual([422, true]);
    expect((await press(visitor, form, { note: "We never had one." })).text).toContain("Not available. We never had one.");
  });

  test("returned: the reason comes first, and the answer as it was is not sent again unseen", async () => {
    const { path, items } = two();
    const visitor = arriveAs(dana);
    await press(visitor, (await visitor.get(path)).form(`${path}/submission`), { [`item-${items[0]}`]: "H&F" });
    sqlite.prepare("UPDATE request_submissions SET rejected_at = 1, reviewed_by = ?, reason = 'The registered name, please.' WHERE item_id = ?").run(maya.id, items[0]!);
    const page = await visitor.get(path);
    expect(page.text).toMatch(/asks for another look The registered name, please\./);
    expect((await press(visitor, page.form(`${path}/submission`))).text).toContain("Nothing is filled in yet");
    await press(visitor, page.form(`${path}/submission`), { [`item-${items[0]}`]: "Harbor & Finch Coffee Roasters, LLC" });
    expect(submissions(items[0]!)).toHaveLength(2);
  });

  test("Z4: an item of another request, or of another client, is neither shown nor answered under this one", async () => {
    const [mine, other] = [two(), two()];
    const visitor = arriveAs(dana);
    expect((await visitor.get(`${mine.path}/items/${other.items[0]}`)).status).toBe(404);
    await press(visitor, (await visitor.get(mine.path)).form(`${mine.path}/draft`), { [`item-${mine.items[0]}`]: "Mine", [`item-${other.items[0]}`]: "Smuggled", [`seen-${other.items[0]}`]: "0.0.x", status: "accepted", acceptedAt: "1", contactId: luis.id });
    expect([draft(mine.items[0]!)?.who, draft(other.items[0]!)]).toEqual([dana.id, null]);
    expect((await arriveAs(joan).get(mine.path)).status).toBe(404);
  });
});

describe("files", () => {
  const withFiles = () => sent([{ label: "Logo", type: "file" }, { label: "Pictures", type: "files", required: false }]);

  test("several wait with their item until they are submitted, and can be taken out again", async () => {
    const { path, items } = withFiles();
    const visitor = arriveAs(dana);
    const here = `${path}/items/${items[1]}`;
    expect((await upload(visitor, here, ["one.png", "two.png"])).status).toBe(303);
    let page = await visitor.get(here);
    expect(page.text).toMatch(/one\.png.*added by Dana Whitfield/);
    await press(visitor, page.form(/removal$/));
    page = await visitor.get(here);
    await press(visitor, page.form(`${here}/answer`));
    expect(JSON.parse(submissions(items[1]!)[0]!.answer).files.map(({ name }: { name: string }) => name)).toEqual(["two.png"]);
  });

  test("an item of one file takes one; a text item takes none", async () => {
    const { path, items } = withFiles();
    const visitor = arriveAs(dana);
    const here = `${path}/items/${items[0]}`;
    expect((await upload(visitor, here, ["a.svg", "b.svg"])).status).toBe(422);
    expect((await upload(visitor, here, ["a.svg"])).status).toBe(303);
    expect((await visitor.get(here)).text).toContain("This item takes one file");
  });

  test("Z1, F1: what is given is downloaded by signed links, by the client’s people; staff see it once it is submitted; each download is on record", async () => {
    const { id, path, items } = withFiles();
    const visitor = arriveAs(dana);
    const here = `${path}/items/${items[0]}`;
    await upload(visitor, here, ["logo.svg"]);
    const file = (sqlite.prepare("SELECT file_id AS id FROM request_files WHERE item_id = ?").get(items[0]!) as { id: string }).id;
    const link = (await arriveAs(luis).send(`/portal/request-files/${file}`)).headers.get("Location")!;
    expect(link).toMatch(/\/download\?.*signature=/);
    // Another's link, another client, a changed link, none.
    expect((await visitor.send(link)).status).toBe(404);
    expect((await arriveAs(joan).send(`/portal/request-files/${file}`)).status).toBe(404);
    expect((await arriveAs(joan).send(link)).status).toBe(404);
    const own = (await visitor.send(`/portal/request-files/${file}`)).headers.get("Location")!;
    expect((await visitor.send(own.replace(/until=\d/, "until=9"))).status).toBe(403);
    expect((await visitor.send(own.split("?")[0]!)).status).toBe(303);
    const before = eventsOf(id).length;
    for (const range of ["", "bytes=0-1"]) {
      const answer = await visitor.send(own, range ? { headers: { Range: range } } : {});
      // A store elsewhere has no such header of ours to give.
      expect([answer.status, answer.headers.get("Content-Disposition"), answer.headers.get("X-Content-Type-Options")]).toEqual([range ? 206 : 200, expect.stringContaining("attachment"), process.env.STORAGE ? null : "nosniff"]);
      await answer.arrayBuffer();
    }
    expect(eventsOf(id).slice(before)).toEqual(["request.file_downloaded"]);
    // A link to one kind of thing opens no other.
    expect((await visitor.send(own.replace("/request-files/", "/download/").replace("/download?", "?"))).status).toBe(404);
  });

  test("F2, X2: hostile names are names alone, on the page and in the download", async () => {
    const { path, items } = withFiles();
    const visitor = arriveAs(dana);
    const here = `${path}/items/${items[1]}`;
    await upload(visitor, here, ['<img src=x onerror="alert(1)">.svg', "../../../etc/passwd", "invoice\u202egnp.exe"]);
    const page = await visitor.get(here);
    expect(page.html).not.toContain("<img src=x");
    const names = (sqlite.prepare("SELECT f.id, f.name FROM request_files r JOIN files f ON f.id = r.file_id WHERE r.item_id = ?").all(items[1]!) as { id: string; name: string }[]);
    expect(names).toHaveLength(3);
    for (const { id, name } of names) {
      expect(name).not.toMatch(/[/\\\u202e]/);
      const answer = await visitor.send((await visitor.send(`/portal/request-files/${id}`)).headers.get("Location")!);
      expect([answer.headers.get("Content-Disposition")!.startsWith("attachment"), answer.headers.get("Content-Type")]).toEqual([true, "application/octet-stream"]);
      await answer.arrayBuffer();
    }
  });

  test("R4: files that changed since the page was drawn are not submitted unseen", async () => {
    const { path, items } = withFiles();
    const [one, other] = [arriveAs(dana), arriveAs(luis)];
    const here = `${path}/items/${items[1]}`;
    await upload(one, here, ["one.png"]);
    const form = (await one.get(path)).form(`${path}/submission`);
    await upload(other, here, ["two.png"]);
    const refused = await press(one, form);
    expect([refused.status, refused.text.includes("The files of “Pictures” have changed")]).toEqual([409, true]);
    expect((await press(one, refused.form(`${path}/submission`))).text).toContain("Sent: 1 answer.");
  });
});

test("G10: a member who looks as a contact sees the page; nothing is noted, and what waits unsent is not downloaded", async () => {
  const own = belongingsOf(harbor);
  front.transact((tx) => plantBelongings(tx));
  const views = () => (sqlite.prepare("SELECT count(*) AS n FROM first_views").get() as { n: number }).n;
  const before = views();
  const member = arriveAs(maya);
  const given = (await member.get(`/staff/clients/${harbor.id}/preview`)).form(new RegExp(`/contacts/${dana.id}/preview`));
  await member.submit(given);
  const page = await member.get(`/portal/requests/${own.request}`);
  expect([page.status, views() - before]).toEqual([200, 0]);
  expect((await member.send(`/portal/request-files/${own.loose}`)).status).toBe(404);
  await member.send(`${HOME}/portal/requests/${own.request}`, { method: "HEAD" });
  expect(views()).toBe(before);
});

describe("real input: an onboarding questionnaire of twenty items, without a line of script", () => {
  const { id, path, items } = sent(questionnaire, "Onboarding questionnaire");
  const idOf = (label: string) => items[questionnaire.findIndex((item) => item.label === label)]!;
  const words = questionnaire.filter(({ type }) => type !== "file" && type !== "files");
  const visitors: Record<string, Visitor> = {};
  beforeAll(() => {
    Object.assign(visitors, { dana: arriveAs(dana), luis: arriveAs(luis) });
  });

  test("half of it is saved by one, the rest by another, and all twenty are submitted", async () => {
    const fields = (some: typeof words) => Object.fromEntries(some.map(({ label, answer }) => [`item-${idOf(label)}`, answer]));
    const half = words.length / 2;
    await press(visitors.dana!, (await visitors.dana!.get(path)).form(`${path}/draft`), fields(words.slice(0, half)));
    for (const { label, answer } of questionnaire.filter(({ type }) => type === "file" || type === "files")) {
      // The way to an item's files saves what was typed on the page.
      const page = await press(visitors.luis!, (await visitors.luis!.get(path)).form(`${path}/items/${idOf(label)}/draft`), fields(words.slice(half)));
      expect(page.url).toBe(`${path}/items/${idOf(label)}`);
      expect((await upload(visitors.luis!, page.url, [answer].flat())).status).toBe(303);
    }
    const page = await visitors.dana!.get(path);
    const submitted = await press(visitors.dana!, page.form(`${path}/submission`));
    expect(submitted.text).toContain("Sent: 20 answers.");
    expect(submitted.text).toContain("Everything is with us");
    for (const { label, answer, type } of words) {
      const kept = JSON.parse(submissions(idOf(label))[0]!.answer);
      expect(Object.values(kept)[0], label).toEqual(type === "choice" ? [answer] : answer);
    }
    expect(eventsOf(id).filter((action) => action === "request.item_submitted")).toHaveLength(20);
  });

  test("all of it accepted but one, which is returned, mended and accepted: complete, for both sides", async () => {
    // The agency's side by its commands, over a connection of their own.
    open(sqlite.name);
    const latest = (item: string) => requests(maya).find(id).items.find((one) => one.id === item)!.latest!.id;
    const launch = idOf("Day you would like to launch");
    for (const item of items.filter((one) => one !== launch)) transact((tx) => acceptItem(tx, maya, id, item, latest(item)));
    transact((tx) => returnItem(tx, maya, id, launch, latest(launch), "That is a Tuesday in the school holidays. One week later?"));
    const page = await visitors.luis!.get(path);
    expect(page.text).toContain("asks for another look");
    await press(visitors.luis!, page.form(`${path}/submission`), { [`item-${launch}`]: "2027-03-16" });
    transact((tx) => acceptItem(tx, maya, id, launch, latest(launch)));
    expect(requests(maya).find(id).status).toBe("completed");
    const done = await visitors.dana!.get(path);
    expect(done.text).toContain("20 of 20 accepted");
    expect(done.text).toContain("Who feeds the finch.");
    expect(done.html).toContain("&lt;and&gt;");
    expect((await visitors.dana!.get("/portal/requests?tab=completed")).text).toContain("Onboarding questionnaire");
  });
});
