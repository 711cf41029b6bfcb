import { cleanName } from "#app/lib/file-name.ts";
import type { Badge } from "#app/lib/badge.ts";
import type { Catalogue } from "#app/events/catalogue.ts";

export const sharedBadge: Badge = { label: "Shared", tone: "done", icon: "done" };
export const staffOnlyBadge: Badge = { label: "Staff only", tone: "idle", icon: "lock" };

/** "PDF" for "Print specification.pdf": what the file mark shows; at most four letters. */
export const extensionOf = (name: string) => /\.([\p{L}\p{N}]{1,4})$/u.exec(name)?.[1]?.toUpperCase() ?? "FILE";

/** The orders a list of documents can stand in. */
export const orders = { newest: "Newest first", label: "By label", name: "By name", largest: "Largest first" } as const;
export type Order = keyof typeof orders;

/** Characters of a label, and of the words that say what changed with a version. */
export const LABEL_LIMIT = 40;
export const NOTE_LIMIT = 500;

/** ".pdf" of "Print specification.pdf"; nothing where there is none. */
export const endingOf = (name: string) => /(?<=[^.\s])\.[^.\s]{1,16}$/u.exec(name)?.[0] ?? "";
export const stemOf = (name: string) => name.slice(0, name.length - endingOf(name).length);

/** A file's name with another stem: its ending says what it is, and stays. Typed with it, it is not doubled. */
export function renamed(name: string, stem: string) {
  const ending = endingOf(name);
  return cleanName(stem.toLowerCase().endsWith(ending.toLowerCase()) && ending ? stem.slice(0, -ending.length) + ending : stem + ending);
}

/** Files taken at once by one form. */
export const FILES_AT_ONCE = 20;

export const happenings = {
  "document.uploaded": { says: "uploaded {subject}", tells: "no one" },
  "document.shared": { says: "shared {subject}", tells: "client", ask: "{actor} shared {subject}", portal: true },
  "document.unshared": { says: "stopped sharing {subject}", tells: "no one" },
  "document.replaced": { says: "uploaded version {version} of {subject}", tells: "client", ask: "A new version of {subject}", portal: true },
  "document.renamed": { says: "renamed {from} to {subject}", tells: "no one" },
  "document.labelled": { says: "put {subject} under {label}", tells: "no one" },
  "document.unlabelled": { says: "took the label {label} off {subject}", tells: "no one" },
  "document.moved": { says: "moved {subject} from {from} to {project}", tells: "no one" },
  "label.renamed": { says: "renamed the label {from} to {to} on {subject}", tells: "no one" },
  "label.removed": { says: "took the label {from} off every document on {subject}", tells: "no one" },
  "document.removed": { says: "removed {subject}", tells: "no one" },
  "document.downloaded": { says: "downloaded {subject}", tells: "no one", kind: "Downloads" },
} satisfies Catalogue;
