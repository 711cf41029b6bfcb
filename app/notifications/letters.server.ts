import { agency } from "#app/agency/agency.server.ts";
import { zoneWords } from "#app/agency/settings.ts";
import { choicesOf } from "#app/events/choices.server.ts";
import { ChoicesForm } from "#app/events/choices-form.server.ts";
import { mutedBy } from "#app/events/choosing.server.ts";
import { type Topic, topicWords } from "#app/events/topics.ts";
import { NoFields, blank } from "#app/lib/form.server.ts";
import { timeZones } from "#app/lib/zones.ts";
import type { SignedIn } from "#app/people/viewer.ts";

export const faceOf = ({ kind }: SignedIn) => (kind === "contact" ? "portal" : "staff");
export const lettersPath = (viewer: SignedIn) => `/${faceOf(viewer)}/profile/letters`;
export const threadPath = (viewer: SignedIn, thread: string) => `${lettersPath(viewer)}/threads/${encodeURIComponent(thread)}`;

/** What somebody chose about their letters, as its page draws it. */
export function lettersPage(viewer: SignedIn) {
  const face = faceOf(viewer);
  const { topics, timeZone, digestAt, quietFrom, quietTo, quietWeekends } = choicesOf(viewer.id);
  const ours = agency().timeZone;
  const shown = Object.entries(topicWords[face]) as [Topic, { label: string; hint: string }][];
  const values = { ...Object.fromEntries(shown.map(([topic]) => [topic, topics[topic] ?? "now"])), timeZone: timeZone === ours ? "" : timeZone, digestAt, quietFrom: quietFrom ?? "", quietTo: quietTo ?? "", quietWeekends: quietWeekends ? "on" : undefined };
  return {
    form: blank(ChoicesForm, viewer, lettersPath(viewer), values),
    topics: shown.map(([topic, words]) => ({ topic, ...words, daily: topic !== "reminders" })),
    zones: [{ value: "", label: `As the agency: ${zoneWords(ours)}` }, ...timeZones.map((zone) => ({ value: zone, label: zoneWords(zone) }))],
    muted: mutedBy(viewer).map(({ thread, title }) => ({ thread, title, again: blank(NoFields, viewer, `${threadPath(viewer, thread)}/return`) })),
    address: viewer.email,
  };
}
