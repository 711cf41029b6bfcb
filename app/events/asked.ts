import { type Sorted, sortFrom } from "#app/lib/pages.ts";
import { type LetterState, letterStates } from "./post.ts";

export const letterOrders = ["to", "queued"] as const;

/** Which letters are asked for, and in what order. */
export interface LettersAsked {
  state: LetterState | null;
  /** Letters within a name or an address. */
  whom: string;
  order: Sorted<(typeof letterOrders)[number]>;
}

/** The list and its file read a URL alike. */
export const lettersAsked = (url: URL): LettersAsked => ({
  state: letterStates.find((state) => state === url.searchParams.get("state")) ?? null,
  whom: (url.searchParams.get("to") ?? "").trim().slice(0, 120),
  order: sortFrom(url, letterOrders, { by: "queued", direction: "descending" }),
});
