import sharp from "sharp";
import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test, vi } from "vitest";
import { documents, events, files, pictures } from "#db/schema/index.ts";
import { store } from "#storage/files.server.ts";
import type { Contact, Member } from "#app/people/viewer.ts";
import { dana, joan, luis, maya, packaging } from "../support/cast.ts";
import { keysKept } from "../support/files.ts";
import { plainPdf } from "../support/hostile.ts";
import { builtPortal } from "../support/portal.ts";
import { onSocket } from "../support/socket.ts";
import { namesIn } from "../support/zip.ts";

const { front, arriveAs, url } = await builtPortal();
const list = `/staff/projects/${packaging.id}/documents`;
const words = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

/** Uploads files to the project, in the order given; gives their documents' ids. */
async function put(given: Record<string, Buffer | string>, fields: Record<string, string> = { share: "on" }, path = `${list}/upload`) {
  const visitor = arriveAs(maya);
  const body = new FormData();
  for (const [name, value] of (await visitor.get(path)).form(path).fields) if (!["share", "label", "note"].includes(name)) body.append(name, value);
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  for (const [name, content] of Object.entries(given)) body.append("files", new File([content as BlobPart], name));
  const answer = await visitor.send(path, { method: "POST", body });
  expect([answer.status, answer.status === 303 ? "" : words(await answer.text())]).toEqual([303, ""]);
  return front.db.select({ id: documents.id }).from(documents).orderBy(sql`rowid desc`).limit(Object.keys(given).length).all().map(({ id }) => id).reverse();
}
const named = (name: string) => front.db.select().from(documents).where(eq(documents.name, name)).get()!;
const downloadsOf = (id: string) => front.db.select().from(events).where(eq(events.subjectId, id)).all().filter(({ action }) => action === "document.downloaded");
const arriveOnSocket = (who: Contact | Member) => onSocket(url, Object.values(arriveAs(who).jar).flatMap((cookies) => Object.entries(cookies).map(([name, value]) => `${name}=${value}`)).join("; "));

beforeAll(async () => {
  await put({ "Scope.pdf": plainPdf(), "SCOPE.PDF": "the other" }, { share: "on", label: "Contracts" });
  await put({ "Finch.png": await sharp({ create: { width: 600, height: 300, channels: 3, background: "#208040" } }).png().toBuffer(), "Page.html": "<script>alert(1)</script>" });
  await put({ "Estimate.xlsx": "cellardoor" }, { label: "Our own" });
  while (await front.makePictures());
});

test("a label stands on both faces, narrows their lists, and only those of what is shared reach the portal", async () => {
  const [client, staff] = [arriveAs(dana), arriveAs(maya)];
  for (const path of ["/portal/documents", `/portal/projects/${packaging.id}`]) {
    const page = await client.get(path);
    expect(page.html).toContain("Contracts");
    expect(page.html).not.toContain("Our own");
    const narrowed = await client.get(`${path}?label=Contracts`);
    expect(narrowed.root.querySelectorAll("tbody tr").length).toBe(2);
  }
  expect((await staff.get(`${list}?label=Our+own`)).root.querySelectorAll("tbody tr").length).toBe(1);
  expect(words((await client.get("/portal/documents?label=Our+own")).html)).toContain("No file matches");
});

test("staff narrow a project’s files by letters of their name and put them in order; its file follows", async () => {
  const staff = arriveAs(maya);
  const namesOn = async (path: string) => (await staff.get(path)).root.querySelectorAll("main tbody th a").map(({ text }) => text.trim());
  expect((await namesOn(`${list}?q=scope&order=name`)).map((name) => name.toLowerCase())).toEqual(["scope.pdf", "scope.pdf"]);
  expect(await namesOn(`${list}?q=scope&label=Our+own`)).toEqual([]);
  const page = await staff.get(`${list}?q=ESTIMATE&order=largest`);
  expect(page.links()).toContain(`/staff/projects/${packaging.id}/documents.csv?q=ESTIMATE&order=largest`);
  const file = await (await staff.send(`/staff/projects/${packaging.id}/documents.csv?q=ESTIMATE&order=largest`)).text();
  expect(file.trim().split("\r\n").map((line) => line.split(",")[0])).toEqual(["Document", "Estimate.xlsx"]);
  expect(words((await staff.get(`${list}?q=%25`)).html)).toContain("No file matches");
});

test("what changed with a version is read beside the file, and only of the version that is offered", async () => {
  const [id] = await put({ "Dieline 1.ai": "one" });
  await put({ "Dieline 2.ai": "two" }, { note: "The bleed is wider." }, `/staff/documents/${id}/version`);
  await put({ "Dieline 3.ai": "three" }, { note: "The fold moved by 2 mm." }, `/staff/documents/${id}/version`);
  const client = arriveAs(dana);
  for (const path of ["/portal/documents", `/portal/documents/${id}`]) {
    const { html } = await client.get(path);
    expect(html).toContain("The fold moved by 2 mm.");
    expect(html).not.toContain("The bleed is wider.");
  }
  const page = words((await arriveAs(maya).get(`/staff/documents/${id}`)).html);
  expect(page).toContain("The bleed is wider.");
  expect(page).toContain(front.db.select().from(files).where(eq(files.name, "Dieline 2.ai")).get()!.sha256);
});

