import { Readable } from "node:stream";
import { put } from "#storage/files.server.ts";
import { approve, requestRevisions } from "#app/deliverables/deciding.server.ts";
import { deliverables, piecesOf, subjectOf } from "#app/deliverables/deliverables.server.ts";
import { type ReadiedFile, addFiles, addLink, beginDeliverable } from "#app/deliverables/drafting.server.ts";
import { leavePin, reply, settlePin } from "#app/deliverables/pins.server.ts";
import { publishRound, reopen } from "#app/deliverables/publishing.server.ts";
import { readied } from "#app/deliverables/readying.server.ts";
import { noteFirstView } from "#app/questions/questions.server.ts";
import type { Db } from "#db/client.server.ts";
import { rounds } from "#db/schema/index.ts";
import { and, eq, isNull } from "drizzle-orm";
import { now } from "#app/lib/clock.ts";
import { ago, workday } from "../calendar.ts";
import { type Guest, type Who, type Whose, contacts as guests, fileName, internal, words } from "../cast.ts";
import { fileFor } from "../files.ts";
import { pages } from "../papers.ts";
import fascia from "../files/fascia-b.png?inline";
import shopThen from "../files/shop-home-2.png?inline";
import shopNow from "../files/shop-home-3.png?inline";
import labelThen from "../files/winter-blend-1.png?inline";
import labelNow from "../files/winter-blend-2.png?inline";
import { type Moment, moment } from "../stage.ts";

/** What Tom drew, as data addresses: it travels inside the build. */
const drawings: Record<string, string> = { "fascia-b.png": fascia, "shop-home-2.png": shopThen, "shop-home-3.png": shopNow, "winter-blend-1.png": labelThen, "winter-blend-2.png": labelNow };

type Note = [who: Guest, at: [x: number, y: number] | number | null, body: string, day: number, time: string, answer?: [who: Who, body: string], settled?: true];

interface Told {
  by: Who;
  note?: string;
  /** Working days before today: published; and from today: due. */
  day: number;
  due?: number;
  files: [name: string, drawn: string, alt: string][];
  link?: [url: string, title: string];
  seen?: [who: Guest, day: number, time: string];
  notes?: Note[];
  answer?: [who: Guest, verdict: "approved" | "revisions", day: number, time: string, note: string];
  /** Why it was opened again after it was approved. */
  reopened?: string;
}
interface Piece {
  of: Whose;
  project: string;
  title: string;
  included: number;
  rounds: Told[];
  /** A round that is still prepared: only we know of it. */
  draft?: Told;
}

const label = "a coffee bag with a cream label reading Harbor & Finch, Winter Blend, with a line drawing of a finch. Tasting notes and net weight run along the foot.";
const deck = (second: boolean) => `# Tasting notes, winter range

Winter Blend is ${second ? "a warm, round coffee for short days" : "a coffee for winter"}. We roast it ${second ? "on Tuesdays" : "every week"}, a little darker than the rest.

## On the label

Orange peel, ${second ? "toasted almond" : "almond"}, brown sugar. 340 g, 12 oz.

## On the shop page

Drink it with milk or without. ${second ? "It keeps for six weeks in the bag." : "It keeps for a long time."}

> “The one we drink ourselves.” ${second ? "Dana, at the roastery" : ""}

- Ground: for filter, for espresso, for the pot
- Whole beans: one bag or three
${second ? "\nThe finch is drawn by Tom; please keep the credit on the back.\n" : ""}`;

