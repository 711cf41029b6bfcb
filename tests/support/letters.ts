import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

export interface Eml {
  file: string;
  headers: Record<string, string>;
  text: string;
  html: string;
  /** The addresses in the text, in order. */
  links: string[];
}

/** The letters in an outbox folder, oldest first, read as a mail program would. */
export const lettersIn = (folder: string): Eml[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".eml"))
    .sort()
    .map((file) => readEml(readFileSync(join(folder, file), "latin1"), file));

export function readEml(raw: string, file = ""): Eml {
  const { headers, body } = split(raw);
  const boundary = /boundary="([^"]+)"/.exec(headers["content-type"] ?? "")?.[1];
  const parts = boundary ? body.split(`--${boundary}`).slice(1, -1).map((part) => split(part.replace(/^\r?\n/, ""))) : [];
  const of = (type: string) => parts.filter(({ headers }) => headers["content-type"]?.startsWith(type)).map(decoded)[0] ?? "";
  const text = of("text/plain");
  return { file, headers, text, html: of("text/html"), links: text.match(/https?:\/\/\S+/g) ?? [] };
}

function split(raw: string) {
  const end = raw.search(/\r?\n\r?\n/);
  const headers: Record<string, string> = {};
  for (const line of raw.slice(0, end).replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const name = line.slice(0, line.indexOf(":")).toLowerCase();
    headers[name] = [headers[name], words(line.slice(line.indexOf(":") + 1).trim())].filter(Boolean).join("\n");
  }
  return { headers, body: raw.slice(end).replace(/^\r?\n\r?\n/, "") };
}

const decoded = ({ headers, body }: { headers: Record<string, string>; body: string }) => {
  const encoding = headers["content-transfer-encoding"]?.toLowerCase();
  const bytes = encoding === "base64" ? Buffer.from(body, "base64") : Buffer.from(encoding === "quoted-printable" ? unquoted(body) : body, "latin1");
  return bytes.toString("utf8").replace(/\r\n/g, "\n");
};
const unquoted = (body: string) => body.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
/** Words of a header, out of their RFC 2047 coats. */
const words = (value: string) =>
  value.replace(/\?=\s+=\?/g, "?==?").replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, how: string, what: string) => (how.toUpperCase() === "B" ? Buffer.from(what, "base64") : Buffer.from(unquoted(what.replace(/_/g, " ")), "latin1")).toString("utf8"));