test("X2: a picture of a file is ours: WebP, sandboxed, asked for again each time, with its size where it stands", async () => {
  const client = arriveAs(dana);
  const page = await client.get("/portal/documents");
  const shown = page.root.querySelectorAll("tbody img");
  // The name stands beside it: the picture says nothing more.
  expect(shown.map((img) => img.getAttribute("alt"))).toEqual(["", ""]);
  for (const img of shown) expect([img.getAttribute("loading"), Number(img.getAttribute("width")) > 0, Number(img.getAttribute("height")) > 0]).toEqual(["lazy", true, true]);
  const answer = await client.send(shown[0]!.getAttribute("src")!.replaceAll("&amp;", "&"));
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({ "content-type": "image/webp", "x-content-type-options": "nosniff", "content-security-policy": "sandbox; default-src 'none'", "cache-control": "private, no-cache, no-transform" });
  expect((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).format).toBe("webp");
  const again = await client.send(`/portal/previews/${named("Finch.png").id}`, { headers: { "If-None-Match": (await client.send(`/portal/previews/${named("Finch.png").id}`)).headers.get("ETag")! } });
  expect(again.status).toBe(304);
  expect((await client.send(`/portal/thumbnails/${named("Page.html").id}`)).status).toBe(404);
});

test("Z1: another client’s picture is not found, nor that of what is shared no more, nor an earlier version’s", async () => {
  const red = await sharp({ create: { width: 40, height: 40, channels: 3, background: "#f00" } }).png().toBuffer();
  const [id] = await put({ "Red.png": red });
  await front.makePictures();
  const path = `/portal/thumbnails/${id}`;
  const [client, other, staff] = [arriveAs(dana), arriveAs(joan), arriveAs(maya)];
  expect([(await client.send(path)).status, (await other.send(path)).status]).toEqual([200, 404]);
  await put({ "Red.txt": "no picture" }, {}, `/staff/documents/${id}/version`);
  await front.makePictures();
  expect([(await client.send(path)).status, (await client.send(`${path}?version=1`)).status, (await staff.send(`/staff/thumbnails/${id}?version=1`)).status]).toEqual([404, 404, 200]);
  const seen = named("Finch.png");
  front.db.update(documents).set({ sharedAt: null }).where(eq(documents.id, seen.id)).run();
  expect((await client.send(`/portal/previews/${seen.id}`)).status).toBe(404);
  front.db.update(documents).set({ sharedAt: front.clock.now() }).where(eq(documents.id, seen.id)).run();
});

test("U3: a file nobody can open is tried, noted with its reason, and left alone; nothing stays behind", async () => {
  const before = (await keysKept()).length;
  const [id] = await put({ "Broken.png": Buffer.from("\x89PNG\r\n\x1a\nbroken", "latin1") });
  await front.makePictures();
  expect(await front.makePictures()).toBe(0);
  expect((await keysKept()).length).toBe(before + 1);
  expect(words((await arriveAs(maya).get(`/staff/documents/${id}`)).html)).toContain("There is no picture of this file");
  expect((await arriveAs(dana).get(`/portal/documents/${id}`)).html).not.toContain("cannot be shown");
});

test("F1: all at once, behind a signed link: what the contact may see, once each on record, however often it is fetched", async () => {
  const client = arriveOnSocket(dana);
  const page = await arriveAs(dana).get(`/portal/projects/${packaging.id}?label=Contracts`);
  const to = page.root.querySelectorAll("a").map((link) => link.getAttribute("href")!).find((href) => href.startsWith("/portal/zip"))!.replaceAll("&amp;", "&");
  const link = (await client.get(to)).headers.location!;
  const head = await client.get(link, {}, "HEAD");
  expect([head.status, downloadsOf(named("Scope.pdf").id).length]).toEqual([200, 0]);
  for (let time = 0; time < 2; time++) {
    const chunks: Buffer[] = [];
    const coming = await client.begin(link);
    expect(coming.headers).toMatchObject({ "content-type": "application/zip", "content-disposition": 'attachment; filename="Winter range packaging, Contracts.zip"', "x-content-type-options": "nosniff", "cache-control": "private, no-store, no-transform" });
    for await (const chunk of coming) chunks.push(chunk);
    expect(namesIn(Buffer.concat(chunks)).sort()).toEqual(["Contracts/SCOPE.PDF", "Contracts/Scope (2).pdf"]);
  }
  expect(downloadsOf(named("Scope.pdf").id)).toHaveLength(1);
  expect((await client.get(link.replace("Contracts", ""))).status).toBe(403);
  expect((await client.get(link.replace(/until=\d+/, "until=99999999999999"))).status).toBe(403);
  expect((await arriveOnSocket(joan).get(link)).status).toBe(404);
  expect((await arriveOnSocket(luis).get(link)).status).toBe(404);
  expect((await arriveOnSocket(joan).get(to)).status).toBe(404);
  front.clock.pass(6 * front.clock.MINUTE);
  const late = await client.get(link);
  expect([late.status, words(late.body).includes("This link has expired")]).toEqual([410, true]);
  front.clock.resume();
});

