import { type Action, happening, happenings } from "./all.ts";

/** What the events of some nouns are looked for under. Any other noun is a kind by its own name, and so is a new one. */
const known: Record<string, string> = {
  session: "Sign-ins",
  invitation: "Sign-ins",
  password: "Sign-ins",
  reset: "Sign-ins",
  second_factor: "Second factor",
  recovery_code: "Second factor",
  recovery_codes: "Second factor",
  agency: "The agency",
  member: "Team",
  person: "Erasures",
  time: "Time",
  ticket: "Jobs & support",
  trail: "Exports",
};

export interface Kind {
  value: string;
  label: string;
  actions: Action[];
}

/** The kind of an action: the happening's own word, else its noun's. */
export const kindOf = (action: Action) => {
  const noun = action.split(".")[0]!;
  return happening(action)?.kind ?? known[noun] ?? severalOf(noun);
};

/** Every kind of the catalogue by its name, each with what belongs to it. */
export const kinds: Kind[] = [...new Set((Object.keys(happenings) as Action[]).map(kindOf))].sort().map((label) => ({
  value: label.toLowerCase().replace(/\W+/g, "-"),
  label,
  actions: (Object.keys(happenings) as Action[]).filter((action) => kindOf(action) === label),
}));

/** "Time entries" of "time_entry". */
function severalOf(noun: string) {
  const words = noun.replaceAll("_", " ");
  const several = words.endsWith("s") ? words : words.endsWith("y") ? `${words.slice(0, -1)}ies` : `${words}s`;
  return several[0]!.toUpperCase() + several.slice(1);
}
