import { and, asc, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { cannedReplies as table, members } from "#db/schema/index.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { mustStillBe, stampOf } from "#app/lib/stamp.server.ts";
import type { Member, Viewer } from "#app/people/viewer.ts";
import { may } from "#app/team/duties.ts";
import type { CannedForm } from "./forms.server.ts";

/** Kept replies are the agency's own: everybody on the team uses them, nobody else knows of them. */
export const visibleTo = (viewer: Viewer) => (viewer.kind === "member" ? isNull(table.removedAt) : sql`0`);

export const cannedReplies = (viewer: Viewer, tx: Db = db) => {
  const chosen = () => tx.select({ ...getTableColumns(table), authorName: members.name }).from(table).innerJoin(members, eq(members.id, table.authorId));
  return {
    /** All of them, by name. */
    all: () => chosen().where(visibleTo(viewer)).orderBy(sql`${table.name} collate nocase`, asc(table.id)).all(),
    /** One of them, with the mark of what it shows. Throws NotFound. */
    find(id: string) {
      const found = chosen().where(and(visibleTo(viewer), eq(table.id, id))).get();
      if (!found) throw new NotFound();
      return { ...found, seen: stampOf({ name: found.name, body: found.body }) };
    },
  };
};
type Canned = Omit<ReturnType<ReturnType<typeof cannedReplies>["find"]>, "seen">;

/** "{name}" and "{agency}" of a kept reply, filled for who it goes to. */
export const filledFor = (body: string, { name, agency }: { name: string; agency: string }) => body.replaceAll("{name}", name).replaceAll("{agency}", agency);

/** Keeps a reply for the next time. Gives its id. */
export function keepReply(tx: Db, member: Member, { name, body }: z.output<typeof CannedForm>): string {
  const canned = { id: newId(), name, body, authorId: member.id, createdAt: now() };
  tx.insert(table).values(canned).run();
  record(tx, member, "ticket.canned_saved", subjectOf(canned));
  return canned.id;
}

/** Whoever wrote a reply keeps it, and who may change clients. */
export const keeps = (member: Member, { authorId }: Pick<Canned, "authorId">) => authorId === member.id || may(member, "clients");

/** Throws NotFound, Refused 403 for who does not keep it, 409 where somebody changed it meanwhile. */
export function changeReply(tx: Db, member: Member, id: string, { name, body, seen }: z.output<typeof CannedForm>) {
  const canned = kept(tx, member, id);
  mustStillBe(seen, { name: canned.name, body: canned.body }, "Somebody changed this reply while you were writing. Nothing was recorded. Open the page again, and compare.");
  if (canned.name === name && canned.body === body) return;
  tx.update(table).set({ name, body }).where(eq(table.id, id)).run();
  record(tx, member, "ticket.canned_changed", subjectOf({ id, name }));
}

/** What was sent with it stays. Throws NotFound, Refused 403 for who does not keep it. */
export function removeReply(tx: Db, member: Member, id: string) {
  const canned = kept(tx, member, id);
  tx.update(table).set({ removedAt: now() }).where(eq(table.id, id)).run();
  record(tx, member, "ticket.canned_removed", subjectOf(canned));
}

function kept(tx: Db, member: Member, id: string) {
  const canned = cannedReplies(member, tx).find(id);
  if (!keeps(member, canned)) throw new Refused(403, `Only ${canned.authorName}, a manager or an owner may change this reply. Ask one of them.`);
  return canned;
}

const subjectOf = ({ id, name }: Pick<Canned, "id" | "name">): Subject => ({ kind: "template", id, clientId: null, title: name });
