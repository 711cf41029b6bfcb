import { and, eq } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { agency, eventParticulars, events } from "#db/schema/index.ts";
import { MINUTE, now } from "#app/lib/clock.ts";
import { csvAnswer } from "#app/lib/csv.server.ts";
import { dayIn, exactMoment, offsetIn } from "#app/lib/dates.ts";
import { NotFound } from "#app/lib/refused.ts";
import { count } from "#app/lib/words.ts";
import type { Member } from "#app/people/viewer.ts";
import { audit } from "./audit.server.ts";
import { type TrailFilter, TrailFilterForm } from "./forms.server.ts";
import type { Line } from "./lines.server.ts";
import { record } from "./record.server.ts";

/** Milliseconds the file of an export may be asked for. */
export const EXPORT_LIFE = 10 * MINUTE;

/**
 * Puts on record that a member takes the audit log away, narrowed as they see it. Gives the number of that event: what
 * it names, and nothing later, can be fetched as a file for a while.
 */
export function exportTrail(tx: Db, member: Member, filter: TrailFilter): number {
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
  const about = { kind: "agency", id: "agency", clientId: null, title: "the audit log" } as const;
  return record(tx, member, "trail.exported", about, { events: count(audit(member, tx).count(filter), "event"), ...asked }).seq;
}

/** The file of an export the member asked for within the last minutes, or null where its time is over. Throws NotFound for somebody else's. */
export function exportedFile(member: Member, seq: number, tx: Db = db): Response | null {
  const found = tx
    .select({ at: events.at, particulars: eventParticulars.particulars })
    .from(events)
    .innerJoin(eventParticulars, eq(eventParticulars.seq, events.seq))
    .where(and(eq(events.seq, seq), eq(events.action, "trail.exported"), eq(events.actorId, member.id)))
    .get();
  if (!found) throw new NotFound();
  if (found.at.getTime() + EXPORT_LIFE <= now().getTime()) return null;
  const { timeZone } = tx.select({ timeZone: agency.timeZone }).from(agency).get()!;
  return csvAnswer(`Audit log ${dayIn(timeZone, found.at)}`, columnsIn(timeZone), audit(member, tx).every(TrailFilterForm.parse(found.particulars), seq - 1));
}

const gone = "erased";
const columnsIn = (timeZone: string): { head: string; cell: (line: Line) => string | number | null }[] => [
  { head: "Number", cell: ({ seq }) => seq },
  { head: `When (${timeZone})`, cell: ({ at }) => `${exactMoment(timeZone, at)} ${offsetIn(timeZone, at)}` },
  { head: "When (UTC)", cell: ({ at }) => at.toISOString() },
  { head: "Who", cell: ({ erased, actor }) => (erased ? gone : actor) },
  { head: "Is", cell: ({ actorKind }) => actorKind },
  { head: "Role", cell: ({ role }) => role },
  { head: "Company", cell: ({ company }) => company },
  { head: "Kind", cell: ({ kind }) => kind },
  { head: "Did", cell: ({ before, subject, after }) => `${before}${subject}${after}` },
  { head: "On", cell: ({ erased, particulars }) => (erased ? gone : String(particulars?.title ?? "")) },
  { head: "Client", cell: ({ client }) => client },
  { head: "Project", cell: ({ project }) => project },
  { head: "Address", cell: ({ erased, address }) => (erased ? gone : address) },
  { head: "Browser", cell: ({ erased, agent }) => (erased ? gone : agent) },
  { head: "Action", cell: ({ action }) => action },
  { head: "Who (id)", cell: ({ actorId }) => actorId },
  { head: "On (id)", cell: ({ subjectId }) => subjectId },
  { head: "Commitment", cell: ({ commitment }) => commitment },
  { head: "Previous hash", cell: ({ previousHash }) => previousHash },
  { head: "Hash", cell: ({ hash }) => hash },
];
