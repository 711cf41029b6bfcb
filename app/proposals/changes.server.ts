import { longDay } from "#app/lib/dates.ts";
import { type Run, compared } from "#app/lib/differences.server.ts";
import { money } from "#app/lib/money.ts";
import { type Offer, offerOf } from "./offer.server.ts";
import type { Snapshot } from "./proposals.server.ts";

/** One part of a proposal in both versions, as each side is read; null on the side that does not have it. */
export interface Change {
  id: string;
  heading: string;
  before: Run[] | null;
  after: Run[] | null;
  changed: boolean;
}

/** What changed from one version to another, part by part, in the order of the later; what went away stands at the end. */
export function changesBetween(earlier: Snapshot, later: Snapshot): Change[] {
  const [before, after] = [partsOf(earlier), partsOf(later)];
  const ids = [...after.keys(), ...[...before.keys()].filter((id) => !after.has(id))];
  return ids.map((id) => {
    const [one, other] = [before.get(id), after.get(id)];
    const runs = compared(one?.words ?? "", other?.words ?? "");
    const heading = other?.heading ?? one!.heading;
    const moved = one && other && one.heading !== other.heading ? `${one.heading} → ${other.heading}` : heading;
    return {
      id,
      heading: moved,
      before: one ? runs.filter(({ kind }) => kind !== "new") : null,
      after: other ? runs.filter(({ kind }) => kind !== "gone") : null,
      changed: one?.words !== other?.words || one?.heading !== other?.heading,
    };
  });
}

interface Part {
  heading: string;
  words: string;
}

/** Text is compared as it was written, amounts in words: nothing that differs can look alike. */
function partsOf(snapshot: Snapshot): Map<string, Part> {
  const { content, title, currency, locale } = snapshot;
  const offer: Offer = offerOf(snapshot, []);
  const { price } = offer;
  const lines = content.lines.map(({ id, description, optional }) => {
    const { quantity, each, total } = [...price.lines, ...price.options].find((line) => line.id === id)!;
    return [`line ${id}`, { heading: "A line of the price", words: `${description}\n${quantity} at ${each}: ${total}${optional ? "\nOptional" : ""}` }] as [string, Part];
  });
  const milestones = content.fee.model === "milestone" ? content.fee.milestones.map(({ id, name, amount, dueOn }) => [`milestone ${id}`, { heading: "A milestone", words: `${name}\n${money(amount, currency, locale)}${dueOn ? `\nDue ${longDay(dueOn)}` : ""}` }] as [string, Part]) : [];
  const all: [id: string, part: Part][] = [
    ["title", { heading: "Title", words: title }],
    ...content.sections.map(({ id, heading, body }): [string, Part] => [`section ${id}`, { heading: heading || "Opening", words: body }]),
    ["fee", { heading: "Fee", words: [`${offer.feeModel}: ${offer.fee}`, ...price.facts.slice(1).map(({ label, amount }) => `${label}: ${amount}`)].join("\n") }],
    ...lines,
    ...milestones,
    ["terms", { heading: "Terms", words: content.terms }],
    ["files", { heading: "Files", words: snapshot.files.map(({ name }) => name).join("\n") }],
  ];
  return new Map(all.filter(([, { words }]) => words));
}
