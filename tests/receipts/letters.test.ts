import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { certifyWith } from "#app/events/enclosures.server.ts";
import { erase } from "#app/events/erase.server.ts";
import { letterbook } from "#app/events/letterbook.server.ts";
import { deliverDue, waits } from "#app/events/post.server.ts";
import { GATHERING } from "#app/events/record.server.ts";
import { files, outboxFolder } from "#app/events/transport.server.ts";
import { pass, resume, standAt } from "#app/lib/clock.ts";
import { certificateOf } from "#app/receipts/certificate.server.ts";
import { publicKeys } from "#app/receipts/keys.server.ts";
import { type Decision, decide as decideIn, receipts } from "#app/receipts/receipts.server.ts";
import { check, sha256 } from "#app/receipts/verify-receipt.mjs";
import { db } from "#db/client.server.ts";
import { contacts, members, outbox, projects } from "#db/schema/index.ts";
import { lettersIn } from "../support/letters.ts";
import { bea, dana, freshStory, harbor, inTransaction, luis, maya, packaging, ruth, tom } from "../support/story.ts";

const decide = inTransaction(decideIn);
const offer: Decision = {
  action: "proposal.accepted",
  says: "accepted proposal PR-0001, Shopfront sign, version 2, for $6,400.00",
  verb: "Accept for $6,400.00",
  subject: { kind: "proposal", id: "sign", clientId: harbor.id, projectId: packaging.id, title: "Shopfront sign" },
  number: "PR-0001",
  version: 2,
  snapshot: { title: "Shopfront sign" },
  files: [{ name: "scope.pdf", size: 5, sha256: sha256("scope") }],
  amount: { minor: 640000, currency: "USD", shown: "$6,400.00" },
  permission: "approveWork",
};
const signed = { signedName: "Dana Whitfield", consent: "I accept for Harbor & Finch Coffee." };
let folder: string;
const deliver = (given: Parameters<typeof deliverDue>[0] = {}) => deliverDue({ transport: files(folder), ...given });
const to = (who: { email: string }) => lettersIn(folder).filter(({ headers }) => headers.to!.includes(who.email));

beforeEach(() => {
  freshStory();
  standAt(new Date("2025-11-20T14:00:00Z"));
  folder = mkdtempSync(join(tmpdir(), "receipt-letters-"));
  certifyWith(certificateOf);
});
afterEach(() => {
  resume();
  vi.restoreAllMocks();
});

test("a decision is written of at once, to who decided and to the agency's people, with the receipt and its certificate attached", async () => {
  const id = decide(dana, offer, signed);
  expect(await deliver()).toEqual({ sent: 3, failed: 0 });
  for (const [who, face] of [[dana, "portal"], [maya, "staff"], [tom, "staff"]] as const) {
    const [letter, ...more] = to(who);
    expect(more).toEqual([]);
    expect(letter!.headers.subject).toBe("Receipt: PR-0001, Shopfront sign");
    expect(letter!.text).toContain("Dana Whitfield accepted proposal PR-0001, Shopfront sign, version 2, for $6,400.00.");
    expect(letter!.text).toContain(receipts(dana).find(id).receipt.subject.snapshot);
    expect(letter!.links[0]).toBe(`http://portal.test/${face}/receipts/${id}${face === "portal" ? `?client=${harbor.id}` : ""}`);
    const [file, paper] = letter!.attachments;
    expect([file!.name, file!.type, paper!.name, paper!.type]).toEqual(["receipt.json", "application/json", "certificate.pdf", "application/pdf"]);
    const text = Buffer.from(file!.bytes, "latin1").toString("utf8");
    expect(text).toBe(receipts(dana).find(id).body);
    expect(check(text, { keys: publicKeys() }).holds).toBe(true);
    expect(Buffer.from(paper!.bytes, "latin1").equals(await certificateOf(text))).toBe(true);
    expect(letter!.html).toContain("See the receipt");
  }
});

