import { and, asc, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { members, proposalTemplates as table } from "#db/schema/index.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import type { Member, Viewer } from "#app/people/viewer.ts";
import { may } from "#app/team/duties.ts";
import { workingDraft } from "./writing.server.ts";

/** Templates are the agency's own: everybody on the team uses them, nobody else knows of them. */
const visibleTo = (viewer: Viewer) => (viewer.kind === "member" ? isNull(table.removedAt) : sql`0`);

export const proposalTemplates = (viewer: Viewer, tx: Db = db) => {
  const chosen = () => tx.select({ ...getTableColumns(table), authorName: members.name }).from(table).innerJoin(members, eq(members.id, table.authorId));
  return {
    /** All of them, by name. */
    all: () => chosen().where(visibleTo(viewer)).orderBy(sql`${table.name} collate nocase`, asc(table.id)).all(),
    /** Throws NotFound. */
    find(id: string) {
      const found = chosen().where(and(visibleTo(viewer), eq(table.id, id))).get();
      if (!found) throw new NotFound();
      return found;
    },
  };
};
type Template = ReturnType<ReturnType<typeof proposalTemplates>["find"]>;

/** Keeps a proposal's text and prices for the next time, without its files. Everybody on the team reads it, whatever clients they see. Gives its id. Throws NotFound, and Refused 403 for who may not change clients. */
export function saveTemplate(tx: Db, member: Member, proposalId: string, name: string): string {
  const { content, currency } = workingDraft(tx, member, proposalId);
  if (!may(member, "clients")) throw new Refused(403, "Only a manager or an owner may make a template of a client’s proposal. Ask one of them.");
  const template = { id: newId(), name, content: { ...content, fee: undated(content.fee) }, currency, authorId: member.id, createdAt: now() };
  tx.insert(table).values(template).run();
  record(tx, member, "proposal.template_saved", subjectOf(template));
  return template.id;
}

const undated = (fee: Template["content"]["fee"]): Template["content"]["fee"] => (fee.model === "milestone" ? { ...fee, milestones: fee.milestones.map((milestone) => ({ ...milestone, dueOn: null })) } : fee);

/** Whoever made a template keeps it, and who may change clients. */
export const keeps = (member: Member, { authorId }: Pick<Template, "authorId">) => authorId === member.id || may(member, "clients");

/** Throws NotFound, Refused 403 for who does not keep it. */
export function renameTemplate(tx: Db, member: Member, id: string, name: string) {
  const template = keptTemplate(member, id, tx);
  if (template.name === name) return;
  tx.update(table).set({ name }).where(eq(table.id, id)).run();
  record(tx, member, "proposal.template_renamed", subjectOf({ id, name }), { before: template.name });
}

/** Takes a template away; proposals made from it stay. Throws NotFound, Refused 403 for who does not keep it. */
export function removeTemplate(tx: Db, member: Member, id: string) {
  const template = keptTemplate(member, id, tx);
  tx.update(table).set({ removedAt: now() }).where(eq(table.id, id)).run();
  record(tx, member, "proposal.template_removed", subjectOf(template));
}

/** One that this member keeps. Throws NotFound, Refused 403. */
export function keptTemplate(member: Member, id: string, tx: Db = db) {
  const template = proposalTemplates(member, tx).find(id);
  if (!keeps(member, template)) throw new Refused(403, `Only ${template.authorName}, a manager or an owner may change this template. Ask one of them.`);
  return template;
}

const subjectOf = ({ id, name }: Pick<Template, "id" | "name">): Subject => ({ kind: "template", id, clientId: null, title: name });
