import type { Catalogue } from "#app/events/catalogue.ts";

export const happenings = {
  "session.started": { says: "signed in", tells: "no one" },
  "session.switched": { says: "went on for {client}", tells: "no one" },
  "session.refused": { says: "could not sign in", tells: "no one", kind: "Refused sign-ins" },
  "act.refused": { says: "was refused what they may not do: {path}", tells: "no one", kind: "Refusals" },
  "session.ended": { says: "signed out", tells: "no one" },
  "session.ended_everywhere": { says: "signed out everywhere", tells: "no one" },
  "invitation.accepted": { says: "accepted the invitation", tells: "no one" },
  "password.changed": { says: "set a new password", tells: "no one" },
  "reset.requested": { says: "asked for a new password", tells: "no one" },
  "second_factor.turned_on": { says: "turned on their second factor", tells: "no one" },
  "second_factor.turned_off": { says: "turned off their second factor", tells: "no one" },
  "second_factor.refused": { says: "could not give the second factor", tells: "no one", kind: "Refused sign-ins" },
  "recovery_codes.made": { says: "made new recovery codes", tells: "no one" },
  "recovery_code.used": { says: "used a recovery code", tells: "no one" },
  "profile.changed": { says: "changed their own details", tells: "no one" },
  "person.erased": { says: "erased a person’s details from the record", tells: "no one" },
} satisfies Catalogue;