test("the client's other contacts read of it in the usual way, and one receipt is never gathered with another", async () => {
  decide(dana, offer, signed);
  decide(dana, { ...offer, subject: { ...offer.subject, id: "menu", title: "Menu" }, number: "PR-0002" }, signed);
  expect(await deliver()).toEqual({ sent: 6, failed: 0 });
  expect(to(dana).map(({ headers }) => headers.subject).sort()).toEqual(["Receipt: PR-0001, Shopfront sign", "Receipt: PR-0002, Menu"]);
  pass(GATHERING);
  expect(await deliver()).toEqual({ sent: 2, failed: 0 });
  for (const who of [luis, bea]) expect(to(who)).toMatchObject([{ attachments: [], headers: { subject: expect.stringContaining("2 new things") } }]);
});

test("what the agency recorded goes to every contact as a receipt, with the agency's name where its team is hidden", async () => {
  db.update(projects).set({ showTeamMembers: false }).where(eq(projects.id, packaging.id)).run();
  decide(maya, { ...offer, action: "proposal.answer_recorded", says: "recorded that Harbor & Finch Coffee accepted proposal PR-0001" }, { outside: "By telephone." });
  await deliver();
  for (const who of [dana, luis, bea]) {
    const [letter] = to(who);
    expect(letter!.text).toContain("Northlight Studio recorded that Harbor & Finch Coffee accepted proposal PR-0001.");
    expect(letter!.text + JSON.stringify(letter!.headers) + letter!.attachments[0]!.bytes).not.toMatch(/Maya|Lindqvist/);
  }
  expect(to(maya)).toHaveLength(1);
});

test("a certificate that fails never loses the letter: it goes with the receipt, and says so", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  certifyWith(() => Promise.reject(new Error("no fonts")));
  decide(dana, offer, signed);
  expect(await deliver()).toEqual({ sent: 3, failed: 0 });
  const [letter] = to(dana);
  expect(letter!.attachments.map(({ name }) => name)).toEqual(["receipt.json"]);
  expect(letter!.text).toContain("The certificate could not be made this time");
  expect(told).toHaveBeenCalled();
});

test("L5: after a crash, and with two runners at once, never two letters for one row", async () => {
  decide(dana, offer, signed);
  let made = 0;
  certifyWith(async (receipt) => (made++, await new Promise((resolve) => setImmediate(resolve)), certificateOf(receipt)));
  const keep = files(folder);
  let crash = true;
  // The mail server said yes; we died before we noted it.
  const dying: typeof keep = async (mail) => {
    await keep(mail);
    if (crash) throw new Error("killed");
  };
  const both = await Promise.all([deliverDue({ transport: dying, as: "one" }), deliverDue({ transport: dying, as: "two" })]);
  expect(both).toContainEqual({ sent: 0, failed: 0 });
  expect(lettersIn(folder)).toHaveLength(3);
  const ids = lettersIn(folder).map(({ headers }) => headers["message-id"]).sort();
  crash = false;
  pass(waits[0]!);
  expect(await deliverDue({ transport: dying })).toEqual({ sent: 3, failed: 0 });
  expect(lettersIn(folder).map(({ headers }) => headers["message-id"]).sort()).toEqual(ids);
  expect(made).toBe(1);
  pass(24 * 60 * 60_000);
  expect((await deliverDue({ transport: dying })).sent).toBe(2); // the others' news
  expect(to(dana)).toHaveLength(1);
});

test("who may no longer see it gets no receipt; whose access ended neither; and after an erasure the letter still says what was decided", async () => {
  decide(dana, offer, signed);
  db.update(contacts).set({ deactivatedAt: new Date() }).where(eq(contacts.id, dana.id)).run();
  db.update(members).set({ deactivatedAt: new Date() }).where(eq(members.id, tom.id)).run();
  inTransaction(erase)(ruth, dana.personId);
  expect(await deliver()).toEqual({ sent: 1, failed: 0 });
  expect(to(maya)[0]!.text).toContain("Dana Whitfield accepted proposal PR-0001");
});

test("owners read the letter among the others, as it was sent", async () => {
  decide(dana, offer, signed);
  await deliver({ transport: files(outboxFolder()) });
  const { id } = db.select({ id: outbox.letterId }).from(outbox).where(eq(outbox.contactId, dana.id)).get()!;
  const letter = letterbook(ruth).find(id!);
  expect(letter).toMatchObject({ state: "sent", about: "Receipt: Dana Whitfield accepted the proposal Shopfront sign" });
  expect(letter.text).toContain("Attached is receipt.json");
});
