import type { Badge } from "#app/lib/badge.ts";

interface Facts {
  invitedAt: Date;
  invitationEndsAt: Date;
  activatedAt: Date | null;
  lastSeenAt: Date | null;
  deactivatedAt: Date | null;
}

export type Access = "ended" | "active" | "invited" | "invitation_expired";

/** How a contact or a member stands with us at an instant: facts are stored, this is what they say. */
export const accessOf = ({ deactivatedAt, activatedAt, lastSeenAt, invitationEndsAt }: Facts, present: Date): Access =>
  deactivatedAt ? "ended" : (activatedAt ?? lastSeenAt) ? "active" : invitationEndsAt <= present ? "invitation_expired" : "invited";

export const accessBadge = {
  ended: { label: "Access ended", tone: "idle", icon: "slash" },
  active: { label: "Active", tone: "done", icon: "done" },
  invited: { label: "Invited", tone: "move", icon: "sent", open: true },
  invitation_expired: { label: "Invitation expired", tone: "late", icon: "expired", open: true },
} satisfies Record<Access, Badge>;
