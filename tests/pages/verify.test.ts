import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { parse } from "node-html-parser";
import { check, canonical, keysIn, sha256 } from "#app/receipts/verify-receipt.mjs";
import { dana, packaging } from "../support/cast.ts";
import { ledger } from "../support/ledger.ts";
import { builtPortal } from "../support/portal.ts";
import { plantReceipt } from "../support/receipts.ts";

const { front, stranger, arriveAs } = await builtPortal();
const body = front.transact((tx) => plantReceipt(tx, { id: "planted", contact: dana, projectId: packaging.id, word: "fascia" }));
beforeEach(() => void front.sqlite.exec("DELETE FROM attempts"));

type Files = { receipt?: string | Uint8Array<ArrayBuffer>; document?: string | Uint8Array<ArrayBuffer> };
async function ask({ receipt, document }: Files, headers: Record<string, string> = {}, visitor = stranger()) {
  const form = new FormData();
  form.append("receipt", new File(receipt === undefined ? [] : [receipt], receipt === undefined ? "" : "receipt.json"));
  form.append("document", new File(document === undefined ? [] : [document], document === undefined ? "" : "mine.pdf"));
  const answer = await visitor.send("/verify", { method: "POST", body: form, headers });
  const html = await answer.text();
  return { status: answer.status, headers: answer.headers, html, text: parse(html).querySelector("main")?.structuredText.replace(/\s+/g, " ") ?? html };
}

test("anybody finds the page, the keys and the verifier; the verifier is the very file, and both do what they should", async () => {
  const page = await stranger().get("/verify");
  expect([page.status, page.root.querySelectorAll("h1").map((heading) => heading.text)]).toEqual([200, ["Check a receipt"]]);
  expect(page.html).not.toContain("_remix");
  expect(page.links()).toEqual(expect.arrayContaining(["/verify/verify-receipt.mjs", "/.well-known/receipt-keys.json"]));
  const verifier = await stranger().send("/verify/verify-receipt.mjs");
  expect([verifier.status, verifier.headers.get("content-disposition")]).toEqual([200, 'attachment; filename="verify-receipt.mjs"']);
  expect(await verifier.text()).toBe(readFileSync("app/receipts/verify-receipt.mjs", "utf8"));
  const keys = await stranger().send("/.well-known/receipt-keys.json");
  expect([keys.status, keys.headers.get("content-type")]).toEqual([200, expect.stringContaining("application/jwk-set+json")]);
  const set = await keys.text();
  expect(set).not.toMatch(/"d"|PRIVATE/);
  expect(check(body, { keys: keysIn(set) }).holds).toBe(true);
  for (const { kid } of JSON.parse(set).keys as { kid: string }[]) expect(page.text).toContain(kid);
});

test("a receipt that holds: what it proves, and that its event stands in the record; nothing is kept but the count", async () => {
  const before = ledger(front.sqlite);
  const { status, text } = await ask({ receipt: body });
  expect(status).toBe(200);
  for (const words of ["This receipt holds", "Dana Whitfield accepted fascia, version 1.", "The file is exactly as it was given out", "Event 1 stands in this portal’s record, with the same hash"]) expect(text).toContain(words);
  expect(text).not.toContain("Does not hold:");
  expect(front.sqlite.prepare("SELECT count(*) AS n FROM attempts").get()).toEqual({ n: 1 });
  front.sqlite.exec("DELETE FROM attempts");
  expect(ledger(front.sqlite).digest).toBe(before.digest);
  expect(front.sqlite.serialize().toString("latin1")).not.toContain("mine.pdf");
});

test("with a document it is said whether it is the one, byte for byte", async () => {
  expect((await ask({ receipt: body, document: canonical(JSON.parse(body).receipt.snapshot) })).text).toContain("mine.pdf is the frozen text of this receipt");
  const other = await ask({ receipt: body, document: "%PDF-1.7 something else" });
  expect([other.status, other.text]).toEqual([200, expect.stringMatching(/This receipt does not hold.*Does not hold: mine\.pdf is not one of this receipt’s files: its SHA-256 is [0-9a-f]{64}/)]);
  expect((await ask({ receipt: body, document: new Uint8Array(5_000_000) })).text).toContain("not one of this receipt’s files");
});

