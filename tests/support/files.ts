import { Readable } from "node:stream";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { put, store } from "#storage/files.server.ts";
import type { Received } from "#app/documents/uploads.server.ts";

/** A file as an upload leaves it: its bytes are stored, no row names them. */
export const received = async (name: string, content: string | Buffer = `The contents of ${name}`): Promise<Received> => ({ name, ...(await put(Readable.from([Buffer.from(content)]))) });

/** The keys of every file in the store of this test, wherever that is. */
export async function keysKept(): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store().list()) keys.push(key);
  return keys;
}

/** The keys of every file on the disk of this test; those in parts with their folder. */
export const onDisk = (folder = join(process.env.DATA_DIR!, "files")) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => (parentPath.endsWith("parts") ? `parts/${name}` : name))
    .sort();