test("Z1, Z5: the zip of everything holds nothing of another client’s and nothing that is not shared, from the moment it is asked for", async () => {
  const client = arriveAs(dana);
  const fetched = async () => namesIn(Buffer.from(await (await client.send((await client.send("/portal/zip")).headers.get("Location")!)).arrayBuffer()));
  const link = (await client.send("/portal/zip")).headers.get("Location")!;
  expect((await fetched()).some((name) => name.endsWith("/Page.html"))).toBe(true);
  front.db.update(documents).set({ sharedAt: null }).where(eq(documents.name, "Page.html")).run();
  const names = namesIn(Buffer.from(await (await client.send(link)).arrayBuffer()));
  expect(names.filter((name) => /Page|Estimate/.test(name))).toEqual([]);
  front.db.update(documents).set({ sharedAt: front.clock.now() }).where(eq(documents.name, "Page.html")).run();
  expect((await arriveAs(maya).send("/staff/zip")).status).toBe(404);
  const staff = arriveAs(maya);
  expect(namesIn(Buffer.from(await (await staff.send((await staff.send(`/staff/zip?project=${packaging.id}`)).headers.get("Location")!)).arrayBuffer()))).toContain("Our own/Estimate.xlsx");
});

test("a file whose bytes are missing does not break the zip: it is named in it", async () => {
  const [id] = await put({ "Lost.pdf": "lost" });
  const { id: key } = front.db.select().from(files).where(eq(files.name, "Lost.pdf")).get()!;
  await store().remove(key);
  const client = arriveAs(dana);
  const names = namesIn(Buffer.from(await (await client.send((await client.send("/portal/zip")).headers.get("Location")!)).arrayBuffer()));
  expect(names.filter((name) => /Lost|Missing/.test(name))).toEqual(["Missing files.txt"]);
  expect(downloadsOf(id!)).toEqual([]);
  front.db.update(documents).set({ removedAt: front.clock.now() }).where(eq(documents.id, id!)).run();
});

test("who leaves in the middle of a zip ends it: what had not begun is not on record, and the portal is well", async () => {
  await put(Object.fromEntries(Array.from({ length: 4 }, (_, index) => [`Big ${index}.bin`, Buffer.alloc(8_000_000, index)])), { share: "on", label: "Big" });
  const client = arriveOnSocket(dana);
  const coming = await client.begin((await client.get("/portal/zip?label=Big")).headers.location!);
  await new Promise((first) => coming.once("data", first));
  coming.pause();
  await vi.waitFor(() => expect(downloadsOf(named("Big 0.bin").id)).toHaveLength(1));
  coming.destroy();
  expect((await client.get("/healthz")).status).toBe(200);
  expect(downloadsOf(named("Big 3.bin").id)).toEqual([]);
  const whole = await client.begin((await client.get("/portal/zip?label=Big")).headers.location!);
  let bytes = 0;
  for await (const chunk of whole) bytes += chunk.length;
  expect(bytes).toBeGreaterThan(32_000_000);
});

test("L3: staff see who has opened what, when, how and from where, and who has not; the portal knows no such page", async () => {
  const [id] = await put({ "Read me.txt": "words" });
  const [client, staff] = [arriveAs(dana), arriveAs(maya)];
  const before = words((await staff.get(`/staff/documents/${id}`)).html);
  expect(before).toMatch(/Not yet opened by .*Dana/);
  await (await client.send((await client.send(`/portal/files/${id}`)).headers.get("Location")!)).text();
  await (await client.send((await client.send("/portal/zip")).headers.get("Location")!)).arrayBuffer();
  await (await staff.send((await staff.send(`/staff/files/${id}`)).headers.get("Location")!)).text();
  const page = await staff.get(`/staff/documents/${id}/downloads`);
  expect(page.root.querySelectorAll("tbody tr").length).toBe(3);
  expect(words(page.html)).toMatch(/Not yet opened by (?!.*Dana Whitfield.*\. Nobody).*Luis/);
  expect(words(page.html)).toContain("In a zip");
  expect((await staff.get(`/staff/documents/${id}/downloads?who=${dana.id}`)).root.querySelectorAll("tbody tr").length).toBe(2);
  expect((await client.send(`/portal/documents/${id}/downloads`)).status).toBe(404);
  expect(words((await client.get(`/portal/documents/${id}`)).html)).not.toContain("opened");
});

test("pictures go with the file they were made of, never before", async () => {
  const kept = await keysKept();
  expect(front.db.select().from(pictures).all().every(({ id }) => kept.includes(id))).toBe(true);
});
