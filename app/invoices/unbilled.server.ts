import { type SQL, and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { clients, members, projects, tasks, timeEntries as time } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { record } from "#app/events/record.server.ts";
import { newId } from "#app/lib/id.server.ts";
import { divided } from "#app/lib/money.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import type { Member } from "#app/people/viewer.ts";
import { visibleTo as projectVisibleTo } from "#app/projects/projects.server.ts";
import { may, requireDuty } from "#app/team/duties.ts";
import { requireTax } from "./billing.server.ts";
import { type Line, PRICE_DIGITS, QUANTITY_DIGITS } from "./invoice.ts";
import { subjectOf } from "./invoices.server.ts";
import { mustDraft, setContent } from "./writing.server.ts";

const unbilled = and(eq(time.billable, true), isNull(time.invoiceId));

/** Billable time that stands on no invoice yet, oldest first, as far as who bills sees. Throws NotFound for who may not bill. */
export function unbilledTime(member: Member, { clientId, projectId, ids }: { clientId?: string; projectId?: string | null; ids?: string[] }, tx: Db = db) {
  if (!may(member, "billing")) throw new NotFound();
  return tx
    .select({ id: time.id, clientId: time.clientId, projectId: time.projectId, projectName: projects.name, workedOn: time.workedOn, minutes: time.minutes, rateMinor: time.rateMinor, note: time.note, memberName: members.name, taskId: time.taskId, task: tasks.title, isShown: tasks.shownToClient })
    .from(time)
    .innerJoin(projects, eq(projects.id, time.projectId))
    .innerJoin(members, eq(members.id, time.memberId))
    .leftJoin(tasks, eq(tasks.id, time.taskId))
    .where(and(unbilled, projectVisibleTo(member), clientId ? eq(time.clientId, clientId) : undefined, projectId ? eq(time.projectId, projectId) : undefined, ids ? inArray(time.id, ids) : undefined))
    .orderBy(asc(time.workedOn), asc(time.createdAt), asc(sql`time_entries.rowid`))
    .limit(2000)
    .all();
}
type Unbilled = ReturnType<typeof unbilledTime>[number];

/** Minutes that stand on no invoice yet, of each client, for who bills: clients without any are absent. */
export const unbilledByClient = (member: Member, tx: Db = db) =>
  may(member, "billing")
    ? tx
        .select({ clientId: time.clientId, clientName: clients.name, minutes: sql<number>`sum(${time.minutes})`, since: sql<string>`min(${time.workedOn})` })
        .from(time)
        .innerJoin(clients, eq(clients.id, time.clientId))
        .where(and(unbilled, isNull(clients.archivedAt)))
        .groupBy(time.clientId)
        .orderBy(sql`${clients.name} collate nocase`)
        .all()
    : [];

/** Minutes of a client's or project's billable time that stand on no invoice yet. */
export function unbilledMinutes(member: Member, { clientId, projectId }: { clientId?: string; projectId?: string | null }, tx: Db = db): number {
  if (!may(member, "billing")) return 0;
  const where: SQL | undefined = and(unbilled, clientId ? eq(time.clientId, clientId) : undefined, projectId ? eq(time.projectId, projectId) : undefined);
  return tx.select({ minutes: sql<number>`coalesce(sum(${time.minutes}), 0)` }).from(time).where(where).get()!.minutes;
}

/**
 * A line for each piece of work at each rate: hours, never the notes of who did it, and the name of a task only where the
 * client knows the task. Rates are of the agency's currency, so an invoice in another has its prices still to be written.
 */
export function linesFrom(entries: Unbilled[], currency: string): { line: Line; entries: string[] }[] {
  const groups = new Map<string, Unbilled[]>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.projectId, entry.isShown ? entry.taskId : null, entry.rateMinor]);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()].map((group) => {
    const first = group[0]!;
    const minutes = group.reduce((sum, entry) => sum + entry.minutes, 0);
    const rate = currency === agency().currency ? (first.rateMinor ?? 0) : 0;
    const description = [first.projectName, first.isShown ? first.task : null].filter(Boolean).join(", ");
    return { line: { id: newId(), description, quantity: divided(BigInt(minutes) * 10n ** BigInt(QUANTITY_DIGITS), 60n), unit: "h", price: rate * 10 ** PRICE_DIGITS, discount: null, taxId: null }, entries: group.map(({ id }) => id) };
  });
}

/** Puts time on a draft, as lines, and reserves it. Gives how many lines came. Throws NotFound for time of another client or that is not there; Refused 403, 409 where it stands on an invoice already. */
export function addTime(tx: Db, member: Member, id: string, ids: string[], taxId: string | null = null): number {
  const draft = mustDraft(member, id, tx);
  requireDuty(member, "billing");
  requireTax(tx, taxId);
  const wanted = [...new Set(ids)];
  const entries = wanted.length ? unbilledTime(member, { clientId: draft.clientId, ids: wanted }, tx) : [];
  if (entries.length === 0) throw new Refused(422, "Choose at least one entry", { field: "entries" });
  if (entries.length !== wanted.length) throw new Refused(409, "Some of this time was changed or stands on another invoice by now. Nothing was recorded. Open the page again.");
  const added = linesFrom(entries, draft.currency);
  const lines = [...draft.content.lines, ...added.map(({ line }) => ({ ...line, taxId }))];
  if (lines.length > 200) throw new Refused(422, "An invoice has at most 200 lines. Choose less time", { field: "entries" });
  for (const { line, entries } of added) tx.update(time).set({ invoiceId: id, invoiceLine: line.id }).where(and(inArray(time.id, entries), isNull(time.invoiceId))).run();
  setContent(tx, draft, { content: { ...draft.content, lines } });
  record(tx, member, "invoice.changed", subjectOf(draft));
  return added.length;
}
