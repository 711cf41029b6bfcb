import { eq, sql } from "drizzle-orm";
import { prepared } from "#db/client.server.ts";
import { clients, contacts, members, sessions } from "#db/schema/index.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { Refused, onlyLooking } from "./refused.ts";

const standing = prepared((db) =>
  db
    .select({
      sessionEndedAt: sessions.endedAt,
      contactEndedAt: contacts.deactivatedAt,
      archivedAt: clients.archivedAt,
      closedAt: clients.portalClosedAt,
      memberEndedAt: members.deactivatedAt,
      role: members.role,
      can: { viewInvoices: contacts.canViewInvoices, approveWork: contacts.canApproveWork, comment: contacts.canComment, submitRequests: contacts.canSubmitRequests },
    })
    .from(sessions)
    .leftJoin(contacts, eq(contacts.id, sessions.contactId))
    .leftJoin(clients, eq(clients.id, contacts.clientId))
    .leftJoin(members, eq(members.id, sessions.memberId))
    .where(eq(sessions.id, sql.placeholder("id")))
    .prepare(),
);

/**
 * Asked inside the transaction of an act, since the door was passed before the form had arrived and its password was
 * hashed: seconds, for an upload minutes. Throws Refused 403 where session, access or a right has gone meanwhile.
 */
export function requireStanding(viewer: SignedIn) {
  if (viewer.kind === "contact" && viewer.preview) throw onlyLooking(viewer);
  const now = standing().get({ id: viewer.sessionId });
  if (!now || now.sessionEndedAt) throw new Refused(403, "You were signed out while this was on its way. Nothing was recorded.");
  if (now.contactEndedAt || now.archivedAt || now.closedAt || now.memberEndedAt) throw new Refused(403, "Your access ended while this was on its way. Nothing was recorded.");
  const { can, role } = now;
  const hasLost = viewer.kind === "member" ? role !== viewer.role : !can || Object.entries(viewer.can).some(([name, could]) => could && !can[name as keyof typeof can]);
  if (hasLost) throw new Refused(403, "What you may do here changed while this was on its way. Nothing was recorded. Open the page again to see how it stands now.");
}