test("a changed byte: it does not hold, the part is named, and its words are not repeated as if they were ours", async () => {
  const { status, text } = await ask({ receipt: body.replace("accepted fascia", "accepted a great deal more") });
  expect([status, text]).toEqual([200, expect.stringContaining("Changed since it was signed: what was done")]);
  expect(text).not.toContain("a great deal more");
  const digests = JSON.parse(body) as { receipt: { act: { words: string } }; digests: Record<string, string> };
  digests.receipt.act.words = "Dana Whitfield sold the shop.";
  digests.digests.act = sha256(canonical(digests.receipt.act));
  const forged = await ask({ receipt: canonical(digests) });
  expect(forged.text).toMatch(/does not hold.*The signature does not fit/);
  expect(forged.text).not.toMatch(/sold the shop|portal’s record/);
});

describe("X1: hostile files are answered in words, with the right status", () => {
  const cases: [what: string, files: Files, status: number, says: RegExp][] = [
    ["nothing chosen", {}, 422, /Choose the receipt file/],
    ["an empty file", { receipt: "" }, 422, /Choose the receipt file/],
    ["a document alone", { document: "words" }, 422, /Choose the receipt file/],
    ["10 MB of JSON", { receipt: `[${"1,".repeat(5_000_000)}1]` }, 413, /no receipt file: a receipt is a text of at most 1 MB/],
    ["nested 100,000 deep", { receipt: "[".repeat(100_000) + "]".repeat(100_000) }, 422, /not a receipt.*cannot be read/],
    ["nested deep in objects", { receipt: '{"a":'.repeat(50_000) + "1" + "}".repeat(50_000) }, 422, /not a receipt/],
    ["binary", { receipt: new Uint8Array(200_000).map((_, at) => (at * 7919) % 256) }, 422, /not a receipt/],
    ["a page with a script", { receipt: "<script>alert(1)</script>" }, 422, /not a receipt/],
    ["JSON that is something else", { receipt: '{"hello":"world"}' }, 422, /not a receipt of the form/],
    ["a thousand parts", { receipt: JSON.stringify({ ...JSON.parse(body), digests: Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`<b>${at}`, "x"])) }) }, 422, /not a receipt/],
    ["a part named by a script", { receipt: JSON.stringify({ ...JSON.parse(body), digests: { ...JSON.parse(body).digests, "<script>alert(1)</script>": "x" } }) }, 200, /does not hold/],
  ];
  test.for(cases)("%s", async ([, files, status, says]) => {
    const answer = await ask(files);
    expect([answer.status, answer.text]).toEqual([status, expect.stringMatching(says)]);
    expect(answer.html).not.toContain("<script>alert");
  });

  test("what is no form of ours: not multipart, another site’s, another method", async () => {
    expect((await stranger().send("/verify", { method: "POST", body: new URLSearchParams({ receipt: body }) })).status).toBe(415);
    expect((await ask({ receipt: body }, { Origin: "https://elsewhere.example" })).status).toBe(403);
    expect((await stranger().send("/verify", { method: "PUT" })).status).toBe(405);
    for (const path of ["/verify/verify-receipt.mjs", "/.well-known/receipt-keys.json"]) expect([404, 405]).toContain((await stranger().send(path, { method: "POST", body: new URLSearchParams() })).status);
  });
});

test("more than forty within a quarter of an hour from one address are too many; the page says so, and when to come back", async () => {
  for (let time = 0; time < 40; time++) expect((await ask({ receipt: "{}" })).status).toBe(422);
  const { status, headers, text } = await ask({ receipt: body });
  expect([status, text]).toEqual([429, expect.stringContaining("too many attempts")]);
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await stranger().get("/verify")).status).toBe(200);
});

test("whoever is signed in gets the same answer; and a receipt of ours that has no event in this record is said to have none", async () => {
  expect((await ask({ receipt: body }, {}, arriveAs(dana))).text).toContain("This receipt holds");
  // The same receipt, held against a portal that has another chain.
  front.sqlite.exec("PRAGMA foreign_keys = OFF; DROP TRIGGER events_are_forever_update; UPDATE events SET hash = 'another'");
  const { text } = await ask({ receipt: body });
  expect(text).toMatch(/does not hold.*The event it names does not stand in this portal’s record/);
});
