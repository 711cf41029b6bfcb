import { join } from "node:path";
import { expect, test } from "vitest";
import type { Contact } from "#app/people/viewer.ts";
import { keySet } from "#app/receipts/keys.server.ts";
import { check, keysIn } from "#app/receipts/verify-receipt.mjs";
import { canary, plantBelongings } from "../support/belongings.ts";
import { beaOfTollhouse, dana, harbor, ines, joan, luis, maya, meridian, ruth, tom } from "../support/cast.ts";
import { outbox } from "#db/schema/index.ts";
import { lettersIn } from "../support/letters.ts";
import { builtPortal } from "../support/portal.ts";

const { front, arriveAs, stranger } = await builtPortal();
front.transact((tx) => plantBelongings(tx));
const id = `${harbor.id}-receipt`;
const word = canary[harbor.id]!;
const body = () => (front.sqlite.prepare("SELECT body FROM receipts WHERE id = ?").get(id) as { body: string }).body;

test("both sides read the same receipt: what was decided, by whom, when, the words and the files of then, and what it is worth", async () => {
  for (const [who, face] of [[dana, "portal"], [luis, "portal"], [ruth, "staff"], [maya, "staff"], [tom, "staff"]] as const) {
    const page = await arriveAs(who).get(`/${face}/receipts/${id}`);
    expect(page.status).toBe(200);
    for (const words of [`Dana Whitfield accepted ${word}, version 1.`, `I have read ${word} and accept it.`, "Signed with the typed name Dana Whitfield", "dana@harborfinch.example", "America/New_York", "Z UTC", `Please read ${word}.`, "0".repeat(64), "Accept document", "simple electronic signature", "tamper-evident, not tamper-proof", "everything holds", JSON.parse(body()).key as string]) expect(page.text, words).toContain(words);
    expect(page.text).not.toContain("does not hold");
    expect(page.links()).toEqual(expect.arrayContaining([`/${face}/receipts/${id}/receipt.json`, `/${face}/receipts/${id}/certificate.pdf`, "/verify"]));
  }
});

test("the file is the signed bytes, an attachment, and holds; the certificate is a paper", async () => {
  for (const [who, face] of [[dana, "portal"], [maya, "staff"]] as const) {
    const file = await arriveAs(who).send(`/${face}/receipts/${id}/receipt.json`);
    expect([file.status, file.headers.get("content-type"), file.headers.get("content-disposition")]).toEqual([200, expect.stringMatching(/^application\/json/), expect.stringMatching(/^attachment; filename="?Receipt Acceptance quillfeather\.json/)]);
    expect(file.headers.get("x-content-type-options")).toBe("nosniff");
    const text = await file.text();
    expect(text).toBe(body());
    expect(check(text, { keys: keysIn(JSON.stringify(keySet())) }).holds).toBe(true);
    const paper = await arriveAs(who).send(`/${face}/receipts/${id}/certificate.pdf`);
    expect([paper.status, paper.headers.get("content-type"), paper.headers.get("content-disposition")]).toEqual([200, "application/pdf", expect.stringMatching(/^attachment/)]);
    expect(Buffer.from(await paper.arrayBuffer()).subarray(0, 5).toString()).toBe("%PDF-");
  }
});

const others: [string, Contact][] = [["of another client", joan], ["of another client of the same person", beaOfTollhouse]];
test.for(others)("Z1, Z3: for a contact %s no receipt, no file and no certificate of it exists", async ([, who]) => {
  for (const end of ["", "/receipt.json", "/certificate.pdf", ".data"]) {
    const answer = await arriveAs(who).send(`/portal/receipts/${id}${end}`);
    expect(answer.status, end).toBe(404);
    expect(await answer.text(), end).not.toContain(word);
  }
});

test("Z1: a member who is not on the project finds none; nobody gets anything without a session, or with the other side's", async () => {
  for (const end of ["", "/receipt.json", "/certificate.pdf"]) {
    expect((await arriveAs(ines).send(`/staff/receipts/${id}${end}`)).status, end).toBe(404);
    expect((await arriveAs(tom).send(`/staff/receipts/${meridian.id}-receipt${end}`)).status, end).toBe(404);
    for (const face of ["portal", "staff"]) expect((await stranger().send(`/${face}/receipts/${id}${end}`)).status, end).toBe(303);
    expect((await arriveAs(dana).send(`/staff/receipts/${id}${end}`)).status, end).toBe(303);
  }
});

test("the post of the build knows who makes certificates: a receipt's letter carries both files", async () => {
  const { seq } = front.sqlite.prepare("SELECT event_seq AS seq FROM receipts WHERE id = ?").get(id) as { seq: number };
  front.db.insert(outbox).values({ id: "receipt-letter", kind: "receipt", face: "portal", contactId: dana.id, eventSeq: seq, queuedAt: front.clock.now(), nextAttemptAt: front.clock.now() }).run();
  await front.deliverDue();
  const [letter] = lettersIn(join(process.env.DATA_DIR!, "outbox")).filter(({ headers }) => headers.subject?.startsWith("Receipt:"));
  expect(letter!.attachments.map(({ name }) => name)).toEqual(["receipt.json", "certificate.pdf"]);
  expect(letter!.attachments[1]!.bytes).toMatch(/^%PDF-/);
});
