import type { z } from "zod";
import type { Db } from "#db/client.server.ts";
import { type Stored, put, remove } from "#storage/files.server.ts";
import { uploadLimit } from "#app/agency/limits.server.ts";
import { submitUpload } from "#app/lib/uploads.server.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { FILES_AT_ONCE } from "./document.ts";

/** A file that arrived: its bytes are durable, and no row names them yet. */
export interface Received extends Stored {
  name: string;
}

/** A form with files that go straight to storage while they arrive; see `submitUpload`. */
export const submitFiles = <S extends z.ZodType>(asked: { request: Request; viewer: SignedIn }, schema: S, deed: (tx: Db, value: z.output<S>, files: Received[]) => Response, { most = FILES_AT_ONCE, optional }: { most?: number; optional?: boolean } = {}) =>
  submitUpload(asked, schema, { most, optional, limit: uploadLimit(), keep: put, discard: ({ key }) => remove(key) }, deed);
