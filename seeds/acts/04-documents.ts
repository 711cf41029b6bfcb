import { Readable } from "node:stream";
import { put } from "#storage/files.server.ts";
import { addVersion, upload } from "#app/documents/documents.server.ts";
import { ago, minutesAgo, month } from "../calendar.ts";
import { type Who, type Whose, fileName } from "../cast.ts";
import { fileFor } from "../files.ts";
import { type Moment, type Stage, moment } from "../stage.ts";

/** A file, the working day before today on which it came, who brought it. `internal` is not shared; `replaces` names the one it is a new version of, with what changed. */
type Paper = [name: string, day: number, who: Who, how?: "internal" | { replaces: string; note: string } | { label: string }];

const of: Record<string, Whose> = { "Appointment pages": "meridian", "Website care": "meridian", "Staff pages and events": "tollhouse" };

const papers = (): Record<string, Paper[]> => ({
  "Winter range packaging": [
    ["Print specification v2.pdf", 0, "maya", { label: "For the printer" }],
    ["Winter Blend label, proof 2.pdf", 2, "tom", { label: "Design" }],
    ["Dieline, 12 oz bag.ai", 7, "tom", { label: "For the printer" }],
    ["Estimate, internal.xlsx", 6, "maya", "internal"],
    ["Bird illustrations, all sizes.zip", 12, "tom", { label: "Design" }],
    ["Tasting notes and copy.docx", 17, "maya"],
    [`Schedule, ${month(2)} to ${month(-2)}.pdf`, 35, "maya"],
    ["Winter Blend label, proof 1.pdf", 21, "tom", { label: "Design" }],
    ["Solstice label, first layout.pdf", 14, "tom", { label: "Design" }],
    ["Decaf label, first layout.pdf", 13, "tom", { label: "Design" }],
    ["Bag supplier, sizes and prices.xlsx", 24, "maya", { label: "For the printer" }],
    ["Three directions.pdf", 29, "tom", { label: "Design" }],
    ["Finch, pencil studies.png", 33, "tom", { label: "Design" }],
    ["Seasonal colours.pdf", 31, "tom", { label: "Design" }],
    ["Brief, as agreed.docx", 43, "maya", { label: "Contracts" }],
  ],
  "Online shop rebuild": [
    ["Scope of work, version 1.pdf", 61, "maya", { label: "Contracts" }],
    ["Scope of work, version 2.pdf", 48, "maya", { replaces: "Scope of work, version 1.pdf", note: "Gift cards and the three pick-up counters are in; the blog is out." }],
    ["Scope of work, version 3.pdf", 8, "maya", { replaces: "Scope of work, version 2.pdf", note: "Subscriptions move to January, as agreed on the call. Nothing else changed." }],
    ["Product list for import.xlsx", 10, "ines"],
    ["Shop home page.png", 18, "tom", { label: "Design" }],
    ["Product page, desktop.png", 40, "tom", { label: "Design" }],
    ["Product page, phone.png", 40, "tom", { label: "Design" }],
    ["Subscription pages.pdf", 36, "tom"],
    ["Basket and checkout, sketches.pdf", 33, "tom", { label: "Design" }],
    ["Old addresses to redirect.csv", 26, "ines"],
    ["Speed of the old shop.csv", 55, "ines"],
    ["Five customers, what they said.docx", 57, "maya"],
    ["Accessibility notes.docx", 30, "ines"],
    ["How to add a product.pdf", 15, "ines", { label: "Guides" }],
    ["Delivery zones.csv", 22, "maya"],
    ["Gift cards, how they work.pdf", 9, "maya", { label: "Guides" }],
    ["Local pick-up, three counters.pdf", 20, "maya"],
    ["Letters the shop sends.docx", 19, "maya"],
    ["Sales tax, four states.xlsx", 23, "maya"],
    ["Photograph list for 24 coffees.xlsx", 27, "tom"],
    ["Icons.zip", 28, "tom", { label: "Design" }],
    ["Staging site, how to get in.pdf", 32, "ines", { label: "Guides" }],
    ["Plan until the move.xlsx", 12, "maya"],
    ["Weekly call, notes.docx", 5, "maya"],
    ["Domain records, before and after.csv", 46, "ines"],
    ["Hours left, internal.xlsx", 4, "maya", "internal"],
  ],
  "Shopfront sign, Exchange Street": [
    ["Fascia, measured.pdf", 11, "tom"],
    ["Exchange Street, as it is.png", 11, "tom"],
    ["Lettering, first sketches.pdf", 9, "tom", { label: "Design" }],
  ],
  "Quarterly newsletter": [
    ["Winter issue, first draft.pdf", 9, "maya", { label: "Winter issue" }],
    ["Winter issue, pictures.zip", 10, "tom", { label: "Winter issue" }],
    ["Interview with Sam.docx", 16, "maya", { label: "Winter issue" }],
    ["Autumn issue, as sent.pdf", 45, "maya", { label: "Autumn issue" }],
    ["Autumn issue, figures.csv", 40, "maya", { label: "Autumn issue" }],
    ["Summer issue, as sent.pdf", 88, "maya"],
    ["Summer issue, figures.csv", 84, "maya"],
    ["Layout, empty.pdf", 102, "tom"],
    ["Plan of the year.docx", 105, "maya"],
  ],
  "Photography library": [
    ["Roastery, day one.zip", 126, "tom"],
    ["Roastery, day two.zip", 119, "tom"],
    ["Contact sheet.pdf", 124, "tom"],
    ...Array.from({ length: 38 }, (_, index): Paper => [`Roastery ${String(index + 1).padStart(3, "0")}.png`, 123 - Math.floor(index / 10), "tom"]),
  ],
  "Appointment pages": [
    ["Booking steps.pdf", 38, "tom"],
    ["Appointment page, round 1.png", 12, "tom"],
    ["Interface of the booking system.csv", 29, "ines"],
    ["Questions for the front desk.docx", 33, "maya"],
    ["Supplier, what they promise.docx", 20, "ines", "internal"],
  ],
  "Website care": [
    [`Report, ${month(1)}.pdf`, 18, "ines"],
    [`Report, ${month(2)}.pdf`, 39, "ines"],
    ["Backups, how often and where.pdf", 190, "ines"],
  ],
  "Staff pages and events": [
    ["Staff page, sketch.png", 19, "tom"],
    ["What we need for each biography.docx", 22, "maya"],
  ],
});

