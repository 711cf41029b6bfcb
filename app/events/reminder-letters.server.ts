import { inArray } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { eventParticulars } from "#db/schema/index.ts";
import { type Need, keyOf } from "#app/lib/waits.ts";
import { spelled } from "#app/lib/words.ts";
import { choicesOf, isMuted } from "./choices.server.ts";
import { type Dropped, type Row, type Written, addressOf, choicesFor } from "./letters.server.ts";
import { type Recipient, everyLetter } from "./recipients.server.ts";
import { threadOf } from "./threads.ts";

type Waiting = (contactId: string) => (Need & { until: string | null })[];
let waiting: Waiting | undefined;

/** Says what waits for a contact: nouns lean one way, and the post comes long before what waits is gathered. */
export const waitWith = (tell: Waiting) => void (waiting = tell);

/** What waits for somebody now; nothing for the agency's own. */
export const waitingFor = ({ contactId }: Recipient) => (contactId ? (waiting?.(contactId) ?? []) : []);

/** "Acceptance: Scope of work, version 3. Open until 21 Nov 2025" */
export const inOneLine = ({ label, title, why, hurry }: Need) => `${label}: ${title}. ${hurry ? `${hurry.words}. ` : ""}${why}`;

/**
 * Reminds somebody of what they were to be reminded of, as it stands when the letter is written: what they have done
 * meanwhile, or may no longer see, or is disputed, is left out; of nothing there is no letter.
 */
export function aboutReminders(tx: Db, to: Recipient, rows: Row[]): { written: Written | null; dropped: Dropped[] } {
  const viewerId = rows[0]!.contactId!;
  const particulars = new Map(tx.select().from(eventParticulars).where(inArray(eventParticulars.seq, rows.map(({ eventSeq }) => eventSeq!))).all().map(({ seq, particulars }) => [seq, particulars]));
  const open = new Map(waitingFor(to).map((need) => [keyOf(need), need]));
  const unwanted = choicesOf(viewerId).topics.reminders === "never";
  const dropped: Dropped[] = [];
  const needs: (Need & { until: string | null })[] = [];
  const kept: Row[] = [];
  for (const row of rows) {
    const need = open.get(String(particulars.get(row.eventSeq!)?.need ?? ""));
    if (unwanted || (need && isMuted(tx, viewerId, threadOf(need)))) dropped.push({ rows: [row], why: "They chose to have no letters of this." });
    else if (!need || need.paused) dropped.push({ rows: [row], why: "It waits for them no longer." });
    else if (needs.includes(need)) dropped.push({ rows: [row], why: "Said in the same letter already." });
    else {
      needs.push(need);
      kept.push(row);
    }
  }
  const [only] = needs;
  if (!only) return { written: null, dropped };
  const title = needs.length > 1 ? `A reminder: ${spelled(needs.length)} things wait for you` : headOf(only);
  const thread = needs.length === 1 ? threadOf(only) : null;
  return {
    dropped,
    written: {
      to,
      rows: kept,
      secret: false,
      topic: "reminders",
      thread,
      letter: {
        ...everyLetter(tx, to),
        subject: title,
        title,
        says: needs.map((need) => ({ words: inOneLine(need).replace(/\.?$/, ".") })),
        button: needs.length === 1 ? { label: only.verb, href: addressOf(only.to, to) } : { label: "See what waits for you", href: addressOf("/portal/home", to) },
        fine: "The button leads to the page; sign in there as usual. If you have done it meanwhile, there is nothing more to do.",
        why: `You get this because you are a contact of ${to.client?.name ?? "a client"}, and it waits for you. Reminders come at most once a day.`,
        choices: choicesFor(to, thread),
      },
    },
  };
}

/** The ask and its end first: "A reminder, until 5 Dec 2025: Shopfront sign". */
const headOf = ({ title, hurry, until }: Need & { until: string | null }) => (hurry && hurry.tone !== "soon" ? `Still waiting${until ? `, due ${until}` : ""}: ${title}` : `A reminder${until ? `, until ${until}` : ""}: ${title}`);
