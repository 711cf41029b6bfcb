import type { Catalogue } from "#app/events/catalogue.ts";
import type { Role } from "#app/people/viewer.ts";

export const roleWords = { owner: "Owner", manager: "Manager", member: "Member" } satisfies Record<Role, string>;

export const roles = ["owner", "manager", "member"] as const satisfies Role[];

/** What each role may do, in a line: the words of `duties` and of who sees what. */
export const roleHints = {
  owner: "Sees and does everything, team and settings included.",
  manager: "Sees all clients and projects, and keeps them.",
  member: "Works on the projects they are on.",
} satisfies Record<Role, string>;

export const happenings = {
  "member.invited": { says: "invited {subject} to the team", tells: "no one" },
  "second_factor.reset": { says: "reset the second factor of {subject}", tells: "no one" },
  "second_factor.required": { says: "asked everyone on the team for a second factor", tells: "no one" },
  "second_factor.left_open": { says: "left a second factor to each member", tells: "no one" },
  "member.rescued": { says: "let {subject} sign in anew, from the machine itself", tells: "no one" },
  "member.signed_out": { says: "signed {subject} out everywhere", tells: "no one" },
  "member.changed": { says: "changed the details of {subject}", tells: "no one" },
  "member.role_changed": { says: "made {subject} {role}", tells: "no one" },
  "member.reactivated": { says: "gave {subject} access again", tells: "no one" },
  "member.deactivated": { says: "ended {subject}’s access", tells: "no one" },
} satisfies Catalogue;
