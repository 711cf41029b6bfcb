import type { Catalogue } from "#app/events/catalogue.ts";

export const happenings = {
  "client.added": { says: "added {subject} as a client", tells: "no one" },
  "client.changed": { says: "changed the details of {subject}", tells: "no one" },
  "client.portal_closed": { says: "turned off the portal of {subject}", tells: "no one" },
  "client.portal_opened": { says: "turned the portal of {subject} on again", tells: "no one" },
  "client.handed_over": { says: "gave {subject} to {to} to look after", tells: "no one" },
  "client.archived": { says: "archived {subject}", tells: "no one" },
  "client.restored": { says: "brought {subject} back", tells: "no one" },
} satisfies Catalogue;
