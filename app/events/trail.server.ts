import { type SQL, and, desc, eq, inArray, ne, or, sql } from "drizzle-orm";
import { type Db, db, prepared } from "#db/client.server.ts";
import { agency, clients, contacts, documents, eventParticulars, events, projects } from "#db/schema/index.ts";
import type { Viewer } from "#app/people/viewer.ts";
import { type Action, happening, happenings } from "./all.ts";
import type { Subject } from "./catalogue.ts";
import type { TrailEntry } from "./parts.tsx";
import { placeOf } from "./places.ts";
import { sentenceOf } from "./sentence.ts";

type Reader = { kind: Viewer["kind"]; clientId?: string };

const forThePortal = (Object.keys(happenings) as Action[]).filter((action) => happening(action).portal);

/**
 * Which events a reader may know of; decided here for the trail, the letters and (later) the bell. A contact reads
 * what the catalogue says is for the portal, of their own client, and of a document only while it is shared.
 */
export function mayRead({ kind, clientId }: Reader): SQL | undefined {
  if (kind === "stranger") return sql`0`;
  if (kind !== "contact") return undefined; // members see every event until roles narrow it
  const shared = sql`exists (select 1 from ${documents} where ${documents.id} = ${events.subjectId} and ${documents.clientId} = ${events.clientId} and ${documents.sharedAt} is not null and ${documents.removedAt} is null)`;
  return and(eq(events.clientId, clientId!), inArray(events.action, forThePortal), or(ne(events.subjectKind, "document"), shared));
}

/** What happened, as this viewer may know it, newest first. */
export const trail = (viewer: Viewer, tx: Db = db) => {
  const read = (where: SQL | undefined, limit: number) => chosen(tx, and(where, mayRead(viewer))).limit(limit).all().map(entryFor(viewer));
  return {
    /** One subject's history; of a project, everything in it. */
    of: ({ kind, id }: Pick<Subject, "kind" | "id">, limit = 200) => read(kind === "project" ? eq(events.projectId, id) : eq(events.subjectId, id), limit),
    ofClient: (clientId: string, limit = 50) => read(eq(events.clientId, clientId), limit),
    /** The newest of all the viewer may know of; what strangers tried stays out of it. */
    recent: (limit: number) => (viewer.kind === "contact" ? ofMyClient().all({ clientId: viewer.clientId, limit }) : viewer.kind === "stranger" ? [] : ofEverybody().all({ limit })).map(entryFor(viewer)),
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
const ofMyClient = prepared((db) => chosen(db, mayRead({ kind: "contact", clientId: sql.placeholder("clientId") as never })).limit(sql.placeholder("limit")).prepare());
const ofEverybody = prepared((db) => chosen(db, ne(events.actorKind, "stranger")).limit(sql.placeholder("limit")).prepare());

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
