import { acceptances } from "#app/acceptances/acceptances.server.ts";
import { agency } from "#app/agency/agency.server.ts";
import { requests } from "#app/information-requests/requests.server.ts";
import { now } from "#app/lib/clock.ts";
import { clockTime, dayIn, distance, endOfDay, isRunningOut, longDay } from "#app/lib/dates.ts";
import { count } from "#app/lib/words.ts";
import type { Contact } from "#app/people/viewer.ts";
import { amountOf } from "#app/proposals/answering.server.ts";
import { feeModels } from "#app/proposals/proposal.ts";
import { proposals } from "#app/proposals/proposals.server.ts";

/** One thing that waits for a contact: what, why, until when, and the one verb that settles it. */
export interface Need {
  id: string;
  kind: string;
  title: string;
  to: string;
  why: string;
  verb: string;
  /** Told first, in amber: little time is left. */
  hurry: string | null;
  deadline: Date | null;
}

/** How many of each kind are looked at: nobody is asked more at once, and if they are, the nearest come first. */
const MOST = 50;

/** Everything that waits for this contact, most urgent first: what runs out soonest, then what has no end, oldest first. */
export function needsOf(contact: Contact): Need[] {
  const all = [...(contact.can.approveWork ? [...toAccept(contact), ...toAnswer(contact)] : []), ...toGive(contact)];
  return all.sort((a, b) => (a.deadline?.getTime() ?? Infinity) - (b.deadline?.getTime() ?? Infinity));
}

const until = (deadline: Date) => {
  const { timeZone } = agency();
  const day = longDay(dayIn(timeZone, deadline));
  return deadline.getTime() % 60_000 === 0 ? `${day}, ${clockTime(timeZone, deadline)}` : day;
};
const hurry = (verb: string, deadline: Date) => (isRunningOut(deadline, now()) ? `${verb} ${distance(deadline, now())}` : null);

const toAccept = (contact: Contact): Need[] =>
  acceptances(contact)
    .page({ limit: MOST, offset: 0 }, { status: "pending", awaits: contact.id })
    .map(({ id, title, deadline }) => ({ id, kind: "Acceptance", title, to: `/portal/acceptances/${id}`, why: `Open until ${until(deadline)}`, verb: "Review & accept", hurry: hurry("Expires", deadline), deadline }));

const toAnswer = (contact: Contact): Need[] =>
  proposals(contact)
    .page({ limit: MOST, offset: 0 }, { status: "sent" })
    .map((proposal) => {
      const deadline = endOfDay(agency().timeZone, proposal.sent!.expiresOn);
      const fee = `${amountOf(proposal, []).shown}, ${feeModels[proposal.content.fee.model].toLowerCase()}`;
      return { id: proposal.id, kind: "Proposal", title: proposal.title, to: `/portal/proposals/${proposal.id}`, why: `${fee}, open until ${until(deadline)}`, verb: "Read proposal", hurry: hurry("Expires", deadline), deadline };
    });

const toGive = (contact: Contact): Need[] =>
  requests(contact)
    .page({ limit: MOST, offset: 0 }, { tab: "open" })
    .filter(({ progress }) => progress.needed + progress.returned > 0)
    .map(({ id, title, dueOn, progress: { needed, returned, all } }) => {
      const deadline = dueOn ? endOfDay(agency().timeZone, dueOn) : null;
      const still = [needed ? `${needed} of ${count(all, "item")} still needed` : "", returned ? `${returned} returned with a question` : ""].filter(Boolean).join(", ");
      const late = deadline && deadline < now() ? `, needed by ${longDay(dueOn!)}` : deadline ? `, needed by ${until(deadline)}` : "";
      return { id, kind: "Request", title, to: `/portal/requests/${id}`, why: `${still}${late}`, verb: returned ? "Look again" : "Answer", hurry: deadline && deadline < now() ? `Due ${distance(deadline, now())}` : deadline ? hurry("Due", deadline) : null, deadline };
    });
