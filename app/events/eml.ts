/** A letter as it was sent, read again: header names in lower case, words out of their coats. */
export interface Eml {
  headers: Record<string, string>;
  text: string;
  html: string;
  /** What is attached; bytes as latin1. */
  attachments: { name: string; type: string; bytes: string }[];
}

interface Part {
  headers: Record<string, string>;
  body: string;
}

/** Reads a message of ours (text and HTML side by side, and what is attached), given as latin1: enough for what we write, not for what others do. */
export function readEml(raw: string): Eml {
  const whole = split(raw);
  const parts = leavesOf(whole);
  const attached = parts.filter(({ headers }) => headers["content-disposition"]?.startsWith("attachment"));
  const of = (type: string) => parts.filter((part) => part.headers["content-type"]?.startsWith(type) && !attached.includes(part)).map((part) => utf8(bytesOf(part)).replace(/\r\n/g, "\n"))[0] ?? "";
  return {
    headers: whole.headers,
    text: of("text/plain"),
    html: of("text/html"),
    attachments: attached.map((part) => ({ name: /filename="?([^";]+)/.exec(part.headers["content-disposition"]!)?.[1] ?? "", type: part.headers["content-type"]!.split(";")[0]!, bytes: bytesOf(part) })),
  };
}

/** The parts that hold something; a message without parts holds nothing we read. */
function leavesOf({ headers, body }: Part): Part[] {
  const boundary = /boundary="([^"]+)"/.exec(headers["content-type"] ?? "")?.[1];
  if (!boundary) return [];
  const parts = body.split(`--${boundary}`).slice(1, -1).map((part) => split(part.replace(/^\r?\n/, "")));
  return parts.flatMap((part) => (part.headers["content-type"]?.startsWith("multipart/") ? leavesOf(part) : [part]));
}

function split(raw: string): Part {
  const end = raw.search(/\r?\n\r?\n/);
  const headers: Record<string, string> = {};
  for (const line of raw.slice(0, end).replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const name = line.slice(0, line.indexOf(":")).toLowerCase();
    headers[name] = [headers[name], words(line.slice(line.indexOf(":") + 1).trim())].filter(Boolean).join("\n");
  }
  return { headers, body: raw.slice(end).replace(/^\r?\n\r?\n/, "") };
}

function bytesOf({ headers, body }: Part): string {
  const encoding = headers["content-transfer-encoding"]?.toLowerCase();
  return encoding === "base64" ? atob(body.replace(/\s/g, "")) : encoding === "quoted-printable" ? unquoted(body) : body;
}

const unquoted = (body: string) => body.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
const utf8 = (latin1: string) => new TextDecoder().decode(Uint8Array.from(latin1, (character) => character.charCodeAt(0)));

/** RFC 2047; two neighbours are one word, since a character may be cut between them. */
const words = (value: string) =>
  value.replace(/(?:=\?utf-8\?[QB]\?[^?]*\?=\s*)+/gi, (run) =>
    utf8([...run.matchAll(/=\?utf-8\?([QB])\?([^?]*)\?=/gi)].map(([, how, what]) => (how!.toUpperCase() === "B" ? atob(what!) : unquoted(what!.replace(/_/g, " ")))).join("")) + (/\s$/.test(run) ? " " : ""),
  );
