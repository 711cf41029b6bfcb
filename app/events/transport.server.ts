import { readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { type SendMailOptions, createTransport } from "nodemailer";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { z } from "zod";
import { now } from "#app/lib/clock.ts";
import { env } from "#app/lib/env.server.ts";
import type { Enclosure } from "./enclosures.server.ts";
import { readEml } from "./eml.ts";
import { type Letter, Paper, textOf } from "./letter.tsx";

/** A letter with its one recipient and what names it: what a transport is given. */
export interface Mail {
  /** Made before the first attempt, the same at each: what the file and the Message-ID are called after. */
  letterId: string;
  messageId: string;
  /** What all letters about one subject refer to, so that mail programs keep them together. */
  thread: string | null;
  to: { name: string; address: string };
  replyTo: { name: string; address: string } | null;
  /** Where one press ends letters like this one (RFC 8058); null for those that always go. */
  unsubscribe?: string | null;
  letter: Letter;
  enclosures?: Enclosure[];
  /** When it was asked for. */
  at: Date;
}

/** Hands a letter on. Throws Undeliverable where trying again is of no use, and anything else where it is. */
export type Transport = (mail: Mail) => Promise<void>;

/** This letter will not be taken, however often it is tried. */
export class Undeliverable extends Error {}

const Address = z.email().max(254);
/** One address, and nothing that a header could be made of. */
export const isAddress = (address: string) => Address.safeParse(address).success && !/[\s,;<>"\\]|\p{Cc}/u.test(address);
/** Words that stand in a header: one line, no control characters, not endless. */
const oneLine = (words: string) => words.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").replace(/\s+/g, " ").trim().slice(0, 300);

export const publicHost = () => new URL(env().PUBLIC_URL).hostname;
const sender = () => env().MAIL_FROM ?? `no-reply@${publicHost()}`;

/**
 * The letter as nodemailer is given it: address objects and an explicit envelope, since an address given as text may
 * carry more than one recipient. Throws Undeliverable where the address is not exactly one.
 */
export function mailOf({ messageId, thread, to, replyTo, unsubscribe, letter, enclosures }: Mail): SendMailOptions {
  if (!isAddress(to.address)) throw new Undeliverable("This is not an address a letter can be sent to.");
  return {
    envelope: { from: sender(), to: [to.address] },
    from: { name: oneLine(letter.agency.name), address: sender() },
    to: { name: oneLine(to.name), address: to.address },
    ...(replyTo && isAddress(replyTo.address) && { replyTo: { name: oneLine(replyTo.name), address: replyTo.address } }),
    subject: oneLine(letter.subject),
    messageId,
    ...(thread && { references: thread, inReplyTo: thread }),
    date: now(),
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All", ...(unsubscribe && { "List-Unsubscribe": `<${unsubscribe}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }) },
    text: textOf(letter),
    textEncoding: "quoted-printable",
    html: `<!doctype html>${renderToStaticMarkup(createElement(Paper, { letter }))}`,
    ...(enclosures && { attachments: enclosures.map(({ name, type, bytes }) => ({ filename: name, contentType: type, content: bytes })) }),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Milliseconds a mail server may take to answer, and for one letter as a whole. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
export const LONGEST_SEND = 60_000;

/** To the mail server at this URL. A refusal of the letter (5xx) is for good; of us, or silence, is not. */
export const smtp = (url: string): Transport => async (mail) => {
  const mailer = createTransport({ url, ...patience } as object);
  let late: NodeJS.Timeout | undefined;
  try {
    await Promise.race([mailer.sendMail(mailOf(mail)), new Promise((_, reject) => (late = setTimeout(reject, LONGEST_SEND, new Error("The mail server took longer than a minute."))))]);
  } catch (problem) {
    const { code, responseCode = 0 } = problem as { code?: string; responseCode?: number };
    if (problem instanceof Undeliverable) throw problem;
    if (["EENVELOPE", "EMESSAGE"].includes(code ?? "") && responseCode >= 500) throw new Undeliverable(answerOf(problem));
    throw new Error(answerOf(problem), { cause: problem });
  } finally {
    clearTimeout(late);
    mailer.close();
  }
};

/** Into a folder, one file a letter, for whoever has no mail server: whole or not there, and for our eyes only. */
export const files = (folder: string): Transport => async (mail) => {
  const { message } = (await createTransport({ streamTransport: true, buffer: true, newline: "windows" }).sendMail(mailOf(mail))) as { message: Buffer };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, fileOf(mail));
  writeFileSync(`${path}.part`, message, { mode: 0o600 });
  const file = await open(`${path}.part`, "r+");
  await file.sync().finally(() => file.close());
  renameSync(`${path}.part`, path);
};

/** "2025-11-20T14-02-09-123Z-LETTERID.eml": the same at each attempt, so that a second one writes over the first. */
export const fileOf = ({ at, letterId }: Pick<Mail, "at" | "letterId">) => `${at.toISOString().replace(/[:.]/g, "-")}-${letterId}.eml`;
export const outboxFolder = () => join(env().DATA_DIR, "outbox");

/** The words of a letter that lies in the outbox folder, or null. */
export function keptLetter(letterId: string): string | null {
  try {
    const file = readdirSync(outboxFolder()).find((name) => name.endsWith(`-${letterId}.eml`));
    return file ? readEml(readFileSync(join(outboxFolder(), file), "latin1")).text : null;
  } catch {
    return null;
  }
}

export const theTransport = (): Transport => {
  const { SMTP_URL } = env();
  return SMTP_URL ? smtp(SMTP_URL) : files(outboxFolder());
};

/** What the mail server said, without what we said to it. */
const answerOf = (problem: unknown) => oneLine(problem instanceof Error ? ((problem as { response?: string }).response ?? problem.message) : String(problem));
