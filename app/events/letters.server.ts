import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { agency, clients, contacts, eventParticulars, events, members, outbox, people, projects } from "#db/schema/index.ts";
import { clockTime, dayIn, longDay } from "#app/lib/dates.ts";
import { env } from "#app/lib/env.server.ts";
import { list } from "#app/lib/words.ts";
import { makeLink } from "#app/people/links.server.ts";
import type { Face, LinkPurpose } from "#app/people/viewer.ts";
import { happening } from "./all.ts";
import type { Letter, Said } from "./letter.tsx";
import { placeOf } from "./places.ts";
import { askOf, inWords, sentenceOf } from "./sentence.ts";
import { mayRead, unnamed } from "./trail.server.ts";

export type Row = typeof outbox.$inferSelect;

/** Who a letter goes to, as they are now. */
export interface Recipient {
  face: Face;
  personId: string;
  name: string;
  address: string;
  /** For a client's contact; null for somebody who asked by address and is a contact of several. */
  contactId: string | null;
  client: { id: string; name: string } | null;
  /** Who looks after their client, where clients may know who works for them. */
  host: { name: string; address: string } | null;
}

/** A letter ready to be sent; `rows` are those it speaks of. */
export interface Written {
  to: Recipient;
  letter: Letter;
  rows: Row[];
  thread: string | null;
  /** True where it holds a one-time link. */
  secret: boolean;
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
  return first.kind === "event" ? aboutEvents(tx, to, rows) : { written: aboutSigningIn(tx, to, rows, link), dropped: [] };
}

/** The recipient of a row, or why there is none. */
export function recipientOf(tx: Db, { face, contactId, memberId, askedFor }: Row): Recipient | string {
  if (memberId) return memberBy(tx, eq(members.id, memberId)) ?? "They no longer work here.";
  if (contactId) return contactsBy(tx, eq(contacts.id, contactId))[0] ?? "Their access to the portal has ended.";
  if (face === "staff") return memberBy(tx, eq(people.email, askedFor ?? "")) ?? "Nobody here has this address.";
  const found = contactsBy(tx, eq(people.email, askedFor ?? ""));
  if (!found[0]) return "Nobody here has this address.";
  return found.length === 1 ? found[0] : { ...found[0], contactId: null, client: null, host: null };
}

const memberBy = (tx: Db, which: ReturnType<typeof eq>): Recipient | undefined => {
  const found = tx.select({ personId: people.id, name: members.name, address: people.email }).from(members).innerJoin(people, eq(people.id, members.personId)).where(and(which, isNull(members.deactivatedAt))).get();
  return found && { face: "staff", ...found, contactId: null, client: null, host: null };
};

const contactsBy = (tx: Db, which: ReturnType<typeof eq>): Recipient[] =>
  tx
    .select({ personId: people.id, name: contacts.name, address: people.email, contactId: contacts.id, client: { id: clients.id, name: clients.name }, hostId: clients.lookedAfterBy })
    .from(contacts)
    .innerJoin(people, eq(people.id, contacts.personId))
    .innerJoin(clients, eq(clients.id, contacts.clientId))
    .where(and(which, isNull(contacts.deactivatedAt), isNull(clients.archivedAt)))
    .orderBy(asc(clients.name))
    .all()
    .map(({ hostId, ...contact }) => {
      const host = hostId && ourselves(tx).showTeamMembers ? memberBy(tx, eq(members.id, hostId)) : undefined;
      return { face: "portal", ...contact, host: host ? { name: host.name, address: host.address } : null };
    });

function aboutEvents(tx: Db, recipient: Recipient, rows: Row[]): { written: Written | null; dropped: Dropped[] } {
  const { client } = recipient;
  const reader = client ? { kind: "contact" as const, clientId: client.id } : { kind: "member" as const };
  const told = tx
    .select({ event: events, particulars: eventParticulars.particulars, project: projects.name, unnamed })
    .from(events)
    .innerJoin(agency, sql`1`)
    .leftJoin(eventParticulars, eq(eventParticulars.seq, events.seq))
    .leftJoin(projects, eq(projects.id, events.projectId))
    .where(and(inArray(events.seq, rows.map(({ eventSeq }) => eventSeq!)), mayRead(reader)))
    .orderBy(asc(events.seq))
    .all()
    .map(({ unnamed, ...one }) => ({ ...one, agency: client && unnamed, particulars: client && unnamed && one.particulars ? { ...one.particulars, actorName: unnamed } : one.particulars }));
  const to = told.some(({ agency }) => agency) ? { ...recipient, host: null } : recipient;
  const seqs = new Set(told.map(({ event }) => event.seq));
  const hidden = rows.filter(({ eventSeq }) => !seqs.has(eventSeq!));
  const dropped = hidden.length ? [{ rows: hidden, why: "They may no longer see what it was about." }] : [];
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
  const title = told.length === 1 ? askOf(happening(told[0]!.event.action), told[0]!.particulars, { project: told[0]!.project }) : `${told.length} new things in ${projectNames.length && projectNames.length <= 2 ? list(projectNames) : "your projects"}`;
  return {
    dropped,
    written: {
      to,
      rows: rows.filter(({ eventSeq }) => seqs.has(eventSeq!)),
      secret: false,
      thread: threadOf(told.map(({ event }) => event)),
      letter: {
        ...everyLetter(tx, to),
        subject: title,
        title,
        says,
        button: { label: labelFor(told.map(({ event }) => event.action)), href: addressOf(place, to) },
        fine: "The button leads to the page; sign in there as usual.",
        why: to.client ? `You get this because you are a contact of ${to.client.name}.` : "You get this because you work on this project.",
      },
    },
  };
}

