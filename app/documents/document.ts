import type { Badge } from "#app/lib/badge.ts";
import type { Catalogue } from "#app/events/catalogue.ts";

export const sharedBadge: Badge = { label: "Shared", tone: "done", icon: "done" };
export const staffOnlyBadge: Badge = { label: "Staff only", tone: "idle", icon: "lock" };

/** "PDF" for "Print specification.pdf": what the file mark shows; at most four letters. */
export const extensionOf = (name: string) => /\.([\p{L}\p{N}]{1,4})$/u.exec(name)?.[1]?.toUpperCase() ?? "FILE";

/** The orders a list of documents can stand in. */
export const orders = { newest: "Newest first", name: "By name", largest: "Largest first" } as const;
export type Order = keyof typeof orders;

/** Files taken at once by one form. */
export const FILES_AT_ONCE = 20;

export const happenings = {
  "document.uploaded": { says: "uploaded {subject}", tells: "no one" },
  "document.shared": { says: "shared {subject}", tells: "client", ask: "{actor} shared {subject}", portal: true },
  "document.unshared": { says: "stopped sharing {subject}", tells: "no one" },
  "document.replaced": { says: "uploaded version {version} of {subject}", tells: "client", ask: "A new version of {subject}", portal: true },
  "document.removed": { says: "removed {subject}", tells: "no one" },
  "document.downloaded": { says: "downloaded {subject}", tells: "no one" },
} satisfies Catalogue;
