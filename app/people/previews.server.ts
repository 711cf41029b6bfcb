import { eq, isNull, sql } from "drizzle-orm";
import { type Db, prepared } from "#db/client.server.ts";
import { contacts, previews, sessions } from "#db/schema/index.ts";
import { HOUR, now } from "#app/lib/clock.ts";
import { previewSecretFrom } from "#app/lib/cookies.server.ts";
import { hashed } from "#app/lib/id.server.ts";
import { type Session, contactNow, memberOfSession, standingOf } from "./sessions.server.ts";
import type { Contact, Origin } from "./viewer.ts";

/** Milliseconds a preview lives at most. */
export const PREVIEW_LIFE = HOUR;

type Row = { preview: typeof previews.$inferSelect; session: Session; personId: string };

const rows = (db: Db) =>
  db.select({ preview: previews, session: sessions, personId: contacts.personId }).from(previews).innerJoin(sessions, eq(sessions.id, previews.sessionId)).innerJoin(contacts, eq(contacts.id, previews.contactId)).$dynamic();
const byId = prepared((db) => rows(db).where(eq(previews.id, sql.placeholder("id"))).prepare());

/** A preview as it stands: whose portal, and the contact to look as while it lives; undefined once it is over. */
export interface PreviewFound {
  preview: Row["preview"];
  contact: Contact | undefined;
}

/** The preview behind this browser's cookie, alive or over; undefined where there is none. Read anew on each request. */
export function findPreview(request: Request, origin: Origin = nowhere): PreviewFound | undefined {
  const secret = previewSecretFrom(request);
  const found = secret ? byId().get({ id: hashed(secret) }) : undefined;
  return found && asItStands(found, origin);
}

/** Every preview nobody has written the end of, alive or over. */
export const unendedPreviews = (tx: Db) => rows(tx).where(isNull(previews.endedAt)).all().map((row) => asItStands(row, nowhere));

const nowhere: Origin = { address: "", agent: "" };

/** A preview lives an hour at most, and no longer than the member's own session, their place on the team and the contact's access. */
function asItStands({ preview, session, personId }: Row, origin: Origin): PreviewFound {
  const { id, memberId, contactId, endedAt, startedAt } = preview;
  const isOver = endedAt !== null || now().getTime() - startedAt.getTime() >= PREVIEW_LIFE || session.face !== "staff" || standingOf(session).state !== "alive";
  const by = isOver ? undefined : memberOfSession(session, origin);
  if (by?.id !== memberId) return { preview, contact: undefined };
  const contact = contactNow({ contactId, personId, sessionId: id }, origin);
  return { preview, contact: contact && { ...contact, preview: { id, by } } };
}