const labelFor = (actions: string[]) => (actions.every((action) => action.startsWith("comment.")) ? "Read and answer" : actions.length === 1 && actions[0]!.startsWith("document.") ? "Open the document" : "See what is new");

/** All letters about one thing hang together; a letter about several things begins nothing. */
const threadOf = (told: { subjectKind: string; subjectId: string; projectId: string | null }[]) => {
  const threads = new Set(told.map(({ subjectKind, subjectId, projectId }) => (subjectKind === "comment" ? `comments-${projectId}` : `${subjectKind}-${subjectId}`)));
  return threads.size === 1 ? [...threads][0]! : null;
};

function aboutSigningIn(tx: Db, to: Recipient, rows: Row[], link: Linking): Written {
  const { kind, goTo } = rows[0]!;
  const { agency, ...common } = everyLetter(tx, to);
  const portal = to.face === "portal" ? `${agency.name}’s portal` : `${agency.name}’s staff pages`;
  const make = (purpose: LinkPurpose) => {
    const { path, expiresAt } = link(tx, { purpose, face: to.face, personId: to.personId, contactId: to.contactId, goTo });
    return { href: `${env().PUBLIC_URL}${path}`, until: `It works once, until ${untilWords(tx, expiresAt)}.` };
  };
  const done = (words: Omit<Letter, keyof ReturnType<typeof everyLetter>>, secret = true): Written => ({ to, rows, secret, thread: null, letter: { ...common, agency, ...words } });

  if (kind === "invitation") {
    const { href, until } = make("invitation");
    const whose = to.client ? ` for ${to.client.name}` : "";
    return done({
      subject: `Accept your invitation: ${portal}${whose}`,
      title: to.client ? `You are invited to ${portal}` : `You are invited to join ${agency.name}`,
      says: [
        { words: to.client ? `${agency.name} keeps your company’s projects, documents and questions${whose} in one place. You can read, download and answer there.` : `${agency.name} keeps its clients’ projects, documents and questions in one place, and you are to work there.` },
        { words: "Press the button to begin. The page it opens asks you to confirm, so that nothing else uses the link up." },
      ],
      button: { label: "Accept the invitation", href },
      fine: until,
      why: `You get this because somebody at ${agency.name} invited ${to.address}. If you do not know them, do nothing.`,
    });
  }
  if (kind === "reset") {
    const { href, until } = make("reset");
    return done({
      subject: `Choose a new password: ${portal}`,
      title: "Choose a new password",
      says: [{ words: `Somebody asked for a new password for ${to.address}. If that was you, press the button and choose one.` }],
      button: { label: "Choose a new password", href },
      fine: `${until} Your old password holds until then.`,
      why: "You get this because somebody entered your address. If that was not you, do nothing: nothing changes.",
    });
  }
  if (kind === "password_changed")
    return done(
      {
        subject: `Your password was changed: ${portal}`,
        title: "Your password was changed",
        says: [{ words: `The password for ${to.address} was changed, and everyone who was signed in with the old one was signed out.` }, { words: "If that was you, there is nothing to do. If it was not, choose a new password now and tell us." }],
        button: { label: "Choose a new password", href: `${env().PUBLIC_URL}/${to.face}/forgot` },
        fine: "The button leads to a page that sends a fresh link to this address.",
        why: "You get this whenever your password changes.",
      },
      false,
    );
  const { href, until } = make("sign_in");
  return done({
    subject: `Sign in: ${portal}`,
    title: `Sign in to ${portal}`,
    says: [{ words: `Here is the link you asked for. Press the button, then Continue, and you are signed in as ${to.address}.` }],
    button: { label: "Sign in", href },
    fine: until,
    why: "You get this because somebody entered your address on the sign-in page. If that was not you, do nothing: nobody is signed in.",
  });
}

/** What every letter to somebody says alike. */
function everyLetter(tx: Db, { name, host, face }: Recipient) {
  const { name: agencyName, address, phone, email, brandColour, locale } = ourselves(tx);
  return {
    greeting: `Hello ${name.split(/\s+/)[0]},`,
    reach: { name: host?.name ?? agencyName, phone, reply: face === "portal" && Boolean(host ?? email) },
    agency: { name: agencyName, address, brandColour, locale },
  };
}

/** Who a reply reaches: whoever looks after the client, else the agency; nobody where the agency gives no address. */
export function replyToOf(tx: Db, { host, face }: Recipient) {
  const { name, email } = ourselves(tx);
  if (face === "staff") return null;
  return host ?? (email ? { name, address: email } : null);
}

function ourselves(tx: Db) {
  const found = tx.select().from(agency).get();
  if (!found) throw new Error("There is no agency yet, so there is no paper to write on.");
  return found;
}

/** A deep link: PUBLIC_URL always, whatever the request that caused the letter called us; and the client it is for. */
const addressOf = (place: string, { client }: Recipient) => {
  const url = new URL(place, env().PUBLIC_URL);
  if (client) url.searchParams.set("client", client.id);
  return url.href;
};

function untilWords(tx: Db, at: Date) {
  const { timeZone, locale } = ourselves(tx);
  const zone = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "short" }).formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
  return `${longDay(dayIn(timeZone, at))}, ${clockTime(timeZone, at)} ${zone}`;
}
