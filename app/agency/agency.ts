import type { Zone } from "#app/lib/dates.ts";
import { NotFound } from "#app/lib/refused.ts";

/** What anyone may see of the agency. */
export interface AgencyFace extends Zone {
  name: string;
  address: string;
  phone: string;
  email: string;
  /** Changes whenever the look does, so that the brand's stylesheet can be cached for good. */
  brandVersion: string;
  logo: Mark | null;
  logoDark: Mark | null;
}

/** A logo as a page shows it: its address, and its size in pixels, so that nothing moves when it arrives. */
export interface Mark {
  src: string;
  width: number;
  height: number;
}

/** What a logo is drawn for. */
export const papers = ["light", "dark"] as const;
export type Paper = (typeof papers)[number];
export const paperWords: Record<Paper, string> = { light: "light paper", dark: "dark paper" };

/** Bytes of an uploaded logo, at most. */
export const LOGO_LIMIT = 1_000_000;

/** The paper an address names. Throws NotFound for anything else. */
export function paperFrom(word: string | undefined): Paper {
  const paper = papers.find((paper) => paper === word);
  if (!paper) throw new NotFound();
  return paper;
}
