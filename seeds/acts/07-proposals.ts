import { eq } from "drizzle-orm";
import { numberSeries } from "#db/schema/index.ts";
import { nextNumber } from "#app/lib/numbers.server.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { type Contact, system } from "#app/people/viewer.ts";
import { accept, amountOf, decline } from "#app/proposals/answering.server.ts";
import { DraftForm } from "#app/proposals/forms.server.ts";
import { proposals, subjectOf } from "#app/proposals/proposals.server.ts";
import { noteExpired, sendProposal } from "#app/proposals/sending.server.ts";
import { changeDraft, draftOf, draftProposal, workingDraft } from "#app/proposals/writing.server.ts";
import { ask, noteFirstView } from "#app/questions/questions.server.ts";
import { ago, workday } from "../calendar.ts";
import { type Guest, type Who, type Whose, contacts as guests, words } from "../cast.ts";
import { type Moment, type Stage, moment } from "../stage.ts";

interface Offered {
  number: number;
  of: Whose;
  title: string;
  by: Who;
  to: Guest[];
  /** Each version as it was typed, and how many working days before today it was sent; open until then. */
  versions: { words: Record<string, unknown>; day: number; until: string }[];
  answer?: { who: Guest; day: number; chosen?: string[]; declined?: string };
  talk?: [guest: Guest, question: string, answer: string];
}

const section = (heading: string, body: string, id = heading) => ({ id, heading, body });
const part = (id: string, description: string, price: string, more: object = {}) => ({ id, description, quantity: "1", unit: "", price, ...more });
const terms = "Each fee includes two rounds of corrections; further rounds are billed by the hour. What we draw becomes yours when it is paid for. Prices hold until the day this proposal is open until.";

const sign = {
  sections: [
    section("", "Dana, thank you for walking us round the new café. Here is what we would make, what it costs and when it would be up.", "opening"),
    section("What we will do", "- Design the fascia, a projecting sign and window lettering, in two rounds.\n- Draw the permit set and file it with the City of Portland.\n- Oversee fabrication and fitting with Casco Signs."),
    section("When", "Six weeks from your acceptance, weather allowing. Half is due on acceptance and half on fitting."),
  ],
  lines: [part("design", "Design, two rounds", "2,600.00"), part("permit", "Permit drawings and filing", "900.00"), part("fitting", "Fabrication and fitting", "2,900.00"), part("lamp", "A swan-neck lamp above the door, fitted", "450.00", { quantity: "2", unit: "lamps", optional: true })],
  terms,
};
const shop = (built: string) => ({
  model: "milestone",
  sections: [
    section("What we will do", "We rebuild the online shop on your own domain: **catalogue, basket, checkout, subscriptions and gift cards**, in the colours of the winter range."),
    section("What we need from you", "1. Product photographs, or a day in the roastery to take them.\n2. Access to your payment provider.\n3. One person who decides."),
  ],
  milestones: [
    { id: "scope", name: "Scope of work, accepted", amount: "4,800.00", dueOn: workday(50) },
    { id: "design", name: "Design, two rounds", amount: "8,000.00", dueOn: workday(25) },
    { id: "shop", name: "Shop built and tested", amount: built, dueOn: workday(-20) },
  ],
  terms,
});

