import { accept } from "#app/acceptances/accepting.server.ts";
import { acceptances, subjectOf } from "#app/acceptances/acceptances.server.ts";
import { noteExpired, requestAcceptance } from "#app/acceptances/asking.server.ts";
import { documents } from "#app/documents/documents.server.ts";
import { HOUR, now } from "#app/lib/clock.ts";
import { dayIn, partsIn } from "#app/lib/dates.ts";
import { system } from "#app/people/viewer.ts";
import { ask } from "#app/questions/questions.server.ts";
import { ago, workday } from "../calendar.ts";
import { type Guest, type Whose, agency, contacts as guests, words } from "../cast.ts";
import { type Moment, moment } from "../stage.ts";

interface Asked {
  document: string;
  of: Whose;
  title: string;
  asked: Guest[];
  /** The working day before today on which it was asked, and the day and time it is open until. */
  day: number;
  until: string;
  time?: string;
  /** Who said yes, and when. */
  yes?: [who: Guest, day: number, time: string];
  talk?: [guest: Guest, question: string, answer: string];
}

/** A deadline that is 31 hours away whenever the story is told, on the hour. */
const soon = () => {
  const at = new Date(now().getTime() + 31 * HOUR);
  return { until: dayIn(agency.timeZone, at), time: `${String(partsIn(agency.timeZone, at).hour).padStart(2, "0")}:00` };
};

const asked = (): Asked[] => [
  { document: "Brief, as agreed.docx", of: "harbor", title: "Winter range: the brief", asked: ["dana"], day: 42, until: workday(32), yes: ["dana", 41, "16:05"] },
  { document: "Scope of work, version 2.pdf", of: "harbor", title: "Online shop: scope of work", asked: ["dana", "luis"], day: 47, until: workday(34) },
  { document: "Scope of work, version 3.pdf", of: "harbor", title: "Online shop: scope of work", asked: ["dana", "luis"], day: 7, ...soon(), talk: ["luis", "Are the photographs of the gift cards part of the fee?", "Yes, six of them. More are billed by the hour."] },
  { document: "Contact sheet.pdf", of: "harbor", title: "Photography licence, roastery pictures", asked: ["dana"], day: 5, until: workday(-16) },
  { document: "Backups, how often and where.pdf", of: "meridian", title: "Backups: how often and where", asked: ["joan"], day: 180, until: workday(170), yes: ["joan", 179, "09:20"] },
];

export function act(): Moment[] {
  const ids: Record<string, string> = {};
  return asked().flatMap(({ document, of, title, asked, day, until, time, yes, talk }) => [
    moment(ago(day, "15:30"), ({ tx, members, contacts, documents: papers }) => {
      const { version } = documents(members.maya, tx).find(papers[document]!);
      ids[document] = requestAcceptance(tx, members.maya, { documentId: papers[document]!, version, title: words(of, title), note: "", contacts: asked.map((who) => contacts[who].id), policy: "any", expiresOn: until, expiresTime: time });
    }),
    ...(yes ? [moment(ago(yes[1], yes[2]), ({ tx, contacts }) => void accept(tx, contacts[yes[0]], ids[document]!, { version: acceptances(contacts[yes[0]], tx).find(ids[document]!).version, signedName: guests[yes[0]].name, consent: "on" }))] : []),
    ...(talk
      ? [
          moment(ago(day - 1, "11:10"), ({ tx, contacts }) => void ask(tx, contacts[talk[0]], subjectOf(acceptances(contacts[talk[0]], tx).find(ids[document]!)), { body: words(of, talk[1]) })),
          moment(ago(day - 1, "13:45"), ({ tx, members }) => void ask(tx, members.maya, subjectOf(acceptances(members.maya, tx).find(ids[document]!)), { body: words(of, talk[2]) })),
        ]
      : []),
    moment(ago(33, "08:00"), ({ tx }) => void noteExpired(tx, system)),
  ]);
}
