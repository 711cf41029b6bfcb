import { type Placeholder, type SQL, and, desc, eq, inArray, isNull, ne, notInArray, or, sql } from "drizzle-orm";
import { type Db, db, prepared } from "#db/client.server.ts";
import { agency, clients, contacts, documents, eventParticulars, events, projects } from "#db/schema/index.ts";
import { type Sight, invoiceKinds, isNarrow, isOnProject, isWithClient, seesInvoices } from "#app/people/reach.server.ts";
import { type Permission, type Viewer, permissionNames } from "#app/people/viewer.ts";
import { type Action, happening, happenings } from "./all.ts";
import type { Subject } from "./catalogue.ts";
import type { TrailEntry } from "./parts.tsx";
import { placeOf } from "./places.ts";
import { sentenceOf } from "./sentence.ts";

const forThePortal = (Object.keys(happenings) as Action[]).filter((action) => happening(action).portal);
const open = forThePortal.filter((action) => !happening(action).needs);

/** The happenings a contact may read of: those of a section they may not use are not there. Who is not asked for their permissions has none. */
const mayReadOf = (can: Partial<Record<Permission, boolean | Placeholder>> = {}) =>
  or(
    inArray(events.action, open),
    ...permissionNames.flatMap((name) => {
      const guarded = forThePortal.filter((action) => happening(action).needs === name);
      const may = can[name] ?? false;
      return guarded.length && may !== false ? [and(typeof may === "boolean" ? undefined : sql`${may}`, inArray(events.action, guarded))] : [];
    }),
  );

/**
 * Which events a reader may know of; decided here for the trail, the letters and (later) the bell. A contact reads
 * what the catalogue says is for the portal, of their own client, of a document only while it is shared, and of a section
 * that needs a permission only with it. A member
 * who does not see all reads of the projects they are on, of their clients, and of the agency what they did themselves.
 * Of invoices nobody reads anything who may not see them.
 */
export const mayRead = (reader: Sight): SQL | undefined => and(inReach(reader), reader.kind === "contact" || seesInvoices(reader) ? undefined : notOfInvoices);

const notOfInvoices = notInArray(events.subjectKind, invoiceKinds);

function inReach(reader: Sight): SQL | undefined {
  if (reader.kind === "stranger") return sql`0`;
  if (reader.kind !== "contact") return isNarrow(reader) ? mayReadAsMember(reader.id) : undefined;
  const shared = sql`exists (select 1 from ${documents} where ${documents.id} = ${events.subjectId} and ${documents.clientId} = ${events.clientId} and ${documents.sharedAt} is not null and ${documents.removedAt} is null)`;
  return and(reader.preview && mayRead(reader.preview.by), eq(events.clientId, reader.clientId), mayReadOf(reader.can), mayReadOfInvoices(reader.can?.viewInvoices), or(ne(events.subjectKind, "document"), shared));
}

/** Words about an invoice, too, are of it. */
const mayReadOfInvoices = (may: boolean | Placeholder = false) => (may === true ? undefined : may === false ? notOfInvoices : or(notOfInvoices, sql`${may}`));

const mayReadAsMember = (id: string | Placeholder) =>
  or(isOnProject(events.projectId, id), and(isNull(events.projectId), isWithClient(events.clientId, id)), and(eq(events.actorId, id), isNull(events.projectId), isNull(events.clientId)));

/** What happened, as this viewer may know it, newest first. */
export const trail = (viewer: Viewer, tx: Db = db) => {
  const read = (where: SQL | undefined, limit: number) => chosen(tx, and(where, mayRead(viewer))).limit(limit).all().map(entryFor(viewer));
  return {
    /** One subject's history; of a project, everything in it. */
    of: ({ kind, id }: Pick<Subject, "kind" | "id">, limit = 200) => read(kind === "project" ? eq(events.projectId, id) : eq(events.subjectId, id), limit),
    ofClient: (clientId: string, limit = 50) => read(eq(events.clientId, clientId), limit),
    /** These, by their numbers. */
    these: (seqs: number[]) => (seqs.length ? read(inArray(events.seq, seqs), seqs.length) : []),
    /** The newest of all the viewer may know of; what strangers tried stays out of it. */
    recent: (limit: number) => newest(viewer, limit).map(entryFor(viewer)),
  };
};

