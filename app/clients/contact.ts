import type { Catalogue } from "#app/events/catalogue.ts";

export const happenings = {
  "contact.added": { says: "added {subject} as a contact", tells: "no one" },
  "contact.changed": { says: "changed the details of {subject}", tells: "no one" },
  "contact.invited": { says: "invited {subject} to the portal", tells: "no one" },
  "contact.permissions_changed": { says: "changed what {subject} may do", tells: "no one" },
  "contact.deactivated": { says: "ended {subject}’s access to the portal", tells: "no one" },
  "contact.reactivated": { says: "gave {subject} access again", tells: "no one" },
} satisfies Catalogue;
