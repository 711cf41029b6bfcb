import { z } from "zod";
import { isDay } from "#app/lib/dates.ts";
import { text } from "#app/lib/text.ts";
import { LEAST_MINUTES, MOST_MINUTES, minutesFrom } from "./time.ts";

const day = (error: string) => z.string({ error }).refine(isDay, error);
const hours = "Enter the hours, for example 1.5, 1:30 or 90m";

/** Time as people write it: `hours` comes out in minutes. */
export const TimeForm = z.object({
  workedOn: day("Enter the day, for example 2026-03-31"),
  taskId: z.string().max(60).optional(),
  note: text().max(500, "What you did has at most 500 characters").default(""),
  hours: z.string({ error: hours }).transform((typed, check) => {
    const minutes = minutesFrom(typed);
    if (minutes === undefined) check.addIssue(hours);
    else if (minutes < LEAST_MINUTES) check.addIssue("Enter at least one minute: 0:01");
    else if (minutes > MOST_MINUTES) check.addIssue("A day has 24 hours. Split longer work over the days it was done");
    return minutes ?? 0;
  }),
  billable: z.boolean().default(false),
});
export type TimeInput = z.input<typeof TimeForm>;

/** As TimeForm, with the mark of what the form showed. */
export const TimeChangeForm = TimeForm.extend({ seen: z.string().optional() });

/** As TimeForm without a task, with the project it was for: logged from one's own week. */
export const SheetForm = TimeForm.omit({ taskId: true }).extend({ projectId: z.string({ error: "Choose a project" }).min(1, "Choose a project").max(60) });

/** Which entries, and what they become. */
export const MarkForm = z.object({
  entries: z.array(z.string().max(60)).min(1, "Choose at least one entry, by the boxes in the list").max(200, "Choose at most 200 entries at a time"),
  as: z.enum(["billable", "free"], { error: "Choose whether they are billable" }),
  /** Which slice of the list they were chosen on, to come back to it. */
  query: z.string().max(300).default(""),
});

/** What a timer is started for; the project stands in the address. */
export const TimerForm = z.object({ taskId: z.string().max(60).optional() });

/** What a member’s hour is charged at, as people write it; empty where nobody says. */
export const RateForm = z.object({ rate: z.string().max(20, "Enter an amount, for example 95.00").optional(), seen: z.string().optional() });
