import { randomBytes } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { readdir, readlink } from "node:fs/promises";
import { parse } from "node-html-parser";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { contacts, documents, events, files, sessions } from "#db/schema/index.ts";
import { startFront } from "#app/server/start-front.ts";
import type { Contact, Member } from "#app/people/viewer.ts";
import { dana, harbor, joan, luis, maya, packaging } from "../support/cast.ts";
import { onDisk, received } from "../support/files.ts";
import { builtPortal } from "../support/portal.ts";
import { type Part, multipart, onSocket } from "../support/socket.ts";

process.env.UPLOAD_LIMIT_MB = "1";
const { build, front, arriveAs } = await builtPortal();
const served = await startFront({ build, port: 0, working: false });
afterAll(() => served.close());

const list = `/staff/projects/${packaging.id}/documents`;
const MB = 1_000_000;

const arrive = (who: Contact | Member) => {
  const cookie = Object.values(arriveAs(who).jar).flatMap((cookies) => Object.entries(cookies).map(([name, value]) => `${name}=${value}`)).join("; ");
  return onSocket(served.url, cookie);
};
type Visitor = ReturnType<typeof arrive>;

/** The hidden fields of the form on a page that posts to this path. */
const fieldsOf = async (visitor: Visitor, page: string, path: string): Promise<Part[]> => {
  const form = parse((await visitor.get(page)).body).querySelectorAll("form").find((form) => form.getAttribute("action") === path)!;
  return form.querySelectorAll("input[type=hidden]").map((field) => ({ name: field.getAttribute("name")!, value: field.getAttribute("value")! }));
};
const uploadFields = (visitor: Visitor) => fieldsOf(visitor, list, `${list}/upload`);
const shared: Part = { name: "share", value: "on" };
const file = (filename: string, content: Buffer | string): Part => ({ name: "files", filename, content });
const words = (html: string) => parse(html).querySelector("main")!.structuredText.replace(/\s+/g, " ");
const rows = () => front.db.select().from(documents).all().length + front.db.select().from(files).all().length + front.db.select().from(events).all().length;
const isAlive = async () => expect((await arrive(maya).get("/healthz")).status).toBe(200);

/** Uploads one file and shares it; gives the document's id. */
async function put(visitor: Visitor, name: string, content: Buffer | string) {
  const answer = await visitor.post(`${list}/upload`, multipart([...(await uploadFields(visitor)), shared, file(name, content)]));
  expect([answer.status, answer.headers.location]).toEqual([303, list]);
  return front.db.select().from(documents).all().at(-1)!.id;
}
const linkOf = async (visitor: Visitor, id: string, face = "portal") => {
  const answer = await visitor.get(`/${face}/files/${id}`);
  expect(answer.status).toBe(303);
  return answer.headers.location!;
};
const downloadsOf = (id: string) => front.db.select().from(events).where(eq(events.subjectId, id)).all().filter(({ action }) => action === "document.downloaded").length;

let [disk, before] = [onDisk(), 0];
const nothingIsKept = () => {
  expect(onDisk()).toEqual(disk);
  expect(rows()).toBe(before);
};
beforeAll(async () => void (await put(arrive(maya), "First.txt", "first")));

/** What stands now is what must stand afterwards. */
const markPlace = () => ([disk, before] = [onDisk(), rows()]);

test("several files at once, shared, and the client’s contact has them byte for byte", async () => {
  const [member, contact] = [arrive(maya), arrive(dana)];
  const bytes = [randomBytes(900_000), randomBytes(70_001)];
  const answer = await member.post(`${list}/upload`, multipart([...(await uploadFields(member)), shared, file("Photo.jpg", bytes[0]!), file("Menü 🏔.pdf", bytes[1]!)]));
  expect([answer.status, answer.headers.location]).toEqual([303, list]);

  for (const [name, content] of [["Photo.jpg", bytes[0]!], ["Menü 🏔.pdf", bytes[1]!]] as const) {
    const page = parse((await contact.get("/portal/documents")).body);
    const row = page.querySelectorAll("tbody tr").find((row) => row.text.includes(name))!;
    const to = row.querySelector("a[href^='/portal/files/']")!.getAttribute("href")!;
    const coming = await contact.begin((await contact.get(to)).headers.location!);
    const chunks: Buffer[] = [];
    for await (const chunk of coming) chunks.push(chunk);
    expect(Buffer.concat(chunks).equals(content)).toBe(true);
  }
});

