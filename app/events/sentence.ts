import type { Happening, Particulars } from "./catalogue.ts";

/** One sentence of the trail: who, then words around the subject, so that the subject can be a link. */
export interface Sentence {
  actor: string;
  before: string;
  subject: string;
  after: string;
}

/** What stands where particulars were erased. */
const someone = "Someone whose details were erased";
const something = "something whose name was erased";

/** What the trail says of an event. `more` fills {client} and {project}; without particulars (erased) it still reads. */
export function sentenceOf({ says }: Happening, particulars: Particulars | null, more: Particulars = {}): Sentence {
  const [before = "", after] = says.split("{subject}").map((words) => filled(words, { ...more, ...particulars }));
  const subject = particulars ? String(particulars.title ?? "") : something;
  return { actor: particulars ? String(particulars.actorName ?? "") : someone, before, subject: after === undefined ? "" : subject, after: after ?? "" };
}

/** The same, as one line without its full stop. */
export const inWords = ({ actor, before, subject, after }: Sentence) => `${actor} ${before}${subject}${after}`;

/** A letter's subject line for an event: the happening's `ask`, else what the trail says. */
export function askOf(happening: Happening, particulars: Particulars | null, more: Particulars = {}) {
  const sentence = sentenceOf(happening, particulars, more);
  return happening.ask ? filled(happening.ask, { ...more, ...particulars, actor: sentence.actor, subject: sentence.subject }) : inWords(sentence);
}

// One pass, so that a title which looks like a placeholder stays what it is.
const filled = (template: string, given: Particulars) => template.replace(/\{(\w+)\}/g, (_, name: string) => String(given[name] ?? ""));
