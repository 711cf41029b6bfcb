import { and, eq } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { projectMembers } from "#db/schema/index.ts";
import { Refused } from "#app/lib/refused.ts";
import type { Member } from "#app/people/viewer.ts";

/** Whether a member keeps a project's details and people: managers and owners do, and whoever manages this one. */
export const leads = ({ id, role }: Pick<Member, "id" | "role">, projectId: string, tx: Db = db) =>
  role !== "member" || tx.select({ manages: projectMembers.manages }).from(projectMembers).where(and(eq(projectMembers.projectId, projectId), eq(projectMembers.memberId, id))).get()?.manages === true;

/** Throws Refused 403 for who does not lead this project. */
export function requireLead(tx: Db | undefined, member: Member, { id, name }: { id: string; name: string }) {
  if (!leads(member, id, tx)) throw new Refused(403, `Only who manages ${name}, a manager or an owner may do this. Ask one of them.`);
}
