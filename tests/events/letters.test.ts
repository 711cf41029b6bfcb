import { eq } from "drizzle-orm";
import { parse } from "node-html-parser";
import { afterEach, beforeEach, expect, test } from "vitest";
import { post as postIn } from "#app/comments/comments.server.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { queueLetter as queueLetterIn } from "#app/events/outbox.server.ts";
import { deliverDue } from "#app/events/post.server.ts";
import { GATHERING, record as recordIn } from "#app/events/record.server.ts";
import { isAddress, smtp } from "#app/events/transport.server.ts";
import { pass, resume, standAt } from "#app/lib/clock.ts";
import { inkOf, luminance, textOn } from "#app/lib/colour.ts";
import { hashed } from "#app/lib/id.server.ts";
import { db, sqlite } from "#db/client.server.ts";
import { agency, clients, contacts, documents, links, outbox, people, projects } from "#db/schema/index.ts";
import { type Received, mailServer } from "../support/smtp.ts";
import { bea, beaOfTollhouse, dana, freshStory, harbor, inTransaction, luis, maya, packaging, personId, ruth, tom } from "../support/story.ts";

const post = inTransaction(postIn);
const record = inTransaction(recordIn);
const queueLetter = inTransaction(queueLetterIn);
let server: Awaited<ReturnType<typeof mailServer>>;

beforeEach(async () => {
  freshStory();
  standAt(new Date("2025-11-20T14:00:00Z"));
  server = await mailServer();
});
afterEach(async () => {
  resume();
  await server.close();
});

/** Everything that is due goes; gives the letters, by recipient. */
async function delivered(): Promise<Received[]> {
  pass(GATHERING);
  await deliverDue({ transport: smtp(server.url) });
  return server.letters.toSorted((a, b) => (a.recipients[0]! < b.recipients[0]! ? -1 : 1));
}
const to = (letters: Received[], { email }: { email: string }) => letters.find(({ recipients }) => recipients[0] === email)!;
const share = (action: "document.shared" | "document.replaced" = "document.shared", title = "Print specification v2.pdf") => {
  const subject: Subject = { kind: "document", id: "spec", clientId: harbor.id, projectId: packaging.id, title };
  db.insert(documents).values({ id: "spec", projectId: packaging.id, clientId: harbor.id, name: title, version: 1, size: 1, uploadedAt: new Date(0), sharedAt: new Date(0), createdAt: new Date(0) }).onConflictDoNothing().run();
  record(maya, action, subject, { version: 2 });
};

test("an invitation asks, says for whom, and holds one button whose link opens once, for 72 hours", async () => {
  queueLetter({ kind: "invitation", face: "portal", contactId: dana.id });
  const [letter] = await delivered();
  expect(letter!.headers).toMatchObject({
    subject: "Accept your invitation: Northlight Studio’s portal for Harbor & Finch Coffee",
    from: "Northlight Studio <no-reply@portal.test>",
    to: "Dana Whitfield <dana@harborfinch.example>",
    "reply-to": "Maya Lindqvist <maya@northlight.example>",
    "auto-submitted": "auto-generated",
  });
  expect(letter!.links).toHaveLength(1);
  expect(letter!.text).toContain("until 23 Nov 2025, 9:05 am EST");
  const made = db.select().from(links).get()!;
  expect(made).toMatchObject({ id: hashed(letter!.links[0]!.split("/").at(-1)!), purpose: "invitation", personId: personId.dana, contactId: dana.id });
});

test.for([
  ["a member’s invitation", { kind: "invitation", face: "staff", memberId: tom.id }, /^http:\/\/portal\.test\/staff\/invitation\/[\w-]{43}$/, tom.email],
  ["a contact’s new password", { kind: "reset", face: "portal", askedFor: "DANA@harborfinch.example" }, /^http:\/\/portal\.test\/portal\/reset\/[\w-]{43}$/, dana.email],
  ["a member’s new password", { kind: "reset", face: "staff", askedFor: ruth.email }, /^http:\/\/portal\.test\/staff\/reset\/[\w-]{43}$/, ruth.email],
  ["a sign-in link", { kind: "sign_in", face: "portal", askedFor: dana.email, goTo: "/portal/projects" }, /^http:\/\/portal\.test\/portal\/link\/[\w-]{43}$/, dana.email],
  ["word of a changed password", { kind: "password_changed", face: "portal", contactId: dana.id }, /^http:\/\/portal\.test\/portal\/forgot$/, dana.email],
] as const)("A11: %s leads to PUBLIC_URL, and goes to one address", async ([, letter, link, address]) => {
  queueLetter(letter);
  const [received, ...others] = await delivered();
  expect(others).toEqual([]);
  expect(received!.recipients).toEqual([address]);
  expect(received!.links).toHaveLength(1);
  expect(received!.links[0]).toMatch(link);
  expect(parse(received!.html).querySelectorAll("a").map((a) => a.getAttribute("href"))).toEqual(received!.links);
});

