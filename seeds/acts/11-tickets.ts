import { Readable } from "node:stream";
import { put } from "#storage/files.server.ts";
import { keepReply } from "#app/tickets/canned.server.ts";
import { follow } from "#app/tickets/following.server.ts";
import { merge } from "#app/tickets/merging.server.ts";
import { addNote } from "#app/tickets/notes.server.ts";
import { cancel, decline, rate, resolve, solve } from "#app/tickets/settling.server.ts";
import { changeDetails, detailsOf } from "#app/tickets/sorting.server.ts";
import { type Received, openForClient, submitTicket } from "#app/tickets/submitting.server.ts";
import { answer, reply } from "#app/tickets/talking.server.ts";
import type { Priority, Rating } from "#app/tickets/ticket.ts";
import { tickets } from "#app/tickets/tickets.server.ts";
import { ago, minutesAgo, workday } from "../calendar.ts";
import { type Guest, type Who, type Whose, fileName, internal, words } from "../cast.ts";
import { fileFor } from "../files.ts";
import { type Moment, type Stage, moment } from "../stage.ts";

/** What happened on one, in its order: who, how many working days ago and when, what. */
type Step =
  | [who: Guest, at: When, said: "reply", text: string]
  | [who: Guest, at: When, said: "solved" | "cancelled"]
  | [who: Guest, at: When, said: "rated", rating: Rating, text: string]
  | [who: Who, at: When, said: "answer" | "ask" | "resolve", text: string]
  | [who: Who, at: When, said: "note" | "declined", text: string]
  | [who: Who, at: When, said: "done" | "follow"]
  | [who: Who, at: When, said: "give", to: Who, priority?: Priority]
  | [who: Who, at: When, said: "press", priority: Priority]
  | [who: Who, at: When, said: "merge", into: string];
type When = [day: number, time: string] | { minutes: number };

interface Asked {
  of: Whose;
  kind: "job" | "support";
  category: string;
  subject: string;
  by: Guest;
  /** A member who opened it for them. */
  openedBy?: Who;
  at: When;
  text: string;
  project?: string;
  /** Working days from today. */
  wanted?: number;
  file?: string;
  steps: Step[];
}

