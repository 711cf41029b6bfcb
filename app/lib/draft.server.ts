import { and, desc, eq, sql } from "drizzle-orm";
import { type Db, db, prepared } from "#db/client.server.ts";
import { drafts } from "#db/schema/index.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { now } from "./clock.ts";
import { KEY, isSecret, readForm } from "./fields.server.ts";
import { receive } from "./receive.server.ts";

const kept = prepared((db) => db.select({ fields: drafts.fields }).from(drafts).where(and(eq(drafts.viewerId, sql.placeholder("viewerId")), eq(drafts.action, sql.placeholder("action")))).prepare());

/** What this viewer had typed into the form at `action` before their session ended, if anything. Words never sent are not for a member who looks. */
export const draftOf = (viewer: SignedIn, action: string) => (viewer.kind === "contact" && viewer.preview ? undefined : kept().get({ viewerId: viewer.id, action })?.fields);

/** The newest of what this viewer had typed at `path` or below it: for a form whose buttons have addresses of their own. */
export const draftUnder = (viewer: SignedIn, path: string) =>
  viewer.kind === "contact" && viewer.preview ? undefined : db.select({ fields: drafts.fields }).from(drafts).where(and(eq(drafts.viewerId, viewer.id), under(path))).orderBy(desc(drafts.createdAt)).limit(1).get()?.fields;
export const dropDraftsUnder = (tx: Db, viewer: SignedIn, path: string) => tx.delete(drafts).where(and(eq(drafts.viewerId, viewer.id), under(path))).run();
const under = (path: string) => sql`substr(${drafts.action}, 1, ${path.length + 1}) in (${path}, ${`${path}/`})`;

export const dropDraft = (tx: Db, viewer: SignedIn, action: string) => tx.delete(drafts).where(and(eq(drafts.viewerId, viewer.id), eq(drafts.action, action))).run();

/** Keeps what was typed into a form whose session had ended, up to 64 kB and without passwords, for the same person only. */
export async function keepDraft(request: Request, personId: string, viewerId: string) {
  const form = await fieldsOf(request).catch(() => undefined);
  if (form) keep(form, new URL(request.url).pathname.replace(/\.data$/, ""), personId, viewerId);
}

/** Keeps what is being typed into the form at `action`; of one that was emptied, nothing. The caller has seen to its key. */
export function keepTyping(tx: Db, viewer: SignedIn, action: string, form: URLSearchParams) {
  if ([...form].every(([name, value]) => name === KEY || value.trim() === "")) dropDraft(tx, viewer, action);
  else keep(form, action, viewer.personId, viewer.id);
}

function keep(form: URLSearchParams, action: string, personId: string, viewerId: string) {
  const names = new Set([...form.keys()].filter((name) => name !== KEY && !isSecret(name)));
  // Of boxes that share a name, every one that was ticked.
  const fields = Object.fromEntries([...names].map((name) => [name, form.getAll(name).length > 1 ? form.getAll(name) : form.get(name)!]));
  if (Object.keys(fields).length === 0 || JSON.stringify(fields).length > 65_536) return;
  const row = { personId, viewerId, action, fields, createdAt: now() };
  db.insert(drafts).values(row).onConflictDoUpdate({ target: [drafts.viewerId, drafts.action], set: row }).run();
}

/** What was typed, of a form with files too: the files are let run out, and none is kept. */
const fieldsOf = async (request: Request) =>
  /^multipart\/form-data\b/i.test(request.headers.get("Content-Type") ?? "") ? (await receive(request, { most: 100, limit: 1, optional: true, keep: () => Promise.reject(new Error("No file is kept of a draft.")), discard: async () => {} }, () => false)).form : readForm(request);