test("Z9: who is a contact of two clients gets a sign-in link for neither, and an invitation for the one", async () => {
  queueLetter({ kind: "sign_in", face: "portal", askedFor: bea.email });
  await delivered();
  expect(db.select().from(links).get()).toMatchObject({ personId: personId.bea, contactId: null });
  queueLetter({ kind: "invitation", face: "portal", contactId: beaOfTollhouse.id });
  expect((await delivered()).at(-1)!.headers.subject).toContain("for Tollhouse Books");
});

test("what happened is told to the client’s contacts, each with a link that names their client and signs nobody in", async () => {
  share();
  const letters = await delivered();
  expect(letters.map(({ recipients }) => recipients)).toEqual([[bea.email], [dana.email], [luis.email]]);
  const letter = to(letters, dana);
  expect(letter.headers.subject).toBe("Maya Lindqvist shared Print specification v2.pdf");
  expect(letter.links).toEqual([expect.stringMatching(/^http:\/\/portal\.test\/portal\/documents\/[^/?]+\?client=harbor$/), "http://portal.test/portal/profile/letters?client=harbor", "http://portal.test/portal/profile/letters/threads/document-spec?client=harbor"]);
  expect(letter.text).toContain("Hello Dana,\n\nMaya Lindqvist shared Print specification v2.pdf in Winter range packaging.");
  expect(letter.text).toContain("You get this because you are a contact of Harbor & Finch Coffee.");
  expect(db.select().from(links).all()).toEqual([]);
});

test("a comment is quoted, and leads to itself; to a member on the staff side", async () => {
  const id = post(dana, packaging.id, { body: "Monday works.\nOr Tuesday?" });
  const letters = await delivered();
  expect(letters.map(({ recipients }) => recipients)).toEqual([[maya.email], [tom.email]]);
  expect(letters[0]!.text).toContain("Dana Whitfield wrote:\n> Monday works.\n> Or Tuesday?");
  expect(letters[0]!.links).toEqual([`http://portal.test/staff/projects/packaging/comments#comment-${id}`, "http://portal.test/staff/profile/letters", "http://portal.test/staff/profile/letters/threads/comments-packaging"]);
  expect(letters[0]!.headers["reply-to"]).toBeUndefined();
});

test("several things make one letter, which leads to the project they are in", async () => {
  share();
  share("document.replaced");
  post(maya, packaging.id, { body: "Have a look." });
  const letters = await delivered();
  expect(letters).toHaveLength(3);
  expect(letters[0]!.headers.subject).toBe("3 new things in Winter range packaging");
  expect(letters[0]!.links.slice(0, 2)).toEqual(["http://portal.test/portal/projects/packaging?client=harbor", "http://portal.test/portal/profile/letters?client=harbor"]);
  expect(letters[0]!.text).toMatch(/shared Print[^]+uploaded version 2 of Print[^]+commented on Winter range packaging:\n> Have a look\./);
});

test("letters about one thing hang together by References, each under a name of its own", async () => {
  post(maya, packaging.id, { body: "One" });
  await delivered();
  post(maya, packaging.id, { body: "Two" });
  const letters = (await delivered()).filter(({ recipients }) => recipients[0] === dana.email);
  expect(letters.map(({ headers }) => headers.references)).toEqual(Array(2).fill("<comments-packaging@portal.test>"));
  expect(new Set(letters.map(({ headers }) => headers["message-id"])).size).toBe(2);
});

test("a document that is no longer shared when its letter is due is not named to anyone", async () => {
  share();
  db.update(documents).set({ sharedAt: null }).run();
  expect(await delivered()).toEqual([]);
  expect(new Set(db.select().from(outbox).all().map(({ droppedWhy }) => droppedWhy))).toEqual(new Set(["They may no longer see what it was about."]));
});

test("Z5: an internal note of the client or project is in no letter", async () => {
  db.update(clients).set({ internalNotes: "cellardoor" }).run();
  db.update(projects).set({ internalNotes: "cellardoor" }).run();
  share();
  post(maya, packaging.id, { body: "Hello" });
  for (const { raw, text, html } of await delivered()) expect(raw + text + html).not.toContain("cellardoor");
});

test.for([
  ["at all", () => db.update(agency).set({ showTeamMembers: false }).run()],
  ["on this project", () => db.update(projects).set({ showTeamMembers: false }).run()],
] as const)("Z5: where clients may not know who works for them (%s), the agency writes, and no member is named", async ([where, hide]) => {
  hide();
  share();
  post(maya, packaging.id, { body: "Have a look." });
  if (where === "at all") queueLetter({ kind: "invitation", face: "portal", contactId: dana.id });
  const letters = await delivered();
  for (const { raw, text, html } of letters) expect(raw + text + html).not.toMatch(/Maya|Lindqvist/);
  expect(letters.find(({ headers }) => headers.subject!.startsWith("2 new"))!.text).toContain("Northlight Studio shared Print specification v2.pdf");
  expect(letters[0]!.headers["reply-to"]).toBe("Northlight Studio <hello@northlight.example>");
});

