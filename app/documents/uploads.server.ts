import { parseWithZod } from "@conform-to/zod/v4";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "#db/client.server.ts";
import { sessions } from "#db/schema/index.ts";
import { type Stored, remove } from "#storage/files.server.ts";
import { KEY } from "#app/lib/fields.server.ts";
import { actionOf, requireKey, submitRead } from "#app/lib/form.server.ts";
import { Refused } from "#app/lib/refused.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { FILES_AT_ONCE } from "./document.ts";
import { receive } from "./receive.server.ts";

/** A file that arrived: its bytes are durable, and no row names them yet. */
export interface Received extends Stored {
  name: string;
}

/**
 * As `submit`, for a form with files: they go straight to storage while they arrive, then the deed names them in one
 * transaction. All or nothing: where a file is refused, the deed is, or the connection breaks, none is kept.
 */
export async function submitFiles<S extends z.ZodType>(
  { request, viewer }: { request: Request; viewer: SignedIn },
  schema: S,
  deed: (tx: Db, value: z.output<S>, files: Received[]) => Response,
  { most = FILES_AT_ONCE }: { most?: number } = {},
) {
  // The fields stand before the files: a form that would be refused anyway has none of its bytes kept.
  const isWelcome = (form: URLSearchParams) => isKeyed(form, viewer, actionOf(request)) && parseWithZod(form, { schema }).status === "success";
  const { form, files, refusal } = await receive(request, { most, isWelcome });
  // The same fields with other files are another upload.
  for (const { name, sha256 } of files) form.append("_file", `${sha256} ${name}`);
  let kept = false;
  try {
    const act = (tx: Db, value: z.output<S>) => {
      requireSession(tx, viewer);
      const response = deed(tx, value, files);
      kept = true;
      return response;
    };
    return await submitRead({ request, viewer }, form, schema, act, async () => refuse(refusal));
  } catch (problem) {
    kept = false;
    throw problem;
  } finally {
    if (!kept) await Promise.all(files.map(({ key }) => remove(key)));
  }
}

function refuse(refusal: Refused | undefined) {
  if (refusal) throw refusal;
}

function isKeyed(form: URLSearchParams, viewer: SignedIn, action: string) {
  try {
    requireKey(form.get(KEY) ?? "", viewer, action);
    return true;
  } catch (problem) {
    if (problem instanceof Refused) return false;
    throw problem;
  }
}

/** An upload takes minutes; the right to make it may have ended meanwhile. */
function requireSession(tx: Db, viewer: SignedIn) {
  const session = tx.select({ endedAt: sessions.endedAt }).from(sessions).where(eq(sessions.id, viewer.sessionId)).get();
  if (!session || session.endedAt) throw new Refused(403, "You were signed out while the files were on their way. None was kept.");
}
