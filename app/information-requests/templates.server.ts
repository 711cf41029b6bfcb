import { and, asc, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { members, requestTemplates as table } from "#db/schema/index.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import type { Member, Viewer } from "#app/people/viewer.ts";
import { may } from "#app/team/duties.ts";
import { contentOf } from "./asking.server.ts";
import type { RequestTemplateForm } from "./forms.server.ts";

/** Templates are the agency's own: everybody on the team uses them, nobody else knows of them. */
export const visibleTo = (viewer: Viewer) => (viewer.kind === "member" ? isNull(table.removedAt) : sql`0`);

export const requestTemplates = (viewer: Viewer, tx: Db = db) => {
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
type Template = ReturnType<ReturnType<typeof requestTemplates>["find"]>;

/** Keeps a request's items for the next time, without their due dates. Gives its id. Throws NotFound, Refused 422 for one without items. */
export function saveTemplate(tx: Db, member: Member, requestId: string, { name }: z.output<typeof RequestTemplateForm>): string {
  const content = contentOf(member, requestId, tx);
  if (content.items.length === 0) throw new Refused(422, "There is nothing to keep yet. Add an item first");
  const template = { id: newId(), name, content, authorId: member.id, createdAt: now() };
  tx.insert(table).values(template).run();
  record(tx, member, "request.template_saved", subjectOf(template));
  return template.id;
}

/** Whoever made a template keeps it, and who may change clients. */
export const keeps = (member: Member, { authorId }: Pick<Template, "authorId">) => authorId === member.id || may(member, "clients");

/** Throws NotFound, Refused 403 for who does not keep it. */
export function renameTemplate(tx: Db, member: Member, id: string, { name }: z.output<typeof RequestTemplateForm>) {
  const template = kept(tx, member, id);
  if (template.name === name) return;
  tx.update(table).set({ name }).where(eq(table.id, id)).run();
  record(tx, member, "request.template_renamed", subjectOf({ id, name }), { before: template.name });
}

/** Takes a template away; requests made from it stay. Throws NotFound, Refused 403 for who does not keep it. */
export function removeTemplate(tx: Db, member: Member, id: string) {
  const template = kept(tx, member, id);
  tx.update(table).set({ removedAt: now() }).where(eq(table.id, id)).run();
  record(tx, member, "request.template_removed", subjectOf(template));
}

function kept(tx: Db, member: Member, id: string) {
  const template = requestTemplates(member, tx).find(id);
  if (!keeps(member, template)) throw new Refused(403, `Only ${template.authorName}, a manager or an owner may change this template. Ask one of them.`);
  return template;
}

const subjectOf = ({ id, name }: Pick<Template, "id" | "name">): Subject => ({ kind: "template", id, clientId: null, title: name });
