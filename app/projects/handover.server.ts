import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { clients, projectMembers, projects as table, tasks } from "#db/schema/index.ts";
import { clientSubject } from "#app/clients/clients.server.ts";
import { record } from "#app/events/record.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { seesAll } from "#app/people/reach.server.ts";
import type { Member, Role } from "#app/people/viewer.ts";
import { requireDuty } from "#app/team/duties.ts";
import { members } from "#app/team/members.server.ts";
import type { HandoverForm } from "./forms.server.ts";
import { projectSubject } from "./projects.server.ts";
import { taskSubject } from "./tasks.server.ts";

/** What somebody leaves behind who leaves: projects under way that they manage, open tasks, clients they look after. For owners. */
export function assignmentsOf(actor: Member, id: string, tx: Db = db) {
  requireDuty(actor, "team");
  const project = { id: table.id, clientId: table.clientId, name: table.name, clientName: clients.name };
  return {
    projects: tx
      .select(project)
      .from(projectMembers)
      .innerJoin(table, eq(table.id, projectMembers.projectId))
      .innerJoin(clients, eq(clients.id, table.clientId))
      .where(and(eq(projectMembers.memberId, id), eq(projectMembers.manages, true), isNull(table.finishedAt)))
      .orderBy(asc(clients.name), asc(table.name))
      .all(),
    tasks: tx
      .select({ id: tasks.id, clientId: tasks.clientId, projectId: tasks.projectId, title: tasks.title, projectName: table.name })
      .from(tasks)
      .innerJoin(table, eq(table.id, tasks.projectId))
      .where(and(eq(tasks.assigneeId, id), inArray(tasks.status, ["open", "in_progress"])))
      .orderBy(asc(table.name), asc(tasks.position))
      .all(),
    clients: tx.select({ id: clients.id, name: clients.name }).from(clients).where(and(eq(clients.lookedAfterBy, id), isNull(clients.archivedAt))).orderBy(asc(clients.name)).all(),
  };
}

/** Left with nobody, although the rest of its kind is given to somebody. */
export const NOBODY = "nobody";

/**
 * Gives what a member leaves behind to others, as it stands now: each thing to who was chosen for it, else to who takes
 * its kind. Who is given a task is put on its project, so that they see it. Throws Refused 403, or 422 for who is not on the team.
 */
export function handOver(tx: Db, actor: Member, id: string, chosen: z.output<typeof HandoverForm>) {
  const left = assignmentsOf(actor, id, tx);
  const takerOf = takers(tx, actor, id, chosen);
  for (const project of left.projects) {
    const to = takerOf("projects", project.id);
    if (!to) continue;
    tx.delete(projectMembers).where(and(eq(projectMembers.projectId, project.id), eq(projectMembers.memberId, id))).run();
    tx.insert(projectMembers).values({ projectId: project.id, memberId: to.id, manages: true }).onConflictDoUpdate({ target: [projectMembers.projectId, projectMembers.memberId], set: { manages: true } }).run();
    record(tx, actor, "project.handed_over", projectSubject(project), { to: to.name });
  }
  for (const task of left.tasks) {
    const to = takerOf("tasks", task.id);
    if (!to) continue;
    putOn(tx, actor, { id: task.projectId, clientId: task.clientId, name: task.projectName }, to);
    tx.update(tasks).set({ assigneeId: to.id }).where(eq(tasks.id, task.id)).run();
    record(tx, actor, "task.handed_over", taskSubject(task), { to: to.name });
  }
  for (const client of left.clients) {
    const to = takerOf("clients", client.id);
    if (!to) continue;
    tx.update(clients).set({ lookedAfterBy: to.id }).where(eq(clients.id, client.id)).run();
    record(tx, actor, "client.handed_over", clientSubject(client), { to: to.name });
  }
}

/** Who was chosen to take one thing: for itself, else with its kind; undefined where nobody was. What it gives throws Refused 422 for who is not on the team, or leaves. */
export function takers(tx: Db, actor: Member, leaving: string, chosen: z.output<typeof HandoverForm>) {
  const colleagues = new Map(members(actor, tx).active().filter((one) => one.id !== leaving).map((one) => [one.id, one]));
  const each = new Map(chosen.each.flatMap((choice) => (choice ? [choice.split(":", 2) as [string, string]] : [])));
  return (kind: "projects" | "tasks" | "clients" | "tickets", thing: string) => {
    const taker = each.get(thing) || chosen[kind];
    if (!taker || taker === NOBODY) return undefined;
    const found = colleagues.get(taker);
    if (!found) throw new Refused(422, "Choose somebody who is on the team", { field: kind });
    return found;
  };
}

/** Puts a member on a project they would not see otherwise. */
function putOn(tx: Db, actor: Member, project: { id: string; clientId: string; name: string }, member: { id: string; role: Role }) {
  if (seesAll(member)) return;
  const { changes } = tx.insert(projectMembers).values({ projectId: project.id, memberId: member.id, manages: false }).onConflictDoNothing().run();
  if (changes) record(tx, actor, "project.people_changed", projectSubject(project));
}