test("U5: an upload that breaks off at half its length leaves no bytes, no row, and a portal that is well", async () => {
  markPlace();
  const member = arrive(maya);
  const body = multipart([...(await uploadFields(member)), shared, file("Half.bin", randomBytes(900_000))]);
  const { sent } = member.half(`${list}/upload`, body);
  await vi.waitFor(() => expect(onDisk().some((key) => key.startsWith("parts/"))).toBe(true), 10_000);
  sent.destroy();
  await vi.waitFor(nothingIsKept, 10_000);
  await isAlive();
});

test("U5: of several files, the one that had arrived goes too when the connection breaks", async () => {
  markPlace();
  const member = arrive(maya);
  const body = multipart([...(await uploadFields(member)), shared, file("Whole.bin", randomBytes(400_000)), file("Half.bin", randomBytes(500_000))]);
  const { sent } = member.half(`${list}/upload`, body, 0.75);
  await vi.waitFor(() => expect(onDisk().length).toBe(disk.length + 2), 10_000);
  sent.destroy();
  await vi.waitFor(nothingIsKept, 10_000);
  await isAlive();
});

test("U1: a file over the limit is refused with both sizes, on the form as it was, and nothing is kept", async () => {
  markPlace();
  const member = arrive(maya);
  const answer = await member.post(`${list}/upload`, multipart([...(await uploadFields(member)), file("Film.mov", randomBytes(3.1 * MB))]));
  expect(answer.status).toBe(413);
  expect(words(answer.body)).toContain("The file is 3.1 MB and the limit is 1 MB. Choose a smaller file");
  const page = parse(answer.body);
  expect(page.querySelector("title")!.text).toMatch(/^Error: /);
  expect(page.querySelector("input[name=share]")!.hasAttribute("checked")).toBe(false);
  expect(page.querySelector("input[type=file]")!.getAttribute("aria-invalid")).toBe("true");
  nothingIsKept();
  await isAlive();
});

test("U1: of several files only some are too large: they are named, and none is kept", async () => {
  markPlace();
  const member = arrive(maya);
  const answer = await member.post(`${list}/upload`, multipart([...(await uploadFields(member)), shared, file("Small.txt", "small"), file("Film.mov", randomBytes(2 * MB)), file("Other.mov", randomBytes(1_000_001))]));
  expect(answer.status).toBe(413);
  expect(words(answer.body)).toContain("Film.mov is 2 MB and the limit is 1 MB. Choose a smaller file. Other.mov is 1,000,001 bytes and the limit is 1,000,000 bytes.");
  expect(parse(answer.body).querySelector("input[name=share]")!.hasAttribute("checked")).toBe(true);
  nothingIsKept();
});

test("a file of exactly the limit is taken", async () => {
  await put(arrive(maya), "Exactly.bin", randomBytes(MB));
});

test("U1: files before the fields are refused in a sentence, and nothing of them is kept", async () => {
  markPlace();
  const member = arrive(maya);
  const answer = await member.post(`${list}/upload`, multipart([file("First.bin", randomBytes(500_000)), ...(await uploadFields(member)), shared]));
  expect(answer.status).toBe(400);
  expect(words(answer.body)).toContain("The files came before the rest of the form");
  nothingIsKept();
  await isAlive();
});

test("U1: one file more than may come at once, a thousand fields, a huge field, a broken form: refused, and nothing is kept", async () => {
  markPlace();
  const member = arrive(maya);
  const key = await uploadFields(member);
  const tooMany = await member.post(`${list}/upload`, multipart([...key, ...Array.from({ length: 21 }, (_, number) => file(`${number}.txt`, "x"))]));
  expect([tooMany.status, words(tooMany.body)]).toEqual([413, expect.stringContaining("Choose at most 20 files at once")]);
  const fields = await member.post(`${list}/upload`, multipart([...key, ...Array.from({ length: 1000 }, (_, number) => ({ name: `f${number}`, value: "x" })), file("a.txt", "x")]));
  expect([fields.status, words(fields.body)]).toEqual([400, expect.stringContaining("too many fields")]);
  const huge = await member.post(`${list}/upload`, multipart([...key, { name: "share", value: "x".repeat(100_000) }, file("a.txt", "x")]));
  expect([413, 422]).toContain(huge.status);
  const broken = await member.post(`${list}/upload`, multipart([...key, file("a.txt", randomBytes(1000))]).subarray(0, -50));
  expect(broken.status).toBe(400);
  nothingIsKept();
  await isAlive();
});

