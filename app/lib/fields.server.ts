import { Readable } from "node:stream";

/** The field a form's key stands in. */
export const KEY = "_key";
const BODY_LIMIT = 256 * 1024;
const FIELD_LIMIT = 1000;

/**
 * The one way to read a form's fields, with every limit in one place: 256 kB, 1,000 fields, flat names, no encodings.
 * Line breaks become one character, as the person counts them. Throws a Response 400, 413 or 415.
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  if (request.headers.get("Content-Encoding")) throw plain(415, "Encoded bodies are not taken.");
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers.get("Content-Type") ?? "")) throw plain(415, "This address takes ordinary forms only.");
  const body = await readText(request, BODY_LIMIT);
  if ((body.match(/&/g)?.length ?? 0) >= FIELD_LIMIT) throw plain(400, "This form has too many fields.");
  const form = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(body)) addField(form, name, value);
  return form;
}

/** Adds one field as every form is read: flat names, and line breaks as one character. Throws a Response 400. */
export function addField(form: URLSearchParams, name: string, value: string) {
  if (name.length > 100 || (name.match(/[[.]/g)?.length ?? 0) > 6) throw plain(400, "This form has a field that is not ours.");
  form.append(name, value.replace(/\r\n?/g, "\n"));
}

async function readText(request: Request, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (!request.body) return "";
  for await (const chunk of Readable.fromWeb(request.body as never) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size <= limit) chunks.push(chunk);
    // What is too large is let run out, within reason: whoever stops listening resets the connection, and nobody reads the answer.
    else if (size > 8 * limit) break;
  }
  if (size > limit) throw plain(413, `What you sent is larger than ${limit / 1024} kB. Nothing was recorded.`);
  return Buffer.concat(chunks).toString("utf8");
}

const plain = (status: number, sentence: string) => new Response(sentence, { status, statusText: "", headers: { "Content-Type": "text/plain; charset=utf-8" } });

/** Fields that are never handed back to a page, nor kept: passwords and codes. */
export const isSecret = (name: string) => /password|code/i.test(name);
export const secretsIn = (form: URLSearchParams) => [...form.keys()].filter(isSecret);
