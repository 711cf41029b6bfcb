import { createHash } from "node:crypto";
import { Refused } from "./refused.ts";

/** A mark of what a form showed: the same facts give the same mark. */
export const stampOf = (facts: object) => createHash("sha256").update(JSON.stringify(facts)).digest("base64url").slice(0, 22);

/** Of two people who change the same thing, the second is told. Throws Refused 409 with `sentence`; without a mark nothing was seen, and nothing is refused. */
export function mustStillBe(seen: string | undefined, facts: object, sentence: string) {
  if (seen !== undefined && seen !== stampOf(facts)) throw new Refused(409, sentence);
}