test("an empty file, and none at all, are answered in a sentence", async () => {
  markPlace();
  const member = arrive(maya);
  const empty = await member.post(`${list}/upload`, multipart([...(await uploadFields(member)), file("Empty.txt", "")]));
  expect([empty.status, words(empty.body)]).toEqual([422, expect.stringContaining("Empty.txt is empty. Choose another file")]);
  const none = await member.post(`${list}/upload`, multipart([...(await uploadFields(member)), file("", "")]));
  expect([none.status, words(none.body)]).toEqual([422, expect.stringContaining("Choose a file")]);
  nothingIsKept();
});

test("a form without its key, or drawn for somebody else, keeps nothing of what it brings", async () => {
  markPlace();
  const member = arrive(maya);
  const without = await member.post(`${list}/upload`, multipart([shared, file("a.bin", randomBytes(10_000))]));
  expect(without.status).toBe(400);
  const others = await member.post(`${list}/upload`, multipart([...(await uploadFields(arrive(maya))), shared, file("a.bin", randomBytes(10_000))]));
  expect(others.status).toBe(409);
  nothingIsKept();
});

test("R2, U5: the same form sent twice is one upload; with another file it is another", async () => {
  markPlace();
  const member = arrive(maya);
  const key = await uploadFields(member);
  const body = multipart([...key, shared, file("Once.bin", "the same bytes")]);
  const answers = await Promise.all([member.post(`${list}/upload`, body), member.post(`${list}/upload`, body)]);
  expect(answers.map(({ status, headers }) => [status, headers.location])).toEqual([[303, list], [303, list]]);
  await vi.waitFor(() => expect(onDisk()).toHaveLength(disk.length + 1));
  await member.post(`${list}/upload`, multipart([...key, shared, file("Once.bin", "other bytes")]));
  expect(onDisk()).toHaveLength(disk.length + 2);
});

test("U5: whose session ends while the file is on its way is asked to sign in, and nothing is kept", async () => {
  const member = arrive(maya);
  const body = multipart([...(await uploadFields(member)), shared, file("Late.bin", randomBytes(600_000))]);
  markPlace();
  const { sent, rest, answer } = member.half(`${list}/upload`, body);
  await vi.waitFor(() => expect(onDisk().length).toBe(disk.length + 1), 10_000);
  front.db.update(sessions).set({ endedAt: front.clock.now(), endedWhy: "signed_out" }).where(eq(sessions.memberId, maya.id)).run();
  sent.end(rest);
  const { statusCode, headers } = await answer();
  expect([statusCode, headers.location?.split("?")[0]]).toEqual([303, "/staff/login"]);
  nothingIsKept();
});

test("X3: hostile names are kept as data, and come back in a header that holds no more than a name", async () => {
  const [member, contact] = [arrive(maya), arrive(dana)];
  const id = await put(member, "../../../evil\u202egnp.\r\nSet-Cookie: a=1.exe", "x");
  expect(front.db.select().from(documents).where(eq(documents.id, id)).get()!.name).not.toMatch(/[/\\\r\n\u202e]/);
  const answer = await contact.get(await linkOf(contact, id));
  expect(answer.headers["content-disposition"]).toMatch(/^attachment; /);
  expect(answer.headers["set-cookie"]).toBeUndefined();
});

test.for(["drawing.svg", "page.html", "feed.xml", "photo.png"])("X2: %s is never shown by the browser as a page of ours", async (name) => {
  const [member, contact] = [arrive(maya), arrive(dana)];
  const id = await put(member, name, `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`);
  const { headers } = await contact.get(await linkOf(contact, id));
  expect(headers).toMatchObject({
    "content-type": "application/octet-stream",
    "content-disposition": `attachment; filename="${name}"`,
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
    "cache-control": "private, no-transform",
    "accept-ranges": "bytes",
  });
});

