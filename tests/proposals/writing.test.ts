import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "#db/client.server.ts";
import { clients, outbox } from "#db/schema/index.ts";
import { standAt } from "#app/lib/clock.ts";
import { instantIn } from "#app/lib/dates.ts";
import { NotFound } from "#app/lib/refused.ts";
import { DraftForm } from "#app/proposals/forms.server.ts";
import { proposals } from "#app/proposals/proposals.server.ts";
import { hindrances } from "#app/proposals/sending.server.ts";
import { standing } from "#app/proposals/standing.server.ts";
import { proposalTemplates } from "#app/proposals/templates.server.ts";
import { contentFrom, workingDraft } from "#app/proposals/writing.server.ts";
import { dana, freshStory, harbor, luis, maya, meridian, tom } from "../support/story.ts";
import { following, templates } from "./moves.ts";
import { accept, extend, recordOutside, seenOf, send, sendNow, sent, typed, withdraw, write, written, yes } from "./stage.ts";

beforeEach(() => {
  freshStory();
  standAt(instantIn("America/New_York", "2026-03-02", "10:00:00"));
});
const content = (words: object, currency = "USD") => contentFrom(DraftForm.parse({ title: "A sign", ...words }), currency);
const refusal = (status: number) => expect.objectContaining({ status });

test.for([
  ["USD", "1,250.50", 125050],
  ["JPY", "1250", 1250],
  ["KWD", "1.250", 1250],
] as const)("an amount in %s typed as %s is %d in minor units", ([currency, amount, minor]) => {
  expect(content({ model: "fixed", amount }, currency).fee).toEqual({ model: "fixed", amount: minor });
});

test("what is no amount is refused beside its field, and empty rows are left out", () => {
  expect(() => content({ lines: [{ description: "Design", price: "much" }] })).toThrow(expect.objectContaining({ status: 422, options: expect.objectContaining({ field: "lines[0].price" }) }));
  expect(() => content({ model: "fixed", amount: "12.5" }, "JPY")).toThrow(refusal(422));
  expect(() => content({ lines: [{ price: "5" }] })).toThrow("Say what this line is for");
  expect(content({ sections: [{}, { body: "x" }, {}], lines: [{}, { description: "Design", price: "5" }] })).toMatchObject({ sections: [{ body: "x" }], lines: [{ description: "Design", quantity: 100, price: 500 }] });
});

test("only what the chosen fee model needs is kept", () => {
  expect(content({ model: "hourly", rate: "95", estimate: "12.5", amount: "7" }).fee).toEqual({ model: "hourly", rate: 9500, estimate: 1250 });
  expect(content({ model: "retainer", amount: "900", period: "quarter", rate: "7" }).fee).toEqual({ model: "retainer", amount: 90000, period: "quarter" });
  expect(content({ model: "milestone", milestones: [{}, { name: "Launch", amount: "10", dueOn: "2026-05-01" }] }).fee).toMatchObject({ milestones: [{ name: "Launch", amount: 1000, dueOn: "2026-05-01" }] });
});

test("X1: hostile lengths are refused by the form", () => {
  for (const words of [{ title: "x".repeat(201) }, { sections: [{ body: "x".repeat(20_001) }] }, { lines: Array(101).fill({ description: "x" }) }, { lines: [{ description: "x", price: "9".repeat(41) }] }]) expect(DraftForm.safeParse({ title: "A sign", ...words }).success).toBe(false);
});

test("sent and not touched since, there is no draft of a next version; one word later there is", () => {
  const id = sent();
  expect(standing(maya, id).revised).toBe(false);
  write(maya, id, DraftForm.parse({ ...typed, terms: "All of it on acceptance." }));
  expect(standing(maya, id).revised).toBe(true);
  expect(proposals(dana).find(id).content.terms).toBe(typed.terms);
});

test("of two members who send what they both checked, the second is told, and one version was sent", () => {
  const id = written();
  const seen = seenOf(id);
  sendNow(id, { seen });
  write(maya, id, DraftForm.parse({ ...typed, terms: "Other terms." }));
  expect(() => send(maya, id, { seen, recipients: [] })).toThrow(refusal(409));
  expect(proposals(maya).find(id).version).toBe(1);
});

test("the letter goes to those it was sent to, and to everyone where nobody was named", () => {
  const letters = () => db.select({ id: outbox.contactId }).from(outbox).all().map(({ id }) => id);
  sendNow(written(), { recipients: [luis.id] });
  expect(letters()).toEqual([luis.id]);
  sendNow(written(), { recipients: [] });
  expect(letters().length).toBeGreaterThan(2);
});

test("it cannot be sent while the portal is closed to its client, and the sentence says so", () => {
  const id = written();
  db.update(clients).set({ portalClosedAt: new Date() }).where(eq(clients.id, harbor.id)).run();
  expect(hindrances(db, workingDraft(db, maya, id)).map(({ words }) => words)).toEqual(["The portal is closed to this client, so nobody there could read it"]);
  expect(() => sendNow(id)).toThrow(refusal(422));
});

test("Z2: a member writes for the clients they see, and binds nobody", () => {
  expect(proposals(tom).find(following.begin(tom, { clientId: harbor.id, title: "Tom’s own" })).authorName).toBe(tom.name);
  expect(() => following.begin(tom, { clientId: meridian.id, title: "Not his" })).toThrow(NotFound);
  const id = sent();
  write(tom, id, DraftForm.parse({ ...typed, terms: "Tom’s words." }));
  const binds = [() => send(tom, id, { seen: seenOf(id), recipients: [] }), () => extend(tom, id, "2026-04-30"), () => withdraw(tom, id, ""), () => recordOutside(tom, id, { answer: "accepted", note: "By telephone" })];
  for (const bind of binds) expect(bind).toThrow(refusal(403));
  expect(() => write(tom, written({}, meridian), DraftForm.parse(typed))).toThrow(NotFound);
});

test("a project is started from an accepted proposal, once", () => {
  const id = sent();
  expect(() => following.start(maya, id, "The sign")).toThrow(refusal(409));
  accept(dana, id, yes);
  expect(() => following.start(tom, id, "The sign")).toThrow(refusal(403));
  const project = following.start(maya, id, "The sign");
  expect(proposals(maya).find(id).projectId).toBe(project);
  expect(() => following.start(maya, id, "The sign again")).toThrow("started from this proposal already");
});

test("duplicated and kept as a template: the words and their currency go along, nothing that was decided", () => {
  const id = sent();
  const copy = proposals(maya).find(following.duplicate(maya, id, { clientId: meridian.id, title: "The same" }));
  expect(copy).toMatchObject({ title: "The same", clientId: meridian.id, version: 0, number: null, currency: "USD" });
  expect(copy.content).toEqual(proposals(maya).find(id).content);
  const template = templates.save(maya, id, "A sign");
  const begun = proposals(maya).find(following.begin(maya, { clientId: harbor.id, title: "From it", templateId: template }));
  expect(begun.content).toEqual(copy.content);
  expect(() => templates.rename(tom, template, "Mine")).toThrow(refusal(403));
  templates.rename(maya, template, "A wooden sign");
  templates.remove(maya, template);
  expect(proposalTemplates(maya).all()).toEqual([]);
});