const asked = (): Asked[] => [
  { of: "harbor", kind: "support", category: "access", subject: "New password for the newsletter tool", by: "luis", at: [96, "09:12"], text: "Our barista who sent the newsletter has left. Can you give me the access?", project: "Quarterly newsletter", steps: [["maya", [96, "09:40"], "answer", "Of course. You have an invitation from the tool now; the old access is closed."], ["luis", [96, "10:02"], "solved"], ["luis", [96, "10:03"], "rated", 3, "Faster than I could have looked it up."]] },
  { of: "harbor", kind: "job", category: "design", subject: "Poster for the tasting evening", by: "dana", at: [83, "11:20"], text: "We hold a tasting on the last Friday. A poster for the window, and the same for Instagram.", wanted: -74, steps: [["maya", [83, "13:05"], "give", "tom"], ["tom", [82, "10:30"], "answer", "With pleasure. First sketch tomorrow."], ["tom", [80, "15:10"], "ask", "Two directions are in your documents. Which one is it?"], ["dana", [78, "09:15"], "reply", "The second, with the steam."], ["tom", [76, "16:40"], "resolve", "Printed, and the square picture is in your documents."], ["dana", [75, "08:30"], "rated", 3, ""]] },
  { of: "meridian", kind: "support", category: "bugs", subject: "Opening hours wrong on telephones", by: "joan", at: [58, "14:32"], text: "On my telephone the page says that we close at five. It is six.", project: "Website care", steps: [["ines", [57, "09:10"], "answer", "The small screens had an old copy. It is right now; please look again."], ["ines", [57, "09:11"], "done"], ["joan", [56, "08:05"], "rated", 2, "It took a night, and patients called."]] },
  { of: "meridian", kind: "job", category: "content", subject: "A page in Portuguese", by: "joan", at: [41, "10:00"], text: "Many of our patients speak Portuguese. Could we have the appointment page in it?", steps: [["maya", [40, "11:30"], "declined", "We would love to, but nobody here writes Portuguese well enough for a medical page, and we do not want to guess. Casco Translations in Portland does; we gladly build what they write."]] },
  { of: "harbor", kind: "job", category: "strategy", subject: "Should we sell on the big marketplaces?", by: "dana", at: [33, "16:45"], text: "Somebody suggested it. What do you think?", steps: [["dana", [32, "09:10"], "cancelled"]] },
  { of: "tollhouse", kind: "support", category: "access", subject: "Password email never arrives", by: "beaOfTollhouse", openedBy: "maya", at: [13, "10:20"], text: "Bea called: the letter for a new password of the shop’s mailbox does not come.", steps: [["maya", [13, "10:25"], "give", "tom"], ["tom", [12, "11:00"], "note", "Their provider holds letters back that come from a server without a name. Mended in the records."], ["tom", [3, "15:20"], "resolve", "It was held back by your provider. The next one arrives within a minute."]] },
  { of: "harbor", kind: "job", category: "content", subject: "Menu board, spring prices", by: "luis", at: [11, "12:10"], text: "Six prices change in March. The list is attached.", project: "Winter range packaging", file: "Spring prices.csv", steps: [["maya", [11, "14:00"], "give", "maya", 0], ["maya", [11, "14:05"], "answer", "Thank you. We change the board in the week before."]] },
  { of: "meridian", kind: "support", category: "feedback", subject: "Which photographs may we print?", by: "joan", at: [10, "09:30"], text: "We would like to print two pictures of the waiting room for a local paper.", project: "Appointment pages", steps: [["maya", [9, "10:15"], "ask", "You may, with the photographer’s name beside them. Which two are they? We send them in print size."], ["maya", [9, "10:16"], "give", "maya"]] },
  { of: "harbor", kind: "support", category: "billing", subject: "Question about the September invoice", by: "dana", at: [7, "11:05"], text: "There are two hours on it for “corrections, panel 3”. Were those not part of the fixed price?", steps: [["maya", [7, "13:40"], "give", "ruth", 0], ["ruth", [6, "09:20"], "answer", "A fair question. I look into it with Tom and come back to you this week."], ["ruth", [6, "09:25"], "note", "@Tom, which round were these hours? If it was our typo, we take them off."], ["dana", [1, "16:20"], "reply", "Any news? Bea would like to close the month."]] },
  { of: "harbor", kind: "job", category: "development", subject: "Add a stockist map to the shop", by: "luis", at: [6, "15:50"], text: "Four shops in Maine sell our coffee now. Customers ask where. Could the shop show them on a map?", project: "Online shop rebuild", wanted: 20, steps: [] },
  { of: "harbor", kind: "job", category: "design", subject: "Gift cards for the winter campaign", by: "dana", at: [4, "10:30"], text: "Cards for $25, $50 and $100, to print and to send by email. In the look of the winter boxes, please.", project: "Winter range packaging", wanted: 8, steps: [["maya", [4, "11:00"], "give", "tom"], ["tom", [2, "14:15"], "answer", "I have a first idea with the embossed finch. You see it on Thursday."]] },
  {
    of: "harbor", kind: "support", category: "bugs", subject: "Booking form sends twice", by: "dana", at: [2, "08:52"], text: "Since this morning customers tell me they get two confirmation emails when they book a tasting.", project: "Online shop rebuild", file: "Two emails.png",
    steps: [
      ["maya", [2, "09:10"], "answer", "Thank you, that is clear. Ines is on it; you will hear from her today."],
      ["maya", [2, "09:12"], "give", "ines", 2],
      ["maya", [2, "09:13"], "follow"],
      ["ines", [1, "15:20"], "note", "Our bug, from the release of the 17th. Please do not bill the two hours. @Tom, the same form is on the Meridian site; I will patch both tonight."],
      ["ines", [1, "15:41"], "ask", "Found it: pressing the button twice sends the form twice. A fix is ready. May I put it live tonight at 9 pm, when bookings are closed?"],
    ],
  },
  { of: "harbor", kind: "support", category: "bugs", subject: "Two letters for one booking", by: "luis", at: [2, "09:25"], text: "A customer showed me two letters for the same tasting.", steps: [["maya", [2, "09:35"], "merge", "Booking form sends twice"]] },
  { of: "meridian", kind: "support", category: "access", subject: "Cannot open the staging site", by: "joan", at: { minutes: 185 }, text: "I would like to show the new pages to Dr. Keller at noon, and the address asks me for a password I do not have.", project: "Appointment pages", steps: [["maya", { minutes: 150 }, "press", 3]] },
];

