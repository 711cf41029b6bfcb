import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { agency, eventParticulars, events, type outbox, projects } from "#db/schema/index.ts";
import { env } from "#app/lib/env.server.ts";
import { list } from "#app/lib/words.ts";
import { makeLink } from "#app/people/links.server.ts";
import { aboutSigningIn } from "./access-letters.server.ts";
import { happening } from "./all.ts";
import { choicesOf, isMuted } from "./choices.server.ts";
import type { Letter, Said } from "./letter.tsx";
import { placeOf } from "./places.ts";
import { aboutReceipt } from "./receipt-letters.server.ts";
import { aboutReminders, inOneLine, waitingFor } from "./reminder-letters.server.ts";
import { type Recipient, everyLetter, recipientOf } from "./recipients.server.ts";
import { askOf, inWords, sentenceOf } from "./sentence.ts";
import { threadOf } from "./threads.ts";
import { type Topic, topicOf } from "./topics.ts";
import { mayRead, unnamed } from "./trail.server.ts";

export type Row = typeof outbox.$inferSelect;

/** A letter ready to be sent; `rows` are those it speaks of. */
export interface Written {
  to: Recipient;
  letter: Letter;
  rows: Row[];
  thread: string | null;
  /** What it is about, where one may choose to have no such letters. */
  topic?: Topic;
  /** True where it holds a one-time link. */
  secret: boolean;
  /** The text of the receipt that goes with it. */
  receipt?: string;
}
export type Dropped = { rows: Row[]; why: string };

/** Makes a one-time link; or, for reading a letter again, something that stands in its place. */
export type Linking = typeof makeLink;

/**
 * Writes the one letter for these rows of one recipient, as things stand now. What may no longer be told is dropped,
 * with why; so is a letter nobody is left to get.
 */
export function write(tx: Db, rows: Row[], link: Linking = makeLink): { written: Written | null; dropped: Dropped[] } {
  const first = rows[0]!;
  const to = recipientOf(tx, first);
  if (typeof to === "string") return { written: null, dropped: [{ rows, why: to }] };
  if (first.kind === "receipt") return aboutReceipt(tx, to, first);
  if (first.kind === "reminder") return aboutReminders(tx, to, rows);
  return first.kind === "event" ? aboutEvents(tx, to, rows) : { written: aboutSigningIn(tx, to, rows, link), dropped: [] };
}

