import { eq } from "drizzle-orm";
import { transact } from "#db/client.server.ts";
import { submissions } from "#db/schema/index.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { keepTyping } from "./draft.server.ts";
import { KEY, readForm } from "./fields.server.ts";
import { requireKey } from "./form.server.ts";
import { Refused } from "./refused.ts";

const ACTION = "_action";

/** Keeps what is being typed into a form of this viewer's, by its address and its key; of one that was sent meanwhile, nothing. Always 204: nobody waits for it. */
export async function takeTyping(request: Request, viewer: SignedIn): Promise<Response> {
  const form = await readForm(request);
  const [key, action] = [form.get(KEY) ?? "", form.get(ACTION) ?? ""];
  form.delete(ACTION);
  try {
    requireKey(key, viewer, action);
  } catch (problem) {
    if (problem instanceof Refused) throw new Response(null, { status: problem.status });
    throw problem;
  }
  transact((tx) => {
    if (!tx.select({ key: submissions.formKey }).from(submissions).where(eq(submissions.formKey, key)).get()) keepTyping(tx, viewer, action, form);
  });
  return new Response(null, { status: 204 });
}
