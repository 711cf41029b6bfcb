import type { Catalogue } from "#app/events/catalogue.ts";

export const happenings = {
  "agency.founded": { says: "set up {subject}", tells: "no one" },
} satisfies Catalogue;
