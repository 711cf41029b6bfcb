import { createHash } from "node:crypto";
import type { DefaultValue, SubmissionResult } from "@conform-to/dom";
import { getZodConstraint, parseWithZod } from "@conform-to/zod/v4";
import { data, redirect } from "@remix-run/node";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, prepared, transact } from "#db/client.server.ts";
import { submissions } from "#db/schema/index.ts";
import { flashCookie } from "./cookies.server.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { now } from "./clock.ts";
import { draftOf, dropDraft } from "./draft.server.ts";
import { KEY, readForm, secretsIn } from "./fields.server.ts";
import { newId } from "./id.server.ts";
import { isSigned, sign } from "./keys.server.ts";
import { inWords } from "./no-room.server.ts";
import { Refused } from "./refused.ts";
import { ownPath } from "./request.server.ts";
import { requireStanding } from "./standing.server.ts";

/** What a page needs to draw a form: its address, its key, its constraints and what stands in it at first. All plain data. */
export interface FormGiven {
  id: string;
  action: string;
  key: string;
  constraint: Record<string, object>;
  values: Record<string, unknown>;
  /** True when `values` are what the same person had typed before their session ended. */
  restored: boolean;
}

/**
 * An empty form for this viewer: `action` is the path it posts to. Its key is bound to session, viewer and path, so a
 * form drawn for one client never lands in another. What the viewer typed there before their session ended comes back.
 */
export function blank<S extends z.ZodType>(schema: S, viewer: SignedIn, action: string, values: DefaultValue<z.input<S>> | Record<string, unknown> = {}): FormGiven {
  const kept = (schema as z.ZodType) === NoFields ? undefined : draftOf(viewer, action);
  return {
    id: idOf(action),
    action,
    key: formKey(viewer, action),
    constraint: constraintOf(schema),
    values: { ...(values as Record<string, unknown>), ...kept },
    restored: kept !== undefined,
  };
}

const idOf = (action: string) => `form-${createHash("sha256").update(action).digest("hex").slice(0, 8)}`;

const constraints = new WeakMap<z.ZodType, Record<string, object>>();
/** What the browser may check by itself: worked out once for each schema. */
function constraintOf(schema: z.ZodType) {
  let constraint = constraints.get(schema);
  if (!constraint) constraints.set(schema, (constraint = getZodConstraint(schema as never) as Record<string, object>));
  return constraint;
}

const formKey = (viewer: SignedIn, action: string) => {
  const nonce = newId();
  return `${nonce}.${sign("form", nonce, viewer.sessionId, viewer.id, action)}`;
};

/** The deed is done: where to go (303), and one sentence to show there once. */
export const done = (to: string, sentence?: string) => {
  const face = to.startsWith("/staff") ? "staff" : "portal";
  return redirect(to, { status: 303, headers: sentence ? { "Set-Cookie": flashCookie(face, sentence) } : {} });
};

/** Form errors as an action gives them back; `useFormOf` draws them. */
export type FormAnswer = SubmissionResult<string[]>;

/**
 * Reads a form (capped), prepares what is asynchronous (a hash, say), then does the deed in one immediate transaction
 * together with its idempotency key. A bad field (422) or a refusal (its own status) hands the form back filled in.
 * The same key with the same body leads to the first result; nothing is done twice.
 */
export async function submit<S extends z.ZodType, P = undefined>(
  { request, viewer }: { request: Request; viewer: SignedIn },
  schema: S,
  deed: (tx: Db, value: z.output<S>, prepared: P) => Response,
  prepare?: (value: z.output<S>) => Promise<P>,
) {
  return submitRead({ request, viewer }, await readForm(request), schema, deed, prepare);
}

/** As `submit`, for fields that were read already: an upload's. */
export async function submitRead<S extends z.ZodType, P = undefined>(
  { request, viewer }: { request: Request; viewer: SignedIn },
  form: URLSearchParams,
  schema: S,
  deed: (tx: Db, value: z.output<S>, prepared: P) => Response,
  prepare?: (value: z.output<S>) => Promise<P>,
) {
  const key = form.get(KEY) ?? "";
  form.delete(KEY);
  const action = actionOf(request);
  const submission = parseWithZod(form, { schema });
  const hideFields = secretsIn(form);
  try {
    requireKey(key, viewer, action);
    // Without a status it was a button that works on the form itself, such as "Add a line": the form as it is then, and nothing is recorded.
    if (submission.status !== "success") return data(submission.reply({ hideFields }) as FormAnswer, { status: submission.status ? 422 : 200 });
    const earlier = earlierResult(key, form);
    if (earlier) return redirect(earlier, 303);
    const ready = prepare ? await prepare(submission.value) : (undefined as P);
    return transact((tx) => once(tx, { key, form, viewer, action }, () => deed(tx, submission.value, ready)));
  } catch (caught) {
    const problem = inWords(caught);
    if (problem instanceof Refused) return refusal((options) => submission.reply({ ...options, hideFields }), problem);
    throw problem;
  }
}

