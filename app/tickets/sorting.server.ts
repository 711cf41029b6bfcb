import { eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { tickets as table } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { allOf } from "#app/lib/pages.ts";
import { mustStillBe, stampOf } from "#app/lib/stamp.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { categories, requireCategory } from "./categories.server.ts";
import { colleaguesOn } from "./following.server.ts";
import type { DetailsForm, SeveralForm } from "./forms.server.ts";
import { requireProject } from "./submitting.server.ts";
import { type Priority, priorities } from "./ticket.ts";
import { type Found, mostPressing, subjectOf, tickets } from "./tickets.server.ts";

/** What the form of details shows of a ticket, for the mark of what was seen. */
export const detailsOf = ({ assigneeId, priority, categoryId, projectId }: Pick<Found, "assigneeId" | "priority" | "categoryId" | "projectId">) => ({ assigneeId, priority, categoryId, projectId });
export const seenOf = (ticket: Parameters<typeof detailsOf>[0]) => stampOf(detailsOf(ticket));

/**
 * Says whose a ticket is, how it presses, what it is about and which project it belongs to; in any status. Given to
 * somebody for the first time it is in progress. Throws NotFound, Refused 409 where somebody changed it meanwhile, 422
 * beside the field for what cannot be chosen.
 */
export function changeDetails(tx: Db, member: Member, id: string, { assigneeId = "", priority, categoryId, projectId = "", seen }: z.output<typeof DetailsForm>) {
  const ticket = tickets(member, tx).find(id);
  mustStillBe(seen, detailsOf(ticket), "Somebody changed these details while you were looking. Nothing was recorded. Open the page again, compare, and save again if yours should stand.");
  const changes: string[] = [];
  if (categoryId !== ticket.categoryId) changes.push(`category from ${ticket.categoryName} to ${requireCategory(tx, ticket.kind, categoryId).name}`);
  if ((projectId || null) !== ticket.projectId) changes.push(`project from ${ticket.projectName ?? "none"} to ${projectId ? requireProject(tx, member, ticket.clientId, projectId).name : "none"}`);
  if (priority !== ticket.priority) changes.push(`priority from ${priorities[ticket.priority].toLowerCase()} to ${priorities[priority as Priority].toLowerCase()}`);
  if (changes.length) {
    tx.update(table).set({ categoryId, projectId: projectId || null, priority: priority as Priority }).where(eq(table.id, id)).run();
    record(tx, member, "ticket.changed", subjectOf({ ...ticket, projectId: projectId || null }), { changes: changes.join(", ") });
  }
  assign(tx, member, tickets(member, tx).find(id), assigneeId || null);
}

/** Gives a ticket to a colleague who sees it, or to nobody. Throws Refused 422 beside the field. */
function assign(tx: Db, member: Member, ticket: Found, assigneeId: string | null) {
  if (assigneeId === ticket.assigneeId) return false;
  const assignee = assigneeId === null ? null : colleaguesOn(member, ticket, tx).find(({ id }) => id === assigneeId);
  if (assignee === undefined) throw new Refused(422, "Choose somebody who sees this client’s work", { field: "assigneeId" });
  // Whoever takes it begins it; taken back from everybody, it has been begun all the same.
  const starts = assigneeId !== null && ticket.status === "new";
  tx.update(table).set({ assigneeId, ...(starts ? { startedAt: now() } : {}) }).where(eq(table.id, ticket.id)).run();
  record(tx, member, "ticket.assigned", subjectOf(ticket), { assignee: assignee?.name ?? "nobody" }, { members: assigneeId ? [assigneeId] : [] });
  return true;
}

/** Gives several to one colleague, or sets how they press; what stands so already is left. Gives how many changed. Throws NotFound where one of them is not there, Refused 422. */
export function changeSeveral(tx: Db, member: Member, { tickets: ids, assign: to, priority }: Pick<z.output<typeof SeveralForm>, "tickets" | "assign" | "priority">): { changed: number; left: number } {
  if (!to && priority === undefined) throw new Refused(422, "Choose what to change", { field: "assign" });
  const unique = [...new Set(ids)];
  if (tx.select({ id: table.id }).from(table).where(inArray(table.id, unique)).all().length !== unique.length) throw new NotFound();
  let changed = 0;
  for (const id of unique) {
    const ticket = tickets(member, tx).find(id);
    const given = to ? assign(tx, member, ticket, to === NOBODY ? null : to) : false;
    const pressing = priority !== undefined && priority !== ticket.priority;
    if (pressing) {
      tx.update(table).set({ priority: priority as Priority }).where(eq(table.id, id)).run();
      record(tx, member, "ticket.changed", subjectOf(ticket), { changes: `priority from ${priorities[ticket.priority].toLowerCase()} to ${priorities[priority as Priority].toLowerCase()}` });
    }
    if (given || pressing) changed += 1;
  }
  return { changed, left: unique.length - changed };
}

/** Given to nobody. */
export const NOBODY = "nobody";

/** The categories a ticket may stand under: those that can be chosen today, and its own. */
export function categoriesFor(member: Member, { kind, categoryId, categoryName }: Pick<Found, "kind" | "categoryId" | "categoryName">, tx: Db = db) {
  const all = categories(member, tx).all(kind).map(({ id, name }) => ({ value: id, label: name }));
  return all.some(({ value }) => value === categoryId) ? all : [...all, { value: categoryId, label: categoryName }];
}

/** What is open of a member's, most pressing first. */
export const openOf = (viewer: Member, memberId: string, tx: Db = db) => allOf((slice) => tickets(viewer, tx).page(slice, { state: "open", assigneeId: memberId }, mostPressing), 1000);

/**
 * Takes from who leaves what is still open, and gives each to who was chosen for it, else to nobody, so that somebody sees
 * that. For owners, who end an access. Throws Refused 422 for who would not see what they are given.
 */
export function handOver(tx: Db, member: Member, memberId: string, takerOf: (ticket: string) => { id: string; name: string } | undefined) {
  for (const ticket of openOf(member, memberId, tx)) {
    const to = takerOf(ticket.id);
    if (to && !colleaguesOn(member, ticket, tx).some(({ id }) => id === to.id)) throw new Refused(422, `${to.name} does not see ${ticket.name} of ${ticket.clientName}. Choose somebody else for it, or put them on one of its projects first`, { field: "tickets" });
    assign(tx, member, ticket, to?.id ?? null);
  }
}
