import { list } from "#app/lib/words.ts";

/** Who of a client finds something on their portal. `anyone` is false where the portal lets nobody of theirs in. */
export interface Audience {
  clientName: string;
  anyone: boolean;
  names: string[];
}

/** Names said one by one; the rest are counted. */
const NAMED = 6;

const everyone = ({ names, clientName }: Audience) => (names.length <= NAMED ? list(names) : `${names.slice(0, NAMED - 1).join(", ")} and ${names.length - NAMED + 1} others at ${clientName}`);
const nobodyGetsIn = "nobody there has access to the portal";

/** "Dana Whitfield and Luis Ortega can see this." `because` says why nobody can. */
export const canSee = (audience: Audience, because: string) => (audience.names.length ? `${everyone(audience)} can see this.` : `Nobody at ${audience.clientName} can see this: ${audience.anyone ? because : nobodyGetsIn}.`);

/** "Will be seen by Dana Whitfield and Luis Ortega." `when` ends it: "when it is shared". */
export const willSee = (audience: Audience, when = "") => (audience.names.length ? `Will be seen by ${everyone(audience)}${when && ` ${when}`}.` : `Nobody at ${audience.clientName} will see it: ${nobodyGetsIn}.`);

/** "Dana Whitfield and Luis Ortega will no longer see it." */
export const willLose = (audience: Audience) => (audience.names.length ? `${everyone(audience)} will no longer see it.` : `Nobody at ${audience.clientName} sees it now.`);
