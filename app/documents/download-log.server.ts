import { and, count, desc, eq, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { documents as table, eventParticulars, events } from "#db/schema/index.ts";
import { contactsWhoFind } from "#app/clients/audience.server.ts";
import { deviceIn } from "#app/people/device.ts";
import type { Member } from "#app/people/viewer.ts";
import { documents, visibleTo } from "./documents.server.ts";

/** Who has downloaded a document, and who of those who may has not. For members alone. Throws NotFound. */
export function downloadLog(member: Member, id: string, tx: Db = db) {
  const document = documents(member, tx).find(id);
  const ofIt = and(eq(events.subjectId, document.id), eq(events.action, "document.downloaded"));
  const by = (who: string) => and(ofIt, who ? eq(events.actorId, who) : undefined);
  return {
    /** Newest first; one person's with `who`. What was erased is null. */
    page: ({ limit, offset }: { limit: number; offset: number }, who = "") =>
      tx
        .select({ event: events, particulars: eventParticulars.particulars })
        .from(events)
        .leftJoin(eventParticulars, eq(eventParticulars.seq, events.seq))
        .where(by(who))
        .orderBy(desc(events.seq))
        .limit(limit)
        .offset(offset)
        .all()
        .map(({ event: { seq, at, actorKind }, particulars }) => ({
          seq,
          at,
          isOurs: actorKind === "member",
          name: text(particulars?.actorName),
          version: typeof particulars?.version === "number" ? particulars.version : null,
          isInZip: particulars?.zip === true,
          address: text(particulars?.address),
          device: particulars?.agent ? deviceIn(String(particulars.agent)) : null,
        })),
    count: (who = "") => tx.select({ total: count() }).from(events).where(by(who)).get()!.total,
    /** Everybody who has, under the name they had last, for choosing one. */
    people: () => {
      // With max(), SQLite gives the row it stands in.
      const found = tx
        .select({ actorId: events.actorId, last: sql`max(${events.seq})`, particulars: eventParticulars.particulars })
        .from(events)
        .leftJoin(eventParticulars, eq(eventParticulars.seq, events.seq))
        .where(ofIt)
        .groupBy(events.actorId)
        .all();
      return found.map(({ actorId, particulars }) => ({ id: actorId, name: text(particulars?.actorName) ?? "Someone whose details were erased" })).sort((a, b) => a.name.localeCompare(b.name, "en"));
    },
    /** The contacts who see it on the portal and have not downloaded any version of it. */
    notYet: () => {
      const have = new Set(tx.selectDistinct({ actorId: events.actorId }).from(events).where(ofIt).all().map(({ actorId }) => actorId));
      return contactsWhoFind(document.clientId, [{ table, id: document.id, visibleTo }], tx).filter((contact) => !have.has(contact.id)).map(({ id, name }) => ({ id, name }));
    },
  };
}

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
