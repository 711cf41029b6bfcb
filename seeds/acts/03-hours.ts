import { now } from "#app/lib/clock.ts";
import { logTime } from "#app/time/entries.server.ts";
import { startTimer } from "#app/time/timers.server.ts";
import { setRate } from "#app/time/rates.server.ts";
import { ago, dayOf, minutesAgo } from "../calendar.ts";
import { type Who, internal } from "../cast.ts";
import { type Moment, moment } from "../stage.ts";

/** What was done, on which working day before today, by whom, for how many hours; `free` is not billed. */
type Entry = [day: number, who: Who, hours: number, note: string, free?: "free"];

/** A stretch of the same work, so many hours a day, until the total is reached. */
function stretch(who: Who, from: number, total: number, aDay: number, notes: string[], free?: "free"): Entry[] {
  const entries: Entry[] = [];
  for (let left = total, day = from, index = 0; left > 0; left -= aDay, day -= 1, index++) entries.push([Math.max(day, 1), who, Math.min(aDay, left), notes[index % notes.length]!, free]);
  return entries;
}

const hours: Record<string, Entry[]> = {
  // 86.50 hours in all, 71.00 of them billable.
  "Winter range packaging": [
    [1, "tom", 3.5, "Press files, Winter Blend"],
    [2, "tom", 2.25, "Proof 2 corrections"],
    [3, "maya", 0.5, "Call with Biddeford press", "free"],
    [5, "tom", 6, "Label design, Solstice"],
    [6, "tom", 4, "Label design, Decaf"],
    ...stretch("tom", 40, 48, 6, ["Finch studies", "Three directions", "Colour and paper", "Label design, Winter Blend"]),
    ...stretch("maya", 42, 15, 2.5, ["Planning", "Call with the bag supplier", "Schedule"], "free"),
    ...stretch("ines", 20, 7.25, 3.75, ["Dielines to vector"]),
  ],
  // 204.75 hours in all.
  "Online shop rebuild": [
    ...stretch("ines", 44, 152, 5, ["Product page", "Basket", "Import of products", "Subscriptions", "Local pick-up"]),
    ...stretch("tom", 58, 36, 4, ["Shop home page", "Product page sketches", "Subscription pages"]),
    ...stretch("maya", 60, 16.75, 1.75, ["Planning", "Weekly call", "Scope of work"], "free"),
  ],
  // 38.00 hours in all.
  "Quarterly newsletter": [...stretch("maya", 100, 22, 2, ["Interview and first draft", "Recipes", "Sending and figures"]), ...stretch("tom", 90, 16, 2, ["Layout", "Pictures"])],
  "Photography library": [...stretch("tom", 150, 44, 8, ["Shooting", "Selection", "Retouching"]), ...stretch("maya", 155, 6, 2, ["Planning"], "free")],
  "Shopfront sign, Exchange Street": [[11, "tom", 2.5, "Measuring on site", "free"], [9, "tom", 3, "First sketches", "free"]],
  "Appointment pages": [...stretch("tom", 40, 26, 4, ["Booking steps", "Appointment page, round 1"]), ...stretch("ines", 30, 18.5, 3.5, ["Booking system’s interface"]), [2, "tom", 3.25, "Appointment page, round 2"]],
  "Website care": stretch("ines", 180, 14, 1, ["Monthly update", "Small changes"]),
  "Staff pages and events": [[20, "tom", 4, "Staff page sketch"], [8, "tom", 2.5, "Events list"]],
};

/** What an hour of each is charged at, said before the first was logged. */
const rates: Partial<Record<Who, string>> = { ruth: "150.00", maya: "115.00", tom: "115.00", ines: "105.00" };

export const act = (): Moment[] => [
  ...Object.entries(rates).map(([who, rate]) => moment(ago(380, "09:00"), ({ tx, members }) => setRate(tx, members.ruth, members[who as Who].id, { rate }))),
  ...worked(),
  // Two are at work as the story is told.
  moment(minutesAgo(72), ({ tx, members, projects }) => void startTimer(tx, members.maya, projects["Winter range packaging"]!, {})),
  moment(minutesAgo(25), ({ tx, members, projects }) => void startTimer(tx, members.tom, projects["Appointment pages"]!, {})),
];

const worked = (): Moment[] =>
  Object.entries(hours).flatMap(([project, entries]) =>
    entries.map(([day, who, worked, note, free], index) =>
      moment(ago(day, `17:${String(index % 50).padStart(2, "0")}`), ({ tx, members, projects }) =>
        logTime(tx, members[who], projects[project]!, { workedOn: dayOf(now()), minutes: worked * 60, billable: !free, note: internal(note) }),
      ),
    ),
  );
