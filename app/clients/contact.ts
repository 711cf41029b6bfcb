import type { Catalogue } from "#app/events/catalogue.ts";
import type { Badge } from "#app/lib/badge.ts";
import { list } from "#app/lib/words.ts";
import { type Permission, permissionNames, permissions } from "#app/people/viewer.ts";

export { type Access, accessBadge, accessOf } from "#app/people/access.ts";

export const happenings = {
  "contact.added": { says: "added {subject} as a contact", tells: "no one" },
  "contact.changed": { says: "changed the details of {subject}", tells: "no one" },
  "contact.invited": { says: "invited {subject} to the portal", tells: "no one" },
  "contact.permissions_changed": { says: "changed what {subject} may do: {changes}", tells: "no one", kind: "Permissions" },
  "contact.deactivated": { says: "ended {subject}’s access to the portal", tells: "no one" },
  "contact.reactivated": { says: "gave {subject} access again", tells: "no one" },
  "preview.started": { says: "began to look at the portal as {subject}", tells: "no one" },
  "preview.ended": { says: "ended the look at the portal as {subject}", tells: "no one" },
} satisfies Catalogue;

/** The columns the permissions stand in. */
export type PermissionField = (typeof permissions)[Permission]["field"];
export type Permitted = Record<PermissionField, boolean>;

export const fieldOf = (permission: Permission): PermissionField => permissions[permission].field;

/** "See invoices on, Comment off": what is different, in words; empty where nothing is. */
export const changesBetween = (before: Permitted, after: Permitted) =>
  permissionNames
    .filter((name) => before[fieldOf(name)] !== after[fieldOf(name)])
    .map((name) => `${permissions[name].label} ${after[fieldOf(name)] ? "on" : "off"}`)
    .join(", ");

/** Everything a contact may do, by the words on the boxes. */
export const permittedWords = (given: Permitted) => permissionNames.filter((name) => given[fieldOf(name)]).map((name) => permissions[name].label);

/** A client's portal as a whole. */
export const portalBadge = {
  on: { label: "Portal is on", tone: "done", icon: "done" },
  off: { label: "Portal is off", tone: "stop", icon: "refuse" },
} satisfies Record<string, Badge>;

/** "Dana, Luis and Bea"; of many, the first six and how many more. */
export const namesOf = (names: string[]) => list(names.length > 7 ? [...names.slice(0, 6), `${names.length - 6} others`] : names);
