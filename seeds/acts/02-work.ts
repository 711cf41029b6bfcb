import { addTask, moveTask } from "#app/projects/tasks.server.ts";
import { setPeople } from "#app/projects/people.server.ts";
import { finishProject, startProject } from "#app/projects/projects.server.ts";
import type { TaskStatus } from "#app/projects/task.ts";
import { ago, workday } from "../calendar.ts";
import { type Who, type Whose, internal, team, words } from "../cast.ts";
import { type Moment, moment } from "../stage.ts";

interface Task {
  title: string;
  who?: Who;
  status: TaskStatus;
  /** Working days from today until it is due. */
  due?: number;
  hidden?: true;
}
interface Project {
  of: Whose;
  name: string;
  summary: string;
  stage: string;
  notes: string;
  begun: number;
  finished?: number;
  managers: Who[];
  people: Who[];
  tasks: Task[];
}

const done = (who: Who, ...titles: string[]): Task[] => titles.map((title) => ({ title, who, status: "done" }));
const doing = (who: Who, due: number, ...titles: string[]): Task[] => titles.map((title) => ({ title, who, status: "in_progress", due }));
const open = (who: Who | undefined, ...titles: string[]): Task[] => titles.map((title) => ({ title, who, status: "open" }));

const projects: Project[] = [
  {
    of: "harbor", name: "Photography library", summary: "Two days of shooting at the roastery, 120 finished pictures.", stage: "Finished", notes: "All rights but resale. Second shoot only in spring light.",
    begun: 160, finished: 118, managers: ["maya"], people: ["tom"],
    tasks: done("tom", "Scout the roastery", "Shoot day one", "Shoot day two", "Select with Dana", "Retouch 120 pictures", "Hand over in three sizes"),
  },
  {
    of: "harbor", name: "Quarterly newsletter", summary: "Four mailings a year: written, designed and sent.", stage: "Winter issue in draft", notes: "Fixed price a quarter. Two rounds of changes, then hours.",
    begun: 110, managers: ["maya"], people: ["tom"],
    tasks: [...done("tom", "Winter issue: layout"), ...done("maya", "Winter issue: interview with the roaster", "Winter issue: choose three recipes"), ...doing("maya", 4, "Winter issue: second draft")],
  },
  {
    of: "harbor", name: "Online shop rebuild", summary: "A faster shop with subscriptions, gift cards and local pick-up.", stage: "In build", notes: "Old shop’s licence ends in March: no slack after that.",
    begun: 62, managers: ["maya"], people: ["ines", "tom"],
    tasks: [
      ...done("maya", "Interview five regular customers", "Agree the scope of work"),
      ...done("tom", "Sketch the product page", "Sketch the subscription pages", "Design the shop home page"),
      ...done("ines", "Set up the staging site", "Move the domain’s records", "Import 140 products", "Product page, built", "Basket, built", "Measure the old shop’s speed"),
      ...doing("ines", 6, "Subscriptions: choose, pause, cancel", "Local pick-up at three counters"),
      ...doing("tom", 3, "Pictures for 24 coffees"),
      ...open("ines", "Gift cards: buy and redeem", "Checkout, one page", "Sales tax for four states", "Order letters", "Search with mistakes allowed", "Redirects from 212 old addresses", "Back in stock letters", "Speed on a slow phone"),
      ...open("tom", "Empty basket and other quiet pages", "Gift card artwork", "Picture crops for phones"),
      ...open("maya", "Words for the delivery page", "Train Luis to add products", "Plan the night of the move"),
      ...open(undefined, "Wholesale price list behind a sign-in", "Look back after two weeks", "Stockist map"),
    ],
  },
  {
    of: "harbor", name: "Winter range packaging", summary: "Labels and boxes for three seasonal blends, from sketch to press.", stage: "Proof 2 with you", notes: "Hourly, $115. Biddeford invoices us, we pass it on at cost.",
    begun: 45, managers: ["maya"], people: ["tom", "ines"],
    tasks: [
      { title: "Correct the net weight on the side panel", who: "tom", status: "in_progress", due: -1 },
      { title: "Prepare press-ready files, three blends", who: "tom", status: "in_progress", due: 3 },
      { title: "Book the press check in Biddeford", who: "maya", status: "open", due: 5 },
      { title: "Photograph finished bags", status: "open" },
      { title: "Hand over the final files", who: "ines", status: "open", due: 14 },
      ...done("tom", "Draw the finch, three poses"),
      ...done("maya", "Write tasting notes", "Confirm bag supplier and sizes"),
      ...done("tom", "Choose the seasonal colours", "Sketch three directions", "Label design, Winter Blend", "Label design, Solstice", "Label design, Decaf", "Proof 1"),
      { title: "Foil stamp test", who: "tom", status: "cancelled" },
    ],
  },
  {
    of: "harbor", name: "Shopfront sign, Exchange Street", summary: "Fascia and window lettering for the new café.", stage: "Proposal with you", notes: "Historic district: the board meets on the first Tuesday.",
    begun: 14, managers: ["tom"], people: ["maya"],
    tasks: [...done("tom", "Measure the fascia"), ...open("tom", "Lettering at full size"), { title: "Ask two sign makers what they charge", who: "maya", status: "open", hidden: true }],
  },
  {
    of: "meridian", name: "Appointment pages", summary: "Booking without a phone call: find a time, change it, cancel it.", stage: "Round 2 in work", notes: "Their booking system goes down on Sundays.",
    begun: 50, managers: ["maya"], people: ["tom", "ines"],
    tasks: [...done("tom", "Draw the booking steps", "Appointment page, round 1"), ...done("ines", "Test the booking system’s interface"), ...doing("tom", 2, "Appointment page, round 2"), ...open("ines", "Reminders by text message", "Cancel and move an appointment"), ...open("maya", "Try it with three patients"), { title: "Ask their supplier about Sundays", who: "ines", status: "open", hidden: true }],
  },
  {
    of: "meridian", name: "Website care", summary: "Updates, backups and small changes, every month.", stage: "In care", notes: "Renewal offer for next year is out.",
    begun: 200, managers: ["maya"], people: ["ines"],
    tasks: [...done("ines", "Move to the new host", "Monthly update, last month"), ...doing("ines", 5, "Monthly update, this month")],
  },
  {
    of: "tollhouse", name: "Staff pages and events", summary: "Who you will meet in the shop, and what is on this month.", stage: "Waiting for biographies", notes: "Bea pays, the owner writes. Keep it to one call a month.",
    begun: 30, managers: ["maya"], people: ["tom"],
    tasks: [...done("tom", "Sketch the staff page"), ...doing("tom", 7, "Events list, from their calendar"), ...open("maya", "Chase the four biographies")],
  },
];

