import { NotFound } from "#app/lib/refused.ts";
import { asMember } from "./door.server.ts";

/** Every address of this face that is nothing else: to whoever is signed in it reads like what is not theirs. */
export const loader = asMember((): null => {
  throw new NotFound();
});
export const action = loader;

export default function Nowhere() {
  return null;
}
