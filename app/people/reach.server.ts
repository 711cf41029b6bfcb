import { type AnyColumn, type Placeholder, type SQL, sql } from "drizzle-orm";
import { prepared } from "#db/client.server.ts";
import { agency, clients, projectMembers, projects } from "#db/schema/index.ts";
import type { Contact, Member, Stranger, System } from "./viewer.ts";

/** As much of a viewer as decides how far they see. */
export type Sight = Pick<Member, "kind" | "id" | "role"> | (Pick<Contact, "kind" | "clientId"> & Partial<Pick<Contact, "preview" | "can">>) | Pick<System | Stranger, "kind">;

/** What only those who see invoices may read of: to anybody else there is no trace of it, in the record, in letters, in search. */
export const invoiceKinds = ["invoice", "billing"];

/** Whether a viewer sees what is billed, owed and paid: contacts who may view invoices, owners and managers; in a preview who is both. */
export function seesInvoices(viewer: Sight): boolean {
  if (viewer.kind === "contact") return Boolean(viewer.can?.viewInvoices) && (!viewer.preview || seesInvoices(viewer.preview.by));
  return viewer.kind === "member" ? viewer.role !== "member" : viewer.kind === "system";
}

const opened = prepared((db) => db.select({ toAll: agency.membersSeeAll }).from(agency).prepare());

/** Whether one of the agency sees all of its work: owners and managers do, members where the agency opens it to them. */
export const seesAll = ({ role }: Pick<Member, "role">) => role !== "member" || Boolean(opened().get()?.toAll);

/** Whether this viewer is a member who sees no more than what they are on. Asked at each request, so that a change holds at once. */
export const isNarrow = (viewer: Sight): viewer is Extract<Sight, { kind: "member" }> => viewer.kind === "member" && !seesAll(viewer);

type MemberId = string | Placeholder;

/** "Is one of the projects this member is on", of a column of project ids. */
export const isOnProject = (column: AnyColumn, memberId: MemberId) => sql`${column} in (select ${projectMembers.projectId} from ${projectMembers} where ${projectMembers.memberId} = ${memberId})`;

/** "Is a client this member looks after, or is on a project of", of a column of client ids. */
export const isWithClient = (column: AnyColumn, memberId: MemberId) =>
  sql`${column} in (select ${clients.id} from ${clients} where ${clients.lookedAfterBy} = ${memberId} union all select ${projects.clientId} from ${projectMembers} join ${projects} on ${projects.id} = ${projectMembers.projectId} where ${projectMembers.memberId} = ${memberId})`;

/** What narrows a column of project ids to those in reach of a role: a member's own, or of whoever looks as a contact. Undefined for who is not narrowed. */
export const projectsInReach = (viewer: Sight, column: AnyColumn): SQL | undefined => {
  const looking = viewer.kind === "contact" ? viewer.preview?.by : viewer;
  return looking && isNarrow(looking) ? isOnProject(column, looking.id) : undefined;
};
/** As `projectsInReach`, of a column of client ids. */
export const clientsInReach = (viewer: Sight, column: AnyColumn): SQL | undefined => (isNarrow(viewer) ? isWithClient(column, viewer.id) : undefined);