test("a new version takes the old one’s place, at its own address", async () => {
  const member = arrive(maya);
  const id = await put(member, "Proof 1.pdf", "one");
  const page = `/staff/documents/${id}`;
  const answer = await member.post(`${page}/version`, multipart([...(await fieldsOf(member, page, `${page}/version`)), file("Proof 2.pdf", "two")]));
  expect([answer.status, answer.headers.location]).toEqual([303, page]);
  expect((await member.get(await linkOf(member, id, "staff"))).body).toBe("two");
  expect((await member.get((await member.get(`/staff/files/${id}?version=1`)).headers.location!)).body).toBe("one");
  const contact = arrive(dana);
  expect((await contact.get((await contact.get(`/portal/files/${id}?version=1`)).headers.location!)).body).toBe("two");
});

test("ranges, validators and HEAD are answered as HTTP has them, and one link is one download on record", async () => {
  const contact = arrive(dana);
  const id = await put(arrive(maya), "Digits.txt", "0123456789");
  const link = await linkOf(contact, id);
  const whole = await contact.get(link, {}, "HEAD");
  expect([whole.status, whole.headers["content-length"], whole.body]).toEqual([200, "10", ""]);
  expect(downloadsOf(id)).toBe(0);

  const etag = whole.headers.etag!;
  expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
  const ask = async (headers: Record<string, string>) => {
    const { status, headers: given, body } = await contact.get(link, headers);
    return [status, given["content-range"], body];
  };
  expect(await ask({ Range: "bytes=2-4" })).toEqual([206, "bytes 2-4/10", "234"]);
  expect(await ask({ Range: "bytes=-3" })).toEqual([206, "bytes 7-9/10", "789"]);
  expect(await ask({ Range: "bytes=7-", "If-Range": etag })).toEqual([206, "bytes 7-9/10", "789"]);
  expect(await ask({ Range: "bytes=7-", "If-Range": '"another"' })).toEqual([200, undefined, "0123456789"]);
  expect(await ask({ Range: "bytes=20-" })).toEqual([416, "bytes */10", ""]);
  expect(await ask({ Range: "bytes=0-1,5-6" })).toEqual([200, undefined, "0123456789"]);
  expect(await ask({ Range: "lines=1" })).toEqual([200, undefined, "0123456789"]);
  expect(await ask({ "If-None-Match": etag })).toEqual([304, undefined, ""]);
  expect(downloadsOf(id)).toBe(1);
  await contact.get(await linkOf(contact, id));
  expect(downloadsOf(id)).toBe(2);
});

test("F1: a signed address opens for its session, method, version and minutes alone", async () => {
  const [member, contact] = [arrive(maya), arrive(dana)];
  const [id, other] = [await put(member, "Mine.txt", "mine"), await put(member, "Other.txt", "other")];
  const link = await linkOf(contact, id);
  const changed = (name: string, value: string) => {
    const url = new URL(link, served.url);
    url.searchParams.set(name, value);
    return url.pathname + url.search;
  };
  for (const path of [changed("until", "9999999999999"), changed("version", "2"), changed("link", "x"), changed("in", "x"), changed("signature", "x"), changed("signature", ""), link.replace(id, other)]) {
    const answer = await contact.get(path);
    expect([answer.status, answer.headers["content-type"]], path).toEqual([403, "text/html; charset=utf-8"]);
  }
  expect((await contact.post(link, multipart([]))).status).toBeGreaterThanOrEqual(403);
  expect((await arrive(luis).get(link)).status).toBe(404);
  expect((await arrive(joan).get(link)).status).toBe(404);
  expect((await onSocket(served.url, "").get(link)).headers.location).toMatch(/^\/portal\/login/);
  expect((await member.get(link.replace("/portal/", "/staff/"))).status).toBe(403);
  expect(downloadsOf(id)).toBe(0);
  expect((await contact.get(link)).body).toBe("mine");
});