const hostile = `</title></style><script>alert(1)</script><img src=x onerror=alert(1)>"'&amp;{{x}}`;

test("X1: markup in names, titles, comments and our own address is words in a letter", async () => {
  db.update(agency).set({ name: `Studio ${hostile}`, address: hostile, phone: hostile }).run();
  db.update(clients).set({ name: hostile }).run();
  db.update(contacts).set({ name: `Dana${hostile}` }).run();
  db.update(projects).set({ name: hostile }).run();
  share("document.shared", hostile);
  post({ ...maya, name: hostile }, packaging.id, { body: `${hostile}\n\n[x](javascript:alert(1))` });
  queueLetter({ kind: "invitation", face: "portal", contactId: dana.id });
  const letters = await delivered();
  expect(letters).toHaveLength(4);
  for (const { html, text } of letters) {
    const root = parse(html, { blockTextElements: { script: true, style: true } });
    expect(root.querySelectorAll("script, img, iframe, form, svg, link, object")).toEqual([]);
    expect(root.querySelectorAll("*").flatMap((element) => Object.keys(element.attributes)).filter((name) => /^on/i.test(name))).toEqual([]);
    expect(new Set(root.querySelectorAll("a").map((a) => a.getAttribute("href")!.slice(0, 20)))).toEqual(new Set(["http://portal.test/p"]));
    expect(root.querySelectorAll("style")).toHaveLength(1);
    expect(text).toContain("<script>alert(1)</script>");
  }
});

test("X5: line breaks in names, titles and subjects make no header and no recipient", async () => {
  const evil = "A\r\nBcc: evil@elsewhere.example\r\n\r\nBody\u2028\u0000, evil@elsewhere.example";
  db.update(agency).set({ name: evil }).run();
  db.update(contacts).set({ name: `Dana ${evil}` }).where(eq(contacts.id, dana.id)).run();
  db.update(projects).set({ name: evil }).run();
  share("document.shared", evil);
  queueLetter({ kind: "invitation", face: "portal", contactId: dana.id });
  const letters = await delivered();
  expect(letters.flatMap(({ recipients }) => recipients).sort()).toEqual([bea.email, dana.email, dana.email, luis.email]);
  for (const { headers, from } of letters) {
    expect(Object.keys(headers).filter((name) => !/^(from|to|reply-to|subject|message-id|references|in-reply-to|date|mime-version|content-type|content-transfer-encoding|auto-submitted|list-unsubscribe|list-unsubscribe-post|x-auto-response-suppress)$/.test(name))).toEqual([]);
    expect(from).toBe("no-reply@portal.test");
  }
});

test.for(["a@x.example\r\nBcc: b@y.example", "a@x.example,b@y.example", "a@x.example, b@y.example", "<a@x.example> b@y.example", "a@x.example\u0000", "\"a b\"@x.example", "a@x", "@x.example", "a@@x.example", `${"a".repeat(300)}@x.example`, "a@x.example b@y.example", ""])(
  "X5: %j is not an address, and no letter goes there",
  async (address) => {
    expect(isAddress(address)).toBe(false);
    sqlite.prepare("UPDATE people SET email = ? WHERE id = ?").run(address, personId.dana);
    queueLetter({ kind: "invitation", face: "portal", contactId: dana.id });
    expect(await delivered()).toEqual([]);
    expect(db.select().from(outbox).get()).toMatchObject({ sentAt: null, lastError: "This is not an address a letter can be sent to." });
  },
);

test("X5: who looks after the client, with an address that is none, is not answered to", async () => {
  db.update(people).set({ email: "m@x.example\r\nBcc: b@y.example" }).where(eq(people.id, personId.maya)).run();
  queueLetter({ kind: "invitation", face: "portal", contactId: dana.id });
  const [letter] = await delivered();
  expect(letter!.headers["reply-to"]).toBeUndefined();
  expect(letter!.recipients).toEqual([dana.email]);
});

test("the button can be read on any colour, and links on paper", () => {
  const contrast = (a: string, b: string) => (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);
  const steps = [0, 51, 102, 153, 204, 255];
  for (const red of steps)
    for (const green of steps)
      for (const blue of steps) {
        const colour = `#${[red, green, blue].map((value) => value.toString(16).padStart(2, "0")).join("")}`;
        expect(contrast(colour, textOn(colour))).toBeGreaterThanOrEqual(4.5);
        expect(contrast(inkOf(colour), "#ffffff")).toBeGreaterThanOrEqual(4.5);
      }
});