/** How a task came to be where it stands. */
const movesTo = { open: [], in_progress: ["start"], done: ["start", "finish"], cancelled: ["cancel"] } as const;

export const act = (): Moment[] =>
  projects.flatMap((project): Moment[] => {
    const { of, name, summary, stage, notes, begun, finished, managers, people, tasks } = project;
    const title = words(of, name);
    const lead = managers[0]!;
    // Tom manages one, but members start none: Maya starts it and gives it to him.
    const starter = team[lead].role === "member" ? "maya" : lead;
    const moments = [
      moment(ago(begun, "09:30"), ({ tx, members, clients, projects }) => {
        projects[name] = startProject(tx, members[starter], clients[of], { name: title, summary: words(of, summary), stage: words(of, stage), team: "agency", internalNotes: internal(notes) });
        const ids = (who: Who[]) => who.map((one) => members[one].id);
        setPeople(tx, members[starter], projects[name], { managers: ids(managers), members: ids(people) });
      }),
      ...tasks.flatMap((task, index) => tasksMoments(project, task, index)),
    ];
    if (finished) moments.push(moment(ago(finished, "16:00"), ({ tx, members, projects }) => finishProject(tx, members[lead], projects[name]!)));
    return moments;
  });

/** A task is added as the project begins, and moved on some day between then and now. */
function tasksMoments({ of, name, begun, finished = 0, managers }: Project, { title, who, status, due, hidden }: Task, index: number): Moment[] {
  let id = "";
  const ids = { assigneeId: who, dueOn: due === undefined ? undefined : workday(-due) };
  const minute = String(35 + index).padStart(2, "0");
  const added = moment(ago(begun, minute < "60" ? `09:${minute}` : `10:${String(+minute - 60).padStart(2, "0")}`), ({ tx, members, projects }) => {
    const assigneeId = ids.assigneeId && members[ids.assigneeId].id;
    id = addTask(tx, members[managers[0]!], projects[name]!, { title: hidden ? internal(title) : words(of, title), assigneeId, dueOn: ids.dueOn, shownToClient: !hidden, internalNotes: hidden ? internal("Ours alone.") : internal("") });
  });
  const span = begun - finished;
  const moved = movesTo[status].map((move, step) => {
    // Begun and ended in the order of the list, never outside the project's own days.
    const day = status === "in_progress" ? 7 : finished + Math.max(1, Math.round((span - 1) * (1 - (index + 1 + step * 0.5) / 34)));
    return moment(ago(Math.min(day, begun - 1), step ? "16:30" : "10:30"), ({ tx, members, projects }) => moveTask(tx, members[who ?? managers[0]!], projects[name]!, id, move));
  });
  return [added, ...moved];
}
