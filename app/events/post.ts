import type { Badge } from "#app/lib/badge.ts";
import type { Catalogue, LetterKind } from "./catalogue.ts";

/** What became of a letter. Read from the facts of its row; see `stateOf` in letterbook.server.ts. */
export const letterStates = ["waiting", "sent", "dropped", "gave_up"] as const;
export type LetterState = (typeof letterStates)[number];

export const letterBadge = {
  waiting: { label: "Waiting", tone: "wait", icon: "clock" },
  sent: { label: "Sent", tone: "done", icon: "done" },
  dropped: { label: "Not needed", tone: "idle", icon: "slash" },
  gave_up: { label: "Gave up", tone: "stop", icon: "alert", open: true },
} satisfies Record<LetterState, Badge>;

/** The names of letters that no event caused. */
export const letterName = {
  event: "News",
  reminder: "Reminder",
  sign_in: "Sign-in link",
  invitation: "Invitation",
  reset: "Link for a new password",
  password_changed: "Password changed",
  second_factor_on: "Second factor turned on",
  second_factor_off: "Second factor turned off",
  second_factor_reset: "Second factor reset",
  recovery_code_used: "Recovery code used",
  bank_details_proposed: "New bank details",
  receipt: "Receipt",
} satisfies Record<LetterKind, string>;

export const happenings = {
  "letter.tried_again": { says: "had a letter to {subject} tried again", tells: "no one" },
} satisfies Catalogue;