/** Puts the files away first, since that takes time; the moments then only name them. */
export async function act(): Promise<Moment[]> {
  const moments: Moment[] = [];
  let seed = 0;
  for (const [project, list] of Object.entries(papers()))
    for (const [name, day, who, how] of list) {
      const [whose, shared] = [of[project] ?? "harbor", how !== "internal"];
      const stored = await put(Readable.from([fileFor(whose, name, project, { seed: ++seed, shared })]));
      const file = { ...stored, name: fileName(whose, name, shared) };
      const at = day === 0 ? minutesAgo(46) : ago(day, `1${seed % 6}:${10 + (seed % 49)}`);
      moments.push(moment(at, (stage) => bring(stage, { project, name, who, how, file })));
    }
  return moments;
}

type Brought = { project: string; name: string; who: Who; how: Paper[3]; file: Parameters<typeof addVersion>[4] };

function bring({ tx, members, projects, documents }: Stage, { project, name, who, how, file }: Brought) {
  if (typeof how === "object" && "replaces" in how) documents[name] = addVersion(tx, members[who], documents[how.replaces]!, Number(/\d/.exec(how.replaces)![0]), file, how.note).id;
  else [documents[name]] = upload(tx, members[who], projects[project]!, { share: how !== "internal", label: typeof how === "object" ? how.label : "" }, [file]) as [string];
}
