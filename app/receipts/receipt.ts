import type { Particulars } from "#app/events/catalogue.ts";

/** What a client is asked or offered, that can be talked about and decided. */
export type AskedKind = "proposal" | "information_request" | "acceptance" | "deliverable" | "invoice";

/** A file as it was when somebody decided. */
export interface FrozenFile {
  name: string;
  /** In bytes. */
  size: number;
  sha256: string;
}

/**
 * What a receipt holds (domain.md, §6 Evidence), part by part: each has its own digest, so that a change can be named.
 * The whole is canonical JSON and never changed.
 */
export interface Receipt {
  act: { action: string; /** "Dana Whitfield accepted proposal PR-0031, Shopfront sign." */ words: string; /** As it stood on the button. */ verb: string; recordedBy: "client" | "agency" };
  person: { name: string; email: string; role: string; company: string; signedInBy: string; address: string; agent: string; permission: string };
  /** What the person typed and ticked; or the reason of who declined; or the note of the agency that recorded an answer given elsewhere. */
  signature: { name: string; consent: string } | { reason: string } | { outside: string };
  subject: { kind: string; id: string; number: string | null; title: string; version: number; /** SHA-256 of the canonical form of `snapshot`. */ snapshot: string };
  snapshot: Frozen;
  files: FrozenFile[];
  amount: { /** In minor units. */ minor: number; currency: string; shown: string } | null;
  time: { utc: string; zone: string; local: string };
  event: { row: Record<string, string | number | null>; hash: string };
}

/** Anything JSON can hold: what was seen, frozen. */
export type Frozen = string | number | boolean | null | Frozen[] | { [name: string]: Frozen };

/** What the client put their name to; its fields stand in every form that decides. */
export interface Signed {
  signedName: string;
  /** The sentence beside the box, as shown. */
  consent: string;
}

/** How a receipt stands in the chain's particulars: enough to find it, and to prove it is the one. */
export interface Evidence extends Particulars {
  receipt: string;
  /** SHA-256 of the canonical form of everything in the receipt but its event. */
  evidence: string;
}

/** What somebody gave with their decision: a signature, a reason against it, what shall change, or nothing, where the agency recorded it for them. */
export const given = ({ signature, subject }: Pick<Receipt, "signature" | "subject">): "signed" | "declined" | "requested" | "recorded" =>
  "name" in signature ? "signed" : "outside" in signature ? "recorded" : subject.kind === "deliverable" ? "requested" : "declined";

/** "Receipt PR-0031 Shopfront sign.pdf" */
export const fileNameOf = ({ subject: { number, title } }: Pick<Receipt, "subject">, ending: "json" | "pdf") =>
  `${["Receipt", number, title].filter(Boolean).join(" ").replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]+/gu, " ").replace(/\s+/g, " ").slice(0, 100).trim()}.${ending}`;

/** "proposal PR-0031, version 2"; work for approval has rounds. */
export const calledAs = ({ kind, number, version }: Receipt["subject"]) => kind === "deliverable" ? `work for approval, round ${version}` : `${kind.replace(/_/g, " ")}${number ? ` ${number}` : ""}, version ${version}`;
