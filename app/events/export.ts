import type { Catalogue } from "./catalogue.ts";

export const happenings = {
  "trail.exported": { says: "exported {events} of the audit log", tells: "no one" },
} satisfies Catalogue;
