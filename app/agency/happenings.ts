import type { Catalogue } from "#app/events/catalogue.ts";

export const happenings = {
  "agency.founded": { says: "set up {subject}", tells: "no one" },
  "agency.changed": { says: "changed the settings of {subject}: {changes}", tells: "no one" },
  "agency.logo_added": { says: "gave {subject} a logo for {paper}: {kind}, {size}", tells: "no one" },
  "agency.logo_replaced": { says: "replaced the logo of {subject} for {paper}: {kind}, {size}", tells: "no one" },
  "agency.logo_removed": { says: "removed the logo of {subject} for {paper}", tells: "no one" },
  "agency.backup_asked": { says: "asked for a backup of {subject}", tells: "no one" },
  "agency.rehearsal_asked": { says: "asked for the rehearsal of a restore of {subject}", tells: "no one" },
} satisfies Catalogue;