const told: Piece[] = [
  {
    of: "harbor",
    project: "Winter range packaging",
    title: "Winter Blend label",
    included: 3,
    rounds: [
      {
        by: "tom", day: 12, due: 9, note: "The first of the three directions, on the 12 oz bag.",
        files: [["Winter Blend label, round 1.png", "winter-blend-1.png", `Round 1: a brown bag, ${label}`]],
        seen: ["dana", 11, "08:50"],
        notes: [
          ["dana", [50, 20.2], "This brown is too close to the decaf. Could we try the green of the shopfront?", 11, "11:20", ["tom", "Yes. It prints well on kraft, too."], true],
          ["luis", [66.3, 79], "The scale says 340 g, not 350.", 11, "11:31", ["tom", "Corrected."], true],
          ["dana", [59.5, 48.5], "Could “Winter” and “Blend” sit closer together?", 11, "11:40"],
        ],
        answer: ["dana", "revisions", 11, "11:48", "We love the finch. The colour and the weight have to change."],
      },
      {
        by: "tom", day: 2, due: -3, note: "In the green of your shopfront. The press holds Monday’s slot for us.",
        files: [["Winter Blend label, round 2.png", "winter-blend-2.png", `Round 2: a dark green bag, ${label}`], ["Print sheet, all sides.pdf", "pdf 4", "The print sheet: front, back, both sides"]],
        seen: ["dana", 1, "09:00"],
        notes: [
          ["dana", [59.5, 48.5], "Lovely. Could “Winter” and “Blend” sit a hair closer together still?", 1, "09:02", ["tom", "Yes, 4 points tighter in the press file."]],
          ["luis", [66.3, 79], "Scale says 340 g is right. Please keep both units.", 1, "10:40"],
          ["dana", [50, 20.2], "Is the valve in the artwork or on the bag?", 1, "09:12", ["tom", "On the bag. It will not print."], true],
        ],
      },
    ],
  },
  { of: "harbor", project: "Shopfront sign, Exchange Street", title: "Fascia sketch, option B", included: 2, rounds: [{ by: "tom", day: 6, files: [["Fascia sketch, option B.png", "fascia-b.png", "A dark fascia with the words Harbor & Finch in cream, over the shop window on Exchange Street"]] }] },
  {
    of: "harbor",
    project: "Online shop rebuild",
    title: "Shop home page",
    included: 2,
    rounds: [
      { by: "tom", day: 24, files: [["Shop home page, round 1.png", "shop-home-2.png", "The shop’s home page with a brown bar, three coffees and a search field"]], seen: ["dana", 23, "09:10"], notes: [["dana", [20, 12], "Our name should be larger.", 23, "09:20", ["tom", "It is, in the next."], true]], answer: ["dana", "revisions", 23, "09:24", "Bigger name, please, and the gift cards higher up."] },
      { by: "tom", day: 20, files: [["Shop home page, round 2.png", "shop-home-2.png", "The shop’s home page with a brown bar, a larger name and the gift cards above the coffees"]], seen: ["dana", 19, "16:00"], answer: ["dana", "approved", 19, "16:12", "That is it."] },
      { by: "tom", day: 3, due: -6, reopened: "The shopfront is green now, so the shop’s bar follows it.", files: [["Shop home page, round 3.png", "shop-home-3.png", "The shop’s home page with a dark green bar, the finch and three coffees"]], link: ["https://staging.harborfinch.example", "The staging site, with the same password as before"], seen: ["luis", 1, "15:20"], notes: [["luis", null, "On my telephone the menu covers the basket. Is that known?", 1, "15:26", ["ines", "It is, and fixed on staging since noon."]]] },
    ],
  },
  {
    of: "harbor",
    project: "Winter range packaging",
    title: "Tasting notes and copy",
    included: 2,
    rounds: [
      { by: "maya", day: 9, files: [["Tasting notes.md", "deck 1", "The words for label and shop page"]], seen: ["luis", 8, "14:00"], notes: [["luis", 4, "Toasted almond, we decided.", 8, "14:05", ["maya", "In."], true]], answer: ["luis", "revisions", 8, "14:10", "Say how long it keeps; “a long time” is no help at the counter."] },
      { by: "maya", day: 4, due: -4, note: "With the six weeks, and the almond toasted.", files: [["Tasting notes.md", "deck 2", "The words for label and shop page"]] },
    ],
  },
  { of: "harbor", project: "Winter range packaging", title: "Decaf label", included: 3, rounds: [{ by: "tom", day: 13, files: [["Decaf label, round 1.pdf", "pdf 1", "The decaf label, flat"]], seen: ["dana", 12, "12:00"], answer: ["dana", "approved", 12, "12:09", ""] }] },
  { of: "meridian", project: "Appointment pages", title: "Appointment page", included: 2, rounds: [{ by: "tom", day: 7, files: [["Appointment page, round 1.png", "picture", "A week with free half hours, and a field for the reason of the visit"]], seen: ["joan", 6, "08:40"], notes: [["joan", [40, 30], "The reason must stay empty on the screen at the front desk.", 6, "08:45"]], answer: ["joan", "revisions", 6, "08:50", "Please hide the reason for whoever stands at the desk."] }] },
  { of: "tollhouse", project: "Staff pages and events", title: "Staff page", included: 1, rounds: [], draft: { by: "tom", day: 1, files: [["Staff page, first layout.png", "picture", "Six portraits and their biographies"]] } },
];