/** The agency's name, where a client may not learn who of it works on the project: then the agency acts, not a person. */
export const unnamed = sql<string | null>`case when ${events.actorKind} = 'member' and coalesce(${projects.showTeamMembers}, ${agency.showTeamMembers}) = 0 then ${agency.name} end`;

const chosen = (tx: Db, where: SQL | undefined) =>
  tx
    .select({
      event: events,
      particulars: eventParticulars.particulars,
      project: projects.name,
      client: clients.name,
      company: sql<string | null>`case when ${contacts.id} is not null then ${clients.name} end`,
      agency: unnamed,
      gone: documents.removedAt,
    })
    .from(events)
    .leftJoin(eventParticulars, eq(eventParticulars.seq, events.seq))
    .leftJoin(projects, eq(projects.id, events.projectId))
    .leftJoin(clients, eq(clients.id, events.clientId))
    .leftJoin(contacts, and(eq(contacts.id, events.actorId), eq(contacts.clientId, events.clientId)))
    .innerJoin(agency, sql`1`)
    .leftJoin(documents, and(eq(events.subjectKind, "document"), eq(documents.id, events.subjectId)))
    .where(where)
    .orderBy(desc(events.seq));

// Both homes ask this each time.
const placeholders = Object.fromEntries(permissionNames.map((name) => [name, sql.placeholder(name)])) as never;
const ofMyClient = prepared((db) => chosen(db, mayRead({ kind: "contact", clientId: sql.placeholder("clientId") as never, can: placeholders })).limit(sql.placeholder("limit")).prepare());
const ofEverybody = prepared((db) => chosen(db, ne(events.actorKind, "stranger")).limit(sql.placeholder("limit")).prepare());
const ofEverybodyButInvoices = prepared((db) => chosen(db, and(notOfInvoices, ne(events.actorKind, "stranger"))).limit(sql.placeholder("limit")).prepare());
const ofMyProjects = prepared((db) => chosen(db, and(mayReadAsMember(sql.placeholder("memberId")), notOfInvoices, ne(events.actorKind, "stranger"))).limit(sql.placeholder("limit")).prepare());

function newest(viewer: Viewer, limit: number) {
  if (viewer.kind === "contact" && viewer.preview) return chosen(db, mayRead(viewer)).limit(limit).all();
  if (viewer.kind === "contact") return ofMyClient().all({ clientId: viewer.clientId, limit, ...Object.fromEntries(permissionNames.map((name) => [name, Number(viewer.can[name])])) });
  if (viewer.kind === "stranger") return [];
  if (isNarrow(viewer)) return ofMyProjects().all({ memberId: viewer.id, limit });
  return (seesInvoices(viewer) ? ofEverybody : ofEverybodyButInvoices)().all({ limit });
}

const entryFor =
  (viewer: Viewer) =>
  ({ event, particulars, project, client, company, agency, gone }: ReturnType<ReturnType<typeof chosen>["all"]>[number]): TrailEntry => {
    const you = event.actorId === viewer.id;
    const sentence = sentenceOf(happening(event.action), particulars, { project, client });
    return {
      ...sentence,
      seq: event.seq,
      at: event.at,
      actor: you ? "You" : ((viewer.kind === "contact" && agency) || sentence.actor),
      company: viewer.kind === "contact" || you ? null : company,
      to: particulars && sentence.subject && !gone ? placeOf(viewer.kind === "contact" ? "portal" : "staff", { ...event, kind: event.subjectKind as Subject["kind"], id: event.subjectId }) : null,
    };
  };
