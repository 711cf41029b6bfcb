import type { z } from "zod";
import type { Db } from "#db/client.server.ts";
import { open, put, remove } from "#storage/files.server.ts";
import { uploadLimit } from "#app/agency/limits.server.ts";
import { FILES_AT_ONCE } from "#app/documents/document.ts";
import type { Received } from "#app/documents/uploads.server.ts";
import { submitUpload } from "#app/lib/uploads.server.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { HEAD_LENGTH, sortOf } from "#app/pictures/picture.ts";
import type { ReadiedFile } from "./drafting.server.ts";

/** A text is read in the browser up to this many bytes; a longer one is downloaded. */
export const TEXT_LIMIT = 500_000;
const written = /\.(md|markdown|txt|text)$/i;

/** Files that arrived, each with what its bytes are: a name alone makes nothing a picture or a text. */
export const readied = (received: Received[]): Promise<ReadiedFile[]> => Promise.all(received.map(async (file) => ({ ...file, sort: await sortOfFile(file) })));

/** A form with files for a round: they go straight to storage while they arrive, then are looked into, then named by the deed. */
export const submitPieces = <S extends z.ZodType>(asked: { request: Request; viewer: SignedIn }, schema: S, deed: (tx: Db, value: z.output<S>, files: ReadiedFile[]) => Response) =>
  submitUpload(asked, schema, { most: FILES_AT_ONCE, limit: uploadLimit(), keep: put, discard: ({ key }) => remove(key) }, (tx, value, _, files: ReadiedFile[]) => deed(tx, value, files), readied);

async function sortOfFile({ key, name, size }: Received): Promise<ReadiedFile["sort"]> {
  const sort = sortOf(await headOf(key));
  if (sort) return sort;
  return written.test(name) && size <= TEXT_LIMIT && (await textOf(key)) !== null ? "text" : "other";
}

/** The first bytes under a key. */
export async function headOf(key: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await open(key, { start: 0, end: HEAD_LENGTH - 1 })) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/** The text under a key, or null where it is none: UTF-8 without control characters. */
export async function textOf(key: string): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await open(key)) chunks.push(chunk as Uint8Array);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
    return /[\u0000-\u0008\u000e-\u001f]/.test(text) ? null : text.replace(/\r\n?/g, "\n");
  } catch {
    return null;
  }
}