const kept: [who: Who, name: string, text: string][] = [
  ["maya", "We are on it", "Hello {name},\n\nthank you for writing. Somebody of us is looking at it, and you hear from us today."],
  ["ines", "Please reload the page", "Hello {name},\n\nit is mended. Please reload the page once, with Shift held down, so that your browser forgets its old copy."],
  ["ruth", "How we bill changes", "Hello {name},\n\ntwo rounds of changes are part of the price. What comes after is billed by the hour, and we tell you before we begin."],
];

/** Puts the files away first, since that takes time; the moments then only name them. */
export async function act(): Promise<Moment[]> {
  const ids: Record<string, string> = {};
  const moments = kept.map(([who, name, body]) => moment(ago(100, "17:00"), ({ tx, members }) => void keepReply(tx, members[who], { name, body: internal(body) })));
  let seed = 1300;
  for (const one of asked()) {
    const file = one.file ? { name: fileName(one.of, one.file, true), ...(await put(Readable.from([fileFor(one.of, one.file, one.subject, { seed: ++seed, shared: true })]))) } : undefined;
    moments.push(asking(one, ids, file), ...one.steps.map((step) => moment(instant(step[1]), (stage) => taken(one, step, ids, stage))));
  }
  return moments;
}

const instant = (at: When) => ("minutes" in at ? minutesAgo(at.minutes) : ago(...at));

function asking({ of, kind, category, subject, by, openedBy, at, text, project, wanted }: Asked, ids: Record<string, string>, file: Received | undefined): Moment {
  // Counted from today, not from the day on which it is written.
  const wantedOn = wanted === undefined ? undefined : workday(-wanted);
  return moment(instant(at), ({ tx, members, contacts, clients, projects }) => {
    const asked = { kind, categoryId: `${kind}-${category}`, subject: words(of, subject), body: words(of, text), projectId: project && projects[project], wantedOn };
    const files = file ? [file] : [];
    ids[subject] = openedBy ? openForClient(tx, members[openedBy], { ...asked, clientId: clients[of], contactId: contacts[by].id, assigneeId: undefined }, files) : submitTicket(tx, contacts[by], asked, files);
  });
}

function taken({ of, subject }: Asked, step: Step, ids: Record<string, string>, { tx, members, contacts }: Stage) {
  const id = ids[subject]!;
  const details = (who: Who, change: object) => {
    const { assigneeId, priority, categoryId, projectId } = detailsOf(tickets(members[who], tx).find(id));
    changeDetails(tx, members[who], id, { assigneeId: assigneeId ?? undefined, priority, categoryId, projectId: projectId ?? undefined, ...change });
  };
  const [who, , said] = step;
  if (said === "reply") reply(tx, contacts[who], id, { body: words(of, step[3]) });
  else if (said === "solved") solve(tx, contacts[who], id);
  else if (said === "cancelled") cancel(tx, contacts[who], id);
  else if (said === "rated") rate(tx, contacts[who], id, { rating: step[3], note: step[4] && words(of, step[4]) });
  else if (said === "answer") answer(tx, members[who], id, { body: words(of, step[3]) });
  else if (said === "ask" || said === "resolve") answer(tx, members[who], id, { body: words(of, step[3]), next: said });
  else if (said === "note") addNote(tx, members[who], id, { body: internal(step[3]) });
  else if (said === "declined") decline(tx, members[who], id, { reason: words(of, step[3]) });
  else if (said === "done") resolve(tx, members[who], id);
  else if (said === "follow") follow(tx, members[who], id);
  else if (said === "give") details(who, { assigneeId: members[step[3]].id, ...(step[4] === undefined ? {} : { priority: step[4] }) });
  else if (said === "press") details(who, { priority: step[3] });
  else if (said === "merge") merge(tx, members[who], id, ids[step[3]]!);
}
