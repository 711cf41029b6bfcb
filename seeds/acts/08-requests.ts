import { Readable } from "node:stream";
import { put } from "#storage/files.server.ts";
import { type Typed, haveNone, saveDrafts, submitAnswers } from "#app/information-requests/answering.server.ts";
import { addItem, changeRequest, draftRequest, remindOf, sendRequest, shownOf } from "#app/information-requests/asking.server.ts";
import { addFiles } from "#app/information-requests/filing.server.ts";
import type { Answer, ItemType } from "#app/information-requests/request.ts";
import { requests, subjectOf } from "#app/information-requests/requests.server.ts";
import { acceptItem, returnItem } from "#app/information-requests/reviewing.server.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { ask } from "#app/questions/questions.server.ts";
import { ago, workday } from "../calendar.ts";
import { type Guest, type Who, type Whose, fileName, words } from "../cast.ts";
import { fileFor } from "../files.ts";
import { type Moment, type Stage, moment } from "../stage.ts";

interface Item {
  label: string;
  type: ItemType;
  help?: string;
  options?: string[];
  optional?: true;
  /** Working days from today until it is needed, where it has a day of its own. */
  due?: number;
  /** Who answered, what (a file's name where it takes files; null where they have none), how many working days ago. */
  sent?: [who: Guest, answer: string | string[] | null, day: number];
  /** What we said of it, and how many working days ago. */
  reviewed?: ["accepted", number] | ["returned", number, why: string];
  draft?: [who: Guest, answer: string | string[], day: number];
}
interface Asked {
  of: Whose;
  project?: string;
  by: Who;
  title: string;
  intro?: string;
  /** Working days: ago it was sent (none: a draft), and from today it is needed. */
  sent?: number;
  due?: number;
  reminded?: number;
  items: Item[];
  talk?: [day: number, guest: Guest, question: string, answer: string];
}

const done = (label: string, answer: string, who: Guest, day: number): Item => ({ label, type: "text", sent: [who, answer, day], reviewed: ["accepted", day - 1] });