test("F1: after five minutes a page with a fresh link; a download that was cut off goes on with it", async () => {
  const contact = arrive(dana);
  const content = randomBytes(800_000);
  const id = await put(arrive(maya), "Long.bin", content);
  const link = await linkOf(contact, id);
  const coming = await contact.begin(link);
  const etag = coming.headers.etag!;
  coming.destroy();
  front.clock.pass(5 * 60_000);

  const late = await contact.get(link, { Range: "bytes=400000-", "If-Range": etag });
  expect(late.status).toBe(410);
  expect(words(late.body)).toContain("This link has expired");
  const fresh = parse(late.body).querySelectorAll("main a").find((link) => link.text.includes("Get a fresh one"))!.getAttribute("href")!;
  const rest = await contact.get((await contact.get(fresh)).headers.location!, { Range: "bytes=799990-", "If-Range": etag });
  expect([rest.status, rest.headers["content-range"], rest.headers.etag]).toEqual([206, "bytes 799990-799999/800000", etag]);
  front.clock.resume();
});

test("F2: no address makes a path of what is asked", async () => {
  const contact = arrive(dana);
  for (const path of ["/files/", "/data/parlour.sqlite", "/portal/files/..%2f..%2fparlour.sqlite", "/portal/files/%2e%2e%2fkeys", `/assets/..%2f..%2fdata`, `/files/${onDisk()[0]!.slice(0, 2)}/${onDisk()[0]}`, `/portal/files/${onDisk()[0]}`]) expect((await contact.get(path)).status, path).toBe(404);
});

test("Z7: whoever is deactivated in the middle of a download finds every next request closed; unsharing does the same to the link", async () => {
  const [member, contact] = [arrive(maya), arrive(luis)];
  const id = await put(member, "Going.bin", randomBytes(900_000));
  const link = await linkOf(contact, id);
  const coming = await contact.begin(link);
  front.db.update(contacts).set({ deactivatedAt: front.clock.now() }).where(eq(contacts.id, luis.id)).run();
  const next = await contact.get(link, { Range: "bytes=100-" });
  expect([next.status, next.headers.location?.split("?")[0]]).toEqual([303, "/portal/login"]);
  coming.resume();
  front.db.update(contacts).set({ deactivatedAt: null }).where(eq(contacts.id, luis.id)).run();

  const other = arrive(dana);
  const hers = await linkOf(other, id);
  front.db.update(documents).set({ sharedAt: null }).where(eq(documents.id, id)).run();
  const gone = await other.get(hers);
  expect([gone.status, words(gone.body)]).toEqual([404, expect.stringContaining("no such page")]);
  await isAlive();
});

test("U2: a slow reader costs no memory, and one who leaves leaves nothing open", async () => {
  const size = 64 * MB;
  const { key: id, sha256 } = await received("Slow.bin", Buffer.alloc(size, 7));
  const document = front.db.select().from(documents).all()[0]!;
  front.sqlite.exec(`
    INSERT INTO files (id, client_id, name, size, sha256, created_at) VALUES ('${id}', '${harbor.id}', 'Slow.bin', ${size}, '${sha256}', 0);
    UPDATE document_versions SET file_id = '${id}' WHERE document_id = '${document.id}';`);
  const contact = arrive(dana);
  const link = await linkOf(contact, document.id);
  global.gc?.();
  const resting = process.memoryUsage();
  const coming = await contact.begin(link);
  coming.pause();
  // Whatever would be read ahead has been by the time other pages were asked.
  for (let page = 0; page < 20; page++) await contact.get("/portal/documents");
  const { arrayBuffers, external } = process.memoryUsage();
  expect(arrayBuffers - resting.arrayBuffers).toBeLessThan(20 * MB);
  expect(external - resting.external).toBeLessThan(20 * MB);
  coming.destroy();
  if (existsSync("/proc/self/fd")) await vi.waitFor(async () => expect(await openFiles(id)).toBe(0), 10_000);
  await isAlive();
});

async function openFiles(key: string) {
  const links = await Promise.all((await readdir("/proc/self/fd")).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => "")));
  return links.filter((link) => link.includes(key)).length;
}

test("bytes that are missing on our side are a page in words, and the portal goes on", async () => {
  const contact = arrive(dana);
  const id = await put(arrive(maya), "Lost.txt", "lost");
  const key = front.sqlite.prepare("SELECT file_id FROM document_versions WHERE document_id = ?").pluck().get(id) as string;
  rmSync(`${process.env.DATA_DIR}/files/${key.slice(0, 2)}/${key}`);
  const answer = await contact.get(await linkOf(contact, id));
  expect([answer.status, words(answer.body)]).toEqual([500, expect.stringContaining("Something broke on our side")]);
  expect(downloadsOf(id)).toBe(0);
  await isAlive();
});
