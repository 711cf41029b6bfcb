import type { Block } from "#app/lib/prose.ts";

/** A piece of what was frozen, as pages and papers draw it. */
export type Piece =
  | { kind: "heading"; words: string }
  | { kind: "prose"; blocks: Block[] }
  | { kind: "facts"; pairs: [label: string, value: string][] }
  | { kind: "table"; columns: { head: string; share: number; right?: boolean }[]; rows: string[][]; foot: string[][] };

/** Where what was decided stands on a face. */
export const placeOfAsked = { proposal: "proposals", information_request: "requests", acceptance: "acceptances", deliverable: "approvals" } as const;

/** What a receipt is worth, said plainly: it stands on the page, on the paper and in the letter. */
export const WHAT_IT_IS = "This is a simple electronic signature: a typed name, with a record of who was signed in, when, and which words were in front of them. It is tamper-evident, not tamper-proof: nothing keeps a copy from being changed, but a change to a single letter shows.";
export const WHAT_IT_IS_NOT = "Nobody of the client signed this. The agency recorded an answer it was given outside the portal, and this receipt proves what it recorded, when, and that it was not changed since.";
export const A_DECLINE = "A decline needs no signature. This receipt proves who declined, when, and which words were in front of them. It is tamper-evident, not tamper-proof: a change to a single letter of it shows.";
export const A_REQUEST = "A request for revisions needs no signature. This receipt proves who asked, when, and which work was in front of them. It is tamper-evident, not tamper-proof: a change to a single letter of it shows.";

/** What the receipt of such a kind proves, in words. */
export const worth = { signed: WHAT_IT_IS, declined: A_DECLINE, requested: A_REQUEST, recorded: WHAT_IT_IS_NOT };