function aboutEvents(tx: Db, recipient: Recipient, rows: Row[]): { written: Written | null; dropped: Dropped[] } {
  const { client } = recipient;
  const told = tx
    .select({ event: events, particulars: eventParticulars.particulars, project: projects.name, unnamed })
    .from(events)
    .innerJoin(agency, sql`1`)
    .leftJoin(eventParticulars, eq(eventParticulars.seq, events.seq))
    .leftJoin(projects, eq(projects.id, events.projectId))
    .where(and(inArray(events.seq, rows.map(({ eventSeq }) => eventSeq!)), mayRead(recipient.reader)))
    .orderBy(asc(events.seq))
    .all()
    .map(({ unnamed, ...one }) => ({ ...one, agency: client && unnamed, particulars: client && unnamed && one.particulars ? { ...one.particulars, actorName: unnamed } : one.particulars }));
  const to = told.some(({ agency }) => agency) ? { ...recipient, host: null } : recipient;
  const known = new Set(told.map(({ event }) => event.seq));
  const hidden = rows.filter(({ eventSeq }) => !known.has(eventSeq!));
  // Somebody may have chosen otherwise since it was asked for.
  const viewerId = rows[0]!.contactId ?? rows[0]!.memberId!;
  const { topics } = choicesOf(viewerId);
  const isUnwanted = ({ event }: (typeof told)[number]) => topics[topicOf(event.action)] === "never" || isMuted(tx, viewerId, threadOf({ kind: event.subjectKind, id: event.subjectId, projectId: event.projectId }));
  const unwanted = new Set(told.filter(isUnwanted).map(({ event }) => event.seq));
  for (const one of told.filter(isUnwanted)) told.splice(told.indexOf(one), 1);
  const seqs = new Set(told.map(({ event }) => event.seq));
  const silenced = rows.filter(({ eventSeq }) => unwanted.has(eventSeq!));
  const dropped = [...(hidden.length ? [{ rows: hidden, why: "They may no longer see what it was about." }] : []), ...(silenced.length ? [{ rows: silenced, why: "They chose to have no letters of this." }] : [])];
  if (told.length === 0) return { written: null, dropped };

  const says: Said[] = told.map(({ event, particulars, project }) => {
    const sentence = sentenceOf(happening(event.action), particulars, { project });
    const quoted = typeof particulars?.excerpt === "string" ? particulars.excerpt : undefined;
    // The title of a letter about one thing has said what happened; what was written follows.
    if (quoted && told.length === 1) return { words: `${sentence.actor} wrote:`, quoted };
    const where = project && sentence.subject !== project ? ` in ${project}` : "";
    return { words: `${inWords(sentence)}${where}${quoted ? ":" : "."}`, quoted };
  });
  const places = new Set(told.map(({ event }) => placeOf(to.face, { ...event, id: event.subjectId, kind: event.subjectKind as never }) ?? `/${to.face}/home`));
  const projectIds = new Set(told.map(({ event }) => event.projectId));
  const place = places.size === 1 ? [...places][0]! : projectIds.size === 1 && told[0]!.event.projectId ? `/${to.face}/projects/${told[0]!.event.projectId}` : `/${to.face}/home`;
  const projectNames = [...new Set(told.map(({ project }) => project).filter((name) => name !== null))];
  const isDigest = rows[0]!.digest;
  const waits = isDigest ? waitingFor(to) : [];
  const few = projectNames.length > 0 && projectNames.length <= 2 ? list(projectNames) : "your projects";
  const title = isDigest ? `Your day: ${told.length === 1 ? "one new thing" : `${told.length} new things`} in ${few}` : told.length === 1 ? askOf(happening(told[0]!.event.action), told[0]!.particulars, { project: told[0]!.project }) : `${told.length} new things in ${few}`;
  const thread = oneThread(told.map(({ event }) => event));
  const [topic] = [...new Set(told.map(({ event }) => topicOf(event.action)))];
  return {
    dropped,
    written: {
      to,
      rows: rows.filter(({ eventSeq }) => seqs.has(eventSeq!)),
      secret: false,
      thread,
      topic,
      letter: {
        ...everyLetter(tx, to),
        subject: title,
        title,
        says: waits.length ? [...says, { words: "Waiting for you:", quoted: waits.map(inOneLine).join("\n") }] : says,
        button: { label: labelFor(told.map(({ event }) => event.action)), href: addressOf(place, to) },
        fine: "The button leads to the page; sign in there as usual.",
        why: to.client ? `You get this because you are a contact of ${to.client.name}.` : "You get this because you work on this project.",
        choices: choicesFor(to, thread),
      },
    },
  };
}

/** Where somebody chooses which letters they get, and ends those about one thread. */
export const choicesFor = (to: Recipient, thread: string | null) => ({ all: addressOf(`/${to.face}/profile/letters`, to), thread: thread && addressOf(`/${to.face}/profile/letters/threads/${encodeURIComponent(thread)}`, to) });

const labelFor = (actions: string[]) => (actions.every((action) => action.startsWith("comment.")) ? "Read and answer" : actions.length === 1 && actions[0]!.startsWith("document.") ? "Open the document" : "See what is new");

/** All letters about one thing hang together; a letter about several things begins nothing. */
const oneThread = (told: { subjectKind: string; subjectId: string; projectId: string | null }[]) => {
  const threads = new Set(told.map(({ subjectKind, subjectId, projectId }) => threadOf({ kind: subjectKind, id: subjectId, projectId })));
  return threads.size === 1 ? [...threads][0]! : null;
};

/** A deep link: PUBLIC_URL always, whatever the request that caused the letter called us; and the client it is for. */
export const addressOf = (place: string, { client }: Recipient) => {
  const url = new URL(place, env().PUBLIC_URL);
  if (client) url.searchParams.set("client", client.id);
  return url.href;
};
