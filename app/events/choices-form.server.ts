import { z } from "zod";
import { timeZones } from "#app/lib/zones.ts";
import { whens } from "./topics.ts";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Enter a time, for example 20:00");
const when = z.enum(whens, { error: "Choose when" }).optional();

export const ChoicesForm = z
  .object({
    asks: when,
    talk: when,
    news: when,
    reminders: when,
    /** Empty for the agency's. */
    timeZone: z.string().refine((zone) => timeZones.includes(zone), "Choose a time zone of the list").optional(),
    digestAt: time.default("08:00"),
    quietFrom: time.optional(),
    quietTo: time.optional(),
    quietWeekends: z.literal("on").optional(),
  })
  .superRefine(({ quietFrom, quietTo }, { addIssue }) => {
    if (Boolean(quietFrom) !== Boolean(quietTo)) addIssue({ code: "custom", path: [quietFrom ? "quietTo" : "quietFrom"], message: "Enter both hours, or neither" });
  });
export type ChoicesWanted = z.output<typeof ChoicesForm>;
