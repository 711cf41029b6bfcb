import { createHash, randomBytes } from "node:crypto";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dana, maya, packaging, ruth } from "../support/cast.ts";
import { onDisk } from "../support/files.ts";
import { multipart, onSocket } from "../support/socket.ts";
import { type Swift, noSwift, startSwift } from "../support/swift.ts";
import { scratch, victimIn } from "../support/victim.ts";
import type { Visitor } from "../support/visitor.ts";

const withoutSwift = noSwift();
let swift: Swift | undefined;
const folders: string[] = [];
const folder = (name: string) => (folders.push(scratch(name)), folders.at(-1)!);
beforeAll(async () => {
  if (!withoutSwift) swift = await startSwift();
});
afterAll(async () => {
  await swift?.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const comments = `/portal/projects/${packaging.id}/comments`;
const list = `/staff/projects/${packaging.id}/documents`;
const say = async (who: Visitor, body: string) => who.submit((await who.get(comments)).form(comments), { body });
async function bring(who: Visitor, name: string, content: Buffer) {
  const form = (await who.get(list)).form(`${list}/upload`);
  const data = new FormData();
  for (const [field, value] of [...form.fields.filter(([field]) => field !== "share"), ["share", "on"]]) data.append(field!, value!);
  data.append("files", new Blob([content as never]), name);
  const answer = await who.send(`${list}/upload`, { method: "POST", body: data });
  return { status: answer.status, text: await answer.text() };
}
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

test("F1: with files in a bucket, a download passes the viewer’s door and goes to the bucket; while that is away pages work, files are refused in words and staff see it; then all is well", async ({ skip }) => {
  if (withoutSwift) return skip(withoutSwift);
  const victim = await victimIn(folder("away"), { ...swift!.settings });
  const [contact, member, owner] = [victim.visitorAs(dana), victim.visitorAs(maya), victim.visitorAs(ruth)];
  victim.handOver();
  await victim.start();
  try {
    const bytes = randomBytes(9_000_000);
    expect((await bring(member, "Proof, final.pdf", bytes)).status).toBe(303);
    const [document] = victim.asked<{ id: string; key: string }>("SELECT d.id, v.file_id AS key FROM documents d JOIN document_versions v ON v.document_id = d.id WHERE d.name = 'Proof, final.pdf'");
    const link = (await contact.send(`/portal/files/${document!.id}`)).headers.get("Location")!;
    const handed = await contact.send(link);
    expect(handed.status).toBe(302);
    const outside = handed.headers.get("Location")!;
    expect(outside).toMatch(new RegExp(`^${swift!.endpoint}/files/${document!.key}\\?.*X-Amz-Expires=300`));
    const given = await fetch(outside);
    expect([given.headers.get("Content-Disposition"), given.headers.get("Content-Type"), sha256(new Uint8Array(await given.arrayBuffer()))]).toEqual(['attachment; filename="Proof, final.pdf"', "application/octet-stream", sha256(bytes)]);
    expect(victim.asked("SELECT seq FROM events WHERE action = 'document.downloaded' AND subject_id = ?", document!.id)).toHaveLength(1);
    // The address is the contact's own: nobody else is led out by it.
    expect((await member.send(link)).status).not.toBe(302);
    // The log tells that it was asked for, and not where to.
    expect(victim.running.lines.join("\n")).not.toMatch(/X-Amz-Signature/);

    await swift!.away();
    const before = victim.asked<{ n: number }>("SELECT count(*) AS n FROM files")[0]!.n;
    expect((await say(contact, "While the files were away.")).text).toContain("While the files were away.");
    expect((await contact.get("/portal/documents")).status).toBe(200);
    const refused = await bring(member, "Second.pdf", randomBytes(100_000));
    expect([refused.status, refused.text]).toEqual([503, expect.stringContaining("Files cannot be kept right now, so nothing was recorded.")]);
    expect(victim.asked<{ n: number }>("SELECT count(*) AS n FROM files")[0]!.n).toBe(before);
    const gone = await contact.get((await contact.send(`/portal/files/${document!.id}`)).headers.get("Location")!);
    expect([gone.status, gone.text]).toEqual([503, expect.stringContaining("The files cannot be reached right now.")]);
    expect((await owner.get("/staff/home")).text).toContain("The files cannot be reached. The store at http://127.0.0.1");
    // It may even be started while the store is away.
    expect(await victim.stop()).toBe(0);
    await victim.start();
    expect((await contact.get("/portal/home")).status).toBe(200);

    await swift!.back();
    expect((await bring(member, "Second.pdf", randomBytes(100_000))).status).toBe(303);
    expect((await owner.get("/staff/home")).text).not.toContain("The files cannot be reached.");
  } finally {
    await victim.stop();
  }
});

test("a store that refuses stops the start with a sentence that says what is wrong; so does one without the files", async ({ skip }) => {
  if (withoutSwift) return skip(withoutSwift);
  const victim = await victimIn(folder("refused"), { ...swift!.settings });
  victim.handOver();
  for (const [wrong, sentence] of [
    [{ S3_SECRET_ACCESS_KEY: "wrong" }, /STORAGE: The store does not accept the keys/],
    [{ STORAGE: "s3://nowhere" }, /STORAGE: There is no bucket “nowhere”/],
  ] as const) {
    const said = await victim.start(wrong as unknown as Record<string, string>).then(() => "it started", (problem: Error) => problem.message);
    expect(said).toMatch(sentence);
    expect(said).not.toMatch(/\n\s+at |wrong/);
  }
});

test("a mail server that is away keeps nobody from anything; the letter waits", async () => {
  const victim = await victimIn(folder("smtp"), { SMTP_URL: "smtp://127.0.0.1:1", MAIL_FROM: "studio@northlight.example" });
  const contact = victim.visitorAs(dana);
  victim.handOver();
  await victim.start();
  try {
    expect((await say(contact, "With no mail server.")).text).toContain("With no mail server.");
    await expect.poll(() => victim.asked<{ attempts: number }>("SELECT attempts FROM outbox WHERE sent_at IS NULL AND event_seq = (SELECT max(seq) FROM events WHERE action LIKE 'comment.%')").length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect((await contact.get("/portal/home")).status).toBe(200);
  } finally {
    expect(await victim.stop()).toBe(0);
  }
  expect(victim.asked("SELECT id FROM outbox WHERE sent_at IS NULL AND dropped_at IS NULL AND event_seq = (SELECT max(seq) FROM events WHERE action LIKE 'comment.%')").length).toBeGreaterThan(0);
});

test("SIGTERM in the middle of an upload and of a download: both end whole, and the process with 0", async () => {
  const victim = await victimIn(folder("term"));
  const [member, cookies] = [victim.visitorAs(maya), victim.cookieOf(maya)];
  victim.handOver();
  await victim.start();
  const bytes = randomBytes(12_000_000);
  expect((await bring(member, "Large.bin", bytes)).status).toBe(303);
  const [document] = victim.asked<{ id: string }>("SELECT id FROM documents WHERE name = 'Large.bin'");
  const socket = onSocket(victim.running.url, cookies);
  const link = (await socket.get(`/staff/files/${document!.id}`)).headers.location!;
  const download = await socket.begin(link);
  const first = (await once(download, "data")) as [Buffer];
  download.pause();
  const form = await (async () => {
    const { parse } = await import("node-html-parser");
    const page = parse((await socket.get(list)).body).querySelectorAll("form").find((form) => form.getAttribute("action") === `${list}/upload`)!;
    return page.querySelectorAll("input[type=hidden]").map((field) => ({ name: field.getAttribute("name")!, value: field.getAttribute("value")! }));
  })();
  const upload = socket.half(`${list}/upload`, multipart([...form, { name: "files", filename: "Half.bin", content: randomBytes(1_000_000) }]));
  const answer = upload.answer();
  // Its bytes are arriving.
  await expect.poll(() => onDisk(join(victim.folder, "files")).some((name) => name.startsWith("parts/")), { timeout: 20_000 }).toBe(true);

  const ended = victim.stop();
  upload.sent.end(upload.rest);
  const pieces = [first[0]];
  download.on("data", (piece: Buffer) => pieces.push(piece)).resume();
  await Promise.all([once(download, "end"), answer.then((answer) => (expect(answer.statusCode).toBe(303), answer.resume()))]);
  expect(sha256(Buffer.concat(pieces))).toBe(sha256(bytes));
  expect(await ended).toBe(0);
  expect(victim.asked("SELECT id FROM documents WHERE name = 'Half.bin'")).toHaveLength(1);
});

/** A command as npm runs it, without npm: how it ended, and what it said. */
async function command(env: Record<string, string>, ...given: string[]) {
  const child = spawn(process.execPath, ["start.mjs", ...given], { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, said };
}

test("a backup made while Parlour serves is all that a machine needs: restored elsewhere it serves the story, every hash right, every receipt verified", async () => {
  const victim = await victimIn(folder("whole"));
  const [contact, member] = [victim.visitorAs(dana), victim.visitorAs(maya)];
  victim.handOver();
  await victim.start();
  const [to, elsewhere] = [folder("backup"), folder("elsewhere")];
  const bytes = randomBytes(500_000);
  expect((await bring(member, "Proof.pdf", bytes)).status).toBe(303);
  const settings = { DATA_DIR: victim.folder, BACKUP_TO: to, BACKUP_PASSPHRASE: "correct horse battery staple" };
  const [made] = await Promise.all([command(settings, "--backup"), say(contact, "Said during the backup.")]);
  expect(made).toEqual({ code: 0, said: expect.stringMatching(/Backup \w+ is in .*1 file/) });
  expect(await command(settings, "--rehearse")).toEqual({ code: 0, said: expect.stringContaining("would restore") });
  expect((await command(settings, "--restore", to)).said).toMatch(/is not empty\. Nothing was restored/);
  expect(await victim.stop("SIGKILL")).toBe(null);

  const there = { DATA_DIR: elsewhere, BACKUP_PASSPHRASE: settings.BACKUP_PASSPHRASE };
  expect(await command(there, "--restore", to)).toEqual({ code: 0, said: expect.stringMatching(/in one chain.*every hash right[\s\S]*Start Parlour with it/) });
  expect(await command(there, "--verify", "--files")).toEqual({ code: 0, said: expect.stringMatching(/Chain of \d+ events? verified[\s\S]*1 file verified\./) });
  await victim.start({ DATA_DIR: elsewhere });
  try {
    const [document] = victim.asked<{ id: string }>("SELECT id FROM documents WHERE name = 'Proof.pdf'");
    const link = (await contact.send(`/portal/files/${document!.id}`)).headers.get("Location")!;
    expect(sha256(new Uint8Array(await (await contact.send(link)).arrayBuffer()))).toBe(sha256(bytes));
    expect((await say(contact, "Said after the restore.")).text).toContain("Said after the restore.");
  } finally {
    await victim.stop();
  }
});