const offered = (): Offered[] => [
  { number: 19, of: "harbor", title: "Loyalty app, first look", by: "ruth", to: ["dana"], versions: [{ words: { amount: "3,200.00", sections: [section("A first look", "Two weeks of drawing and one clickable model, so that you can hold the idea in your hand before you pay for it.")], terms }, day: 183, until: workday(173) }] },
  { number: 22, of: "meridian", title: "Looking after the website", by: "maya", to: ["joan"], versions: [{ words: { model: "retainer", amount: "340.00", period: "month", sections: [section("What we will do", "Updates every month, backups every night, and an answer within one working day.")], terms }, day: 150, until: workday(140) }], answer: { who: "joan", day: 148 } },
  { number: 24, of: "harbor", title: "Winter range packaging", by: "maya", to: ["dana", "luis"], versions: [{ words: { model: "hourly", rate: "115.00", estimate: "120", sections: [section("What we will do", "Three bags, a carton and their labels: drawn, proofed and followed to the press.")], terms }, day: 92, until: workday(82) }], answer: { who: "dana", day: 89 } },
  { number: 27, of: "harbor", title: "Newsletter and campaigns", by: "ruth", to: ["dana"], versions: [{ words: { model: "retainer", amount: "900.00", period: "month", sections: [section("What we will do", "One newsletter a month and two campaigns a quarter, written and drawn with you.")], terms }, day: 76, until: workday(66) }], answer: { who: "dana", day: 72, declined: "Not this year: the shop comes first. Ask us again in spring." } },
  {
    number: 28,
    of: "harbor",
    title: "Online shop rebuild",
    by: "maya",
    to: ["dana", "luis"],
    versions: [
      { words: shop("14,000.00"), day: 67, until: workday(57) },
      { words: shop("12,000.00"), day: 64, until: workday(54) },
    ],
    talk: ["luis", "Could the gift cards come later, and the price with them?", "Yes. Version 2 follows today, with gift cards as a job of their own."],
    answer: { who: "dana", day: 62 },
  },
  { number: 31, of: "harbor", title: "Shopfront sign, Exchange Street", by: "maya", to: ["dana"], versions: [{ words: sign, day: 11, until: workday(-10) }], talk: ["dana", "Does the permit cover the projecting sign as well?", "It does: one permit for both, filed together."] },
];

/** What was offered, and what became of it; numbers between were given to others. */
export function act(): Moment[] {
  const ids: Record<number, string> = {};
  const askAs = (stage: Stage, who: Contact, number: number, body: string) => ask(stage.tx, who, subjectOf(proposals(who, stage.tx).find(ids[number]!)), { body });
  return offered().flatMap((one) => {
    const { number, of, talk, answer, versions } = one;
    return [
      ...versions.map(({ words: typed, day, until }, index) => moment(ago(day, index ? "15:20" : "10:40"), (stage) => void (ids[number] = sent(stage, one, ids[number], typed, until)))),
      moment(ago(versions.at(-1)!.day - 1, "08:30"), ({ tx, contacts }) => {
        for (const who of one.to) noteFirstView(tx, contacts[who], subjectOf(proposals(contacts[who], tx).find(ids[number]!)), proposals(contacts[who], tx).find(ids[number]!).version, "proposal.viewed");
      }),
      ...(talk
        ? [
            moment(ago(versions.at(-1)!.day, "11:10"), (stage) => void askAs(stage, stage.contacts[talk[0]], number, words(of, talk[1]))),
            moment(ago(versions.at(-1)!.day, "14:05"), ({ tx, members }) => void ask(tx, members[one.by], subjectOf(proposals(members[one.by], tx).find(ids[number]!)), { body: words(of, talk[2]) })),
          ]
        : []),
      ...(answer ? [moment(ago(answer.day, "16:30"), (stage) => answered(stage, ids[number]!, answer))] : []),
      ...(!answer && workday(0) > versions.at(-1)!.until ? [moment(ago(170, "06:00"), ({ tx }) => void noteExpired(tx, system))] : []),
    ];
  });
}

function sent({ tx, members, contacts, clients }: Stage, { number, of, title, by, to }: Offered, known: string | undefined, typed: Record<string, unknown>, until: string): string {
  const member = members[by];
  const id = known ?? draftProposal(tx, member, clients[of], words(of, title));
  const whole = { title: words(of, title), ...typed, terms: words(of, String(typed.terms)), recipients: to.map((who) => contacts[who].id) };
  changeDraft(tx, member, id, DraftForm.parse(whole));
  if (!known) giveOthersUpTo(tx, number - 1);
  sendProposal(tx, member, id, { seen: stampOf(draftOf(workingDraft(tx, member, id))), expiresOn: until, recipients: whole.recipients });
  return id;
}

function answered({ tx, contacts }: Stage, id: string, { who, chosen = [], declined }: NonNullable<Offered["answer"]>) {
  const found = proposals(contacts[who], tx).find(id);
  if (declined) decline(tx, contacts[who], id, { version: found.version, reason: declined });
  else accept(tx, contacts[who], id, { version: found.version, chosen, amount: amountOf(found, chosen).minor, signedName: guests[who].name, consent: "on" });
}

/** Numbers below it went to proposals the story does not tell of. */
function giveOthersUpTo(tx: Stage["tx"], number: number) {
  const last = tx.select().from(numberSeries).where(eq(numberSeries.name, "proposal")).get()?.last ?? 0;
  for (let given = last; given < number; given++) nextNumber(tx, "proposal");
}
