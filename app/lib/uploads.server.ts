import { parseWithZod } from "@conform-to/zod/v4";
import type { z } from "zod";
import type { Db } from "#db/client.server.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { KEY } from "./fields.server.ts";
import { actionOf, requireKey, submitRead } from "./form.server.ts";
import { type Taking, receive } from "./receive.server.ts";
import { Refused } from "./refused.ts";

/**
 * As `submit`, for a form with files: they are kept while they arrive, made ready by `prepare`, then the deed names them
 * in one transaction. All or nothing: where a file is refused, the deed is, or the connection breaks, none is kept.
 */
export async function submitUpload<S extends z.ZodType, Kept extends { sha256: string }, P = undefined>(
  { request, viewer }: { request: Request; viewer: SignedIn },
  schema: S,
  taking: Taking<Kept>,
  deed: (tx: Db, value: z.output<S>, files: (Kept & { name: string })[], prepared: P) => Response,
  prepare?: (files: (Kept & { name: string })[]) => Promise<P>,
) {
  // The fields stand before the files: a form that would be refused anyway has none of its bytes kept.
  const isWelcome = (form: URLSearchParams) => isKeyed(form, viewer, actionOf(request)) && parseWithZod(form, { schema }).status === "success";
  const { form, files, refusal } = await receive(request, taking, isWelcome);
  // The same fields with other files are another upload.
  for (const { name, sha256 } of files) form.append("_file", `${sha256} ${name}`);
  let kept = false;
  try {
    const act = (tx: Db, value: z.output<S>, prepared: P) => {
      const response = deed(tx, value, files, prepared);
      kept = true;
      return response;
    };
    return await submitRead({ request, viewer }, form, schema, act, async () => {
      if (refusal) throw refusal;
      return (await prepare?.(files)) as P;
    });
  } catch (problem) {
    kept = false;
    throw problem;
  } finally {
    if (!kept) await Promise.all(files.map((file) => taking.discard(file)));
  }
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
