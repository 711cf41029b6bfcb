import type { Catalogue } from "#app/events/catalogue.ts";
import type { Role } from "#app/people/viewer.ts";

export const roleWords = { owner: "Owner", manager: "Manager", member: "Member" } satisfies Record<Role, string>;

export const happenings = {
  "member.invited": { says: "invited {subject} to the team", tells: "no one" },
  "member.deactivated": { says: "ended {subject}’s access", tells: "no one" },
} satisfies Catalogue;