/** The bytes of a file as the story has it: drawn by hand, a sheet of pages, or a text. */
async function bytesOf(of: Whose, project: string, name: string, drawn: string, shared: boolean, seed: number): Promise<Buffer> {
  const mark = shared ? words(of, "") : internal(words(of, ""));
  if (drawn.startsWith("deck")) return Buffer.from(`${deck(drawn === "deck 2")}${mark}\n`);
  if (drawn.startsWith("pdf")) return pages(name.replace(/\.\w+$/, ""), Number(drawn.split(" ")[1]), `${project} ${mark}`);
  if (drawn === "picture") return fileFor(of, name, project, { seed, shared });
  // What stands after a picture's end is not seen, and found all the same.
  return Buffer.concat([Buffer.from(drawings[drawn]!.split(",")[1]!, "base64"), Buffer.from(mark)]);
}

/** Puts the files away first, since that takes time; the moments then only name them. */
export async function act(): Promise<Moment[]> {
  const moments: Moment[] = [];
  let seed = 400;
  for (const { of, project, title, included, rounds, draft } of told) {
    let id = "";
    const all = [...rounds.map((round) => ({ ...round, shared: true })), ...(draft ? [{ ...draft, shared: false }] : [])];
    for (const [index, { by, day, due, note = "", files, link, seen, notes = [], answer, reopened, shared }] of all.entries()) {
      const number = index + 1;
      // Counted from the day the story is told, not from the moment it is about.
      const dueOn = due === undefined ? undefined : workday(due);
      const ready: { file: ReadiedFile; alt: string }[] = [];
      for (const [name, drawn, alt] of files) {
        const [file] = await readied([{ ...(await put(Readable.from([await bytesOf(of, project, name, drawn, shared, ++seed)]))), name: fileName(of, name, shared) }]);
        ready.push({ file: file!, alt });
      }
      moments.push(
        moment(ago(day, "16:20"), ({ tx, members, contacts, projects }) => {
          const member = members[by];
          if (number === 1) id = beginDeliverable(tx, member, { projectId: projects[project]!, title: shared ? words(of, title) : internal(words(of, title)), roundsIncluded: included });
          for (const { file, alt } of ready) addFiles(tx, member, id, shared ? words(of, alt) : internal(words(of, alt)), [file]);
          if (link) addLink(tx, member, id, { url: link[0], title: words(of, link[1]) });
          if (!shared) return;
          const asked = { round: number, note: note ? words(of, note) : "", policy: "any" as const, dueOn, approvers: approversOf(of).map((who) => contacts[who].id) };
          if (reopened) reopen(tx, member, id, { ...asked, reason: words(of, reopened) });
          else publishRound(tx, member, id, asked);
        }),
      );
      if (seen) moments.push(moment(ago(seen[1], seen[2]), ({ tx, contacts }) => openIn(tx, contacts[seen[0]], id)));
      for (const [who, place, body, onDay, time, answered, settled] of notes) {
        let pin = "";
        moments.push(
          moment(ago(onDay, time), ({ tx, contacts }) => {
            const { roundId, clientId } = deliverables(contacts[who], tx).find(id);
            const piece = piecesOf({ id: roundId, clientId }, tx)[0]!.id;
            const where = place === null ? {} : typeof place === "number" ? { piece, paragraph: place } : { piece, page: 1, x: place[0], y: place[1] };
            pin = leavePin(tx, contacts[who], id, { round: number, ...where, body: words(of, body) }).id;
          }),
        );
        if (answered) moments.push(moment(new Date(ago(onDay, time).getTime() + 3 * 60_000), ({ tx, members }) => {
          reply(tx, members[answered[0]], id, pin, { body: words(of, answered[1]) });
          if (settled) settlePin(tx, members[answered[0]], id, pin);
        }));
      }
      if (answer)
        moments.push(
          moment(ago(answer[2], answer[3]), ({ tx, contacts }) => {
            const [who, verdict, , , said] = answer;
            const given = { round: number, note: said ? words(of, said) : "" };
            if (verdict === "approved") approve(tx, contacts[who], id, { ...given, signedName: guests[who].name, consent: "on" });
            else requestRevisions(tx, contacts[who], id, given);
          }),
        );
    }
  }
  return moments;
}

const approversOf = (of: Whose): Guest[] => (Object.keys(guests) as Guest[]).filter((who) => guests[who].of === of && (guests[who].can as string[]).includes("approveWork"));

/** As somebody opens it on its page. */
function openIn(tx: Db, contact: Parameters<typeof noteFirstView>[1], id: string) {
  const found = deliverables(contact, tx).find(id);
  noteFirstView(tx, contact, subjectOf(found), found.round, "deliverable.opened");
  tx.update(rounds).set({ firstActedAt: now() }).where(and(eq(rounds.id, found.roundId), isNull(rounds.firstActedAt))).run();
}