const asked = (): Asked[] => [
  { of: "harbor", project: "Photography library", by: "maya", title: "Before the shoot", sent: 140, due: -135, items: [done("Who opens the roastery for us?", "Sam, from six in the morning", "luis", 138), done("Rooms we may not show", "The green coffee store, please", "dana", 137)] },
  { of: "harbor", project: "Quarterly newsletter", by: "maya", title: "Who gets the newsletter", sent: 104, due: -98, items: [{ label: "Your list of addresses", type: "file", sent: ["luis", "Newsletter addresses.csv", 101], reviewed: ["accepted", 100] }, done("Who signs it?", "Dana Whitfield", "dana", 102)] },
  { of: "harbor", project: "Online shop rebuild", by: "maya", title: "Access to the old shop", sent: 58, due: -50, items: [done("Who runs your domain’s records?", "Pine Tree Hosting, account harborfinch", "luis", 57), { label: "Export of products", type: "file", sent: ["luis", "Products of the old shop.csv", 55], reviewed: ["accepted", 54] }] },
  {
    of: "harbor",
    project: "Winter range packaging",
    by: "maya",
    title: "Nutrition and allergen data",
    intro: "The printer needs these for the back of each bag.",
    sent: 21,
    due: 2,
    items: [
      done("Net weight, Winter Blend", "12 oz (340 g)", "luis", 19),
      done("Net weight, Solstice", "12 oz (340 g)", "luis", 19),
      done("Net weight, Decaf", "10 oz (283 g)", "luis", 19),
      { label: "Do any of the blends share equipment with nuts?", type: "choice", options: ["Yes", "No", "Not sure"], sent: ["luis", ["No"], 18], reviewed: ["accepted", 17] },
      { label: "Laboratory report", type: "file", sent: ["dana", "Laboratory report.pdf", 16], reviewed: ["accepted", 15] },
      { label: "How is the decaf decaffeinated?", type: "long_text", help: "One sentence for the label.", sent: ["luis", "With water alone, at the Swiss Water plant in Delta, British Columbia.", 3] },
    ],
  },
  {
    of: "harbor",
    project: "Online shop rebuild",
    by: "maya",
    title: "Launch details for the online shop",
    sent: 8,
    due: 5,
    items: [
      { label: "Registered company name", type: "text", sent: ["dana", "Harbor & Finch Coffee Roasters, LLC", 7], reviewed: ["accepted", 6] },
      { label: "Sales tax certificate", type: "file", sent: ["dana", "ST-7 certificate.pdf", 7], reviewed: ["accepted", 6] },
      { label: "Logo for dark backgrounds", type: "file", help: "SVG or PDF with outlined text.", sent: ["luis", "Logo, light.png", 5], reviewed: ["returned", 2, "This PNG is 240 pixels wide, too small for the header. Do you have the SVG from your 2024 refresh?"] },
      { label: "Which deliveries will you offer?", type: "choices", help: "Choose all that apply.", options: ["Pick up at Exchange Street", "Local bicycle delivery, within five miles", "Post, anywhere in the United States"], draft: ["luis", ["Pick up at Exchange Street"], 1] },
      { label: "Launch date you would like", type: "date", help: "We suggest a Tuesday. Not 24 to 31 December.", due: 1 },
      { label: "Returns policy, in your own words", type: "long_text", help: "Three or four sentences. We will tidy the wording with you." },
      { label: "Who should receive order emails?", type: "text", sent: ["luis", "luis@harborfinch.example", 3] },
      { label: "Do you sell to other businesses?", type: "choice", options: ["Yes", "No"], sent: ["luis", ["Yes"], 3] },
    ],
    talk: [6, "luis", "Does the certificate have to be this year’s?", "Yes, the one that ends next June. What you sent is right."],
  },
  {
    of: "harbor",
    project: "Quarterly newsletter",
    by: "maya",
    title: "Opening hours and holiday closures",
    sent: 3,
    due: 9,
    items: [
      { label: "Opening hours of both cafés in December", type: "long_text" },
      { label: "Days on which you are closed", type: "text" },
      { label: "Last day for orders before the holidays", type: "date" },
    ],
  },
  {
    of: "meridian",
    project: "Appointment pages",
    by: "maya",
    title: "Questions patients ask on the telephone",
    sent: 11,
    due: 3,
    reminded: 2,
    items: [
      { label: "The ten questions you hear most", type: "long_text", sent: ["joan", "How long does it take, does it hurt, may I bring my child, what does it cost without insurance, and where do I park. The others are mostly about the time.", 9], reviewed: ["accepted", 8] },
      { label: "Minutes a first visit takes", type: "number", sent: ["joan", "45", 9], reviewed: ["accepted", 8] },
      { label: "Photographs of the waiting room", type: "files", help: "As they come from the telephone are fine." },
      { label: "A second language for the pages", type: "text", optional: true, sent: ["joan", null, 9] },
    ],
  },
  { of: "tollhouse", project: "Staff pages and events", by: "maya", title: "Four biographies", sent: 20, due: -4, items: ["Bea", "Harriet", "Noor", "Callum"].map((name): Item => ({ label: `${name}, in three sentences`, type: "long_text" })) },
  { of: "harbor", project: "Shopfront sign, Exchange Street", by: "maya", title: "For the historic board", items: [{ label: "Deed, or a letter from the owner", type: "file" }, { label: "Opening hours as they stand on the door", type: "text" }] },
];

/** Puts the files away first, since that takes time; the moments then only name them. */
export async function act(): Promise<Moment[]> {
  const moments: Moment[] = [];
  let seed = 900;
  for (const one of asked()) {
    const ids = { request: "", items: {} as Record<string, string> };
    moments.push(...asking(one, ids));
    for (const item of one.items) {
      const answer = item.sent?.[1];
      const file = takesFiles(item) && typeof answer === "string" ? { name: answer, ...(await put(Readable.from([fileFor(one.of, answer, one.title, { seed: ++seed, shared: true })]))) } : undefined;
      moments.push(...answering(one, item, ids, file && { ...file, name: fileName(one.of, file.name, true) }));
    }
  }
  return moments;
}