/** The schema of a form that is one button. */
export const NoFields = z.object({});

/** A form that is one button: as `submit`, but with no form to hand back, so a refusal is thrown and is a page of its own. */
export const press = (asked: { request: Request; viewer: SignedIn }, deed: (tx: Db) => Response) => pressWith(asked, NoFields, deed);

/** A button with hidden fields, or with something to prepare: as `press`. */
export async function pressWith<S extends z.ZodType, P = undefined>(asked: { request: Request; viewer: SignedIn }, schema: S, deed: (tx: Db, value: z.output<S>, prepared: P) => Response, prepare?: (value: z.output<S>) => Promise<P>) {
  const answer = await submit(asked, schema, deed, prepare);
  if (answer instanceof Response) return answer;
  throw data({ sentence: answer.data.error?.[""]?.join(" "), back: cameFrom(asked) }, answer.init ?? {});
}

/** The page a button was pressed on, so that a refusal can lead back to how it stands now. */
export function cameFrom({ request, viewer }: { request: Request; viewer: SignedIn }) {
  const referer = request.headers.get("Referer") ?? "";
  if (!URL.canParse(referer)) return undefined;
  const { pathname, search } = new URL(referer);
  const back = ownPath(pathname + search, viewer.kind === "contact" ? "portal" : "staff", "");
  return back && pathname !== actionOf(request) ? back : undefined;
}

/** As `submit`, for forms of people who are not signed in: no key, so the deed itself must bear being done twice. */
export async function submitUnsigned<S extends z.ZodType>(request: Request, schema: S, deed: (value: z.output<S>) => Promise<Response> | Response) {
  const form = await readForm(request);
  const submission = parseWithZod(form, { schema });
  const hideFields = secretsIn(form);
  if (submission.status !== "success") return data(submission.reply({ hideFields }) as FormAnswer, { status: 422 });
  try {
    return await deed(submission.value);
  } catch (caught) {
    const problem = inWords(caught);
    if (problem instanceof Refused) return refusal((options) => submission.reply({ ...options, hideFields }), problem);
    throw problem;
  }
}

/** The constraints of a form nobody needs to be signed in for. */
export const blankUnsigned = <S extends z.ZodType>(schema: S, action: string, values: Record<string, unknown> = {}): FormGiven => ({
  id: idOf(action),
  action,
  key: "",
  constraint: constraintOf(schema),
  values,
  restored: false,
});

function refusal(reply: (options: { formErrors?: string[]; fieldErrors?: Record<string, string[]> }) => unknown, { status, message, options }: Refused) {
  const answer = reply(options.field ? { fieldErrors: { [options.field]: [message] } } : { formErrors: [message] }) as FormAnswer;
  return data(answer, { status, headers: options.retryAfter ? { "Retry-After": String(options.retryAfter) } : {} });
}

/** The path a form was posted to: without Remix's `.data`, without the query. */
export const actionOf = (request: Request) => new URL(request.url).pathname.replace(/\.data$/, "");

/** Throws Refused 400 without a key, 409 for a form drawn for another session, contact or page. */
export function requireKey(key: string, viewer: SignedIn, action: string) {
  const [nonce, signature] = key.split(".");
  if (!nonce || !signature) throw new Refused(400, "This form is not complete. Open the page again and send it from there.");
  if (!isSigned(signature, "form", nonce, viewer.sessionId, viewer.id, action)) throw new Refused(409, "This form was opened before you signed in here. Nothing was recorded. Check what you typed and send it again.");
}

// Signed, not only hashed: a body may hold a password, and a bare hash of it could be guessed from the table.
const bodyHash = (form: URLSearchParams) => sign("body", form.toString());
const earlier = prepared((db) => db.select({ location: submissions.location }).from(submissions).where(and(eq(submissions.formKey, sql.placeholder("key")), eq(submissions.bodyHash, sql.placeholder("hash")))).prepare());
const earlierResult = (key: string, form: URLSearchParams) => earlier().get({ key, hash: bodyHash(form) })?.location;

/** Does the deed with its key in one transaction: of two equal presses the second finds the first's result. */
function once(tx: Db, { key, form, viewer, action }: { key: string; form: URLSearchParams; viewer: SignedIn; action: string }, deed: () => Response): Response {
  const before = earlierResult(key, form);
  if (before) return redirect(before, 303);
  requireStanding(viewer);
  const response = deed();
  tx.insert(submissions).values({ formKey: key, bodyHash: bodyHash(form), location: response.headers.get("Location") ?? action, createdAt: now() }).run();
  dropDraft(tx, viewer, action);
  return response;
}