const takesFiles = ({ type }: Item) => type === "file" || type === "files";
interface Ids {
  request: string;
  items: Record<string, string>;
}

function asking({ of, project, by, title, intro = "", sent, due, reminded, items, talk }: Asked, ids: Ids): Moment[] {
  const begun = sent ?? 1;
  // Counted from today, not from the day on which it is written.
  const day = (ahead: number | undefined) => (ahead === undefined ? undefined : workday(-ahead));
  const [neededBy, itemsNeededBy] = [day(due), items.map(({ due }) => day(due))];
  return [
    moment(ago(begun, "09:50"), ({ tx, members, clients, projects }) => {
      const member = members[by];
      ids.request = draftRequest(tx, member, clients[of], { title: words(of, title), projectId: project && projects[project] });
      changeRequest(tx, member, ids.request, { title: words(of, title), intro: intro && words(of, intro), projectId: project && projects[project], dueOn: neededBy });
      for (const [index, { label, type, help = "", options = [], optional }] of items.entries())
        ids.items[label] = addItem(tx, member, ids.request, { label: words(of, label), type, help: help && words(of, help), options: options.join("\n"), required: !optional, dueOn: itemsNeededBy[index] });
    }),
    ...(sent === undefined ? [] : [moment(ago(sent, "10:00"), ({ tx, members }) => sendRequest(tx, members[by], ids.request, stampOf(shownOf(requests(members[by], tx).find(ids.request)))))]),
    ...(reminded === undefined ? [] : [moment(ago(reminded, "09:00"), ({ tx, members }) => remindOf(tx, members[by], ids.request))]),
    ...(talk
      ? [
          moment(ago(talk[0], "10:40"), ({ tx, contacts }) => void ask(tx, contacts[talk[1]], subjectOf(requests(contacts[talk[1]], tx).find(ids.request)), { body: words(of, talk[2]) })),
          moment(ago(talk[0], "11:15"), ({ tx, members }) => void ask(tx, members[by], subjectOf(requests(members[by], tx).find(ids.request)), { body: words(of, talk[3]) })),
        ]
      : []),
  ];
}

function answering({ of, by }: Asked, item: Item, ids: Ids, file: { key: string; name: string; size: number; sha256: string } | undefined): Moment[] {
  const { label, sent, reviewed, draft } = item;
  const itemId = () => ids.items[label]!;
  const typed = (answer: string | string[]): Typed[] => [{ itemId: itemId(), answer: answerOf(of, item, answer) }];
  const latest = ({ members, tx }: Stage) => requests(members[by], tx).find(ids.request).items.find(({ id }) => id === itemId())!.latest!.id;
  return [
    ...(draft ? [moment(ago(draft[2], "17:10"), ({ tx, contacts }) => saveDrafts(tx, contacts[draft[0]], ids.request, typed(draft[1])))] : []),
    ...(sent
      ? [
          moment(ago(sent[2], "14:20"), ({ tx, contacts }) => {
            const contact = contacts[sent[0]];
            if (sent[1] === null) return haveNone(tx, contact, ids.request, itemId(), words(of, "We do not have this, and do not need it yet."));
            if (file) addFiles(tx, contact, ids.request, itemId(), [file]);
            submitAnswers(tx, contact, ids.request, typed(sent[1]));
          }),
        ]
      : []),
    ...(reviewed
      ? [
          moment(ago(reviewed[1], "14:10"), (stage) =>
            reviewed[0] === "accepted" ? acceptItem(stage.tx, stage.members[by], ids.request, itemId(), latest(stage)) : returnItem(stage.tx, stage.members[by], ids.request, itemId(), latest(stage), words(of, reviewed[2])),
          ),
        ]
      : []),
  ];
}

function answerOf(of: Whose, item: Item, answer: string | string[]): Answer {
  if (takesFiles(item)) return { files: [] };
  if (Array.isArray(answer)) return { chosen: answer };
  return item.type === "number" ? { number: answer } : item.type === "date" ? { day: answer } : { words: words(of, answer) };
}
