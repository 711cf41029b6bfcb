import { z } from "zod";
import { isDay } from "#app/lib/dates.ts";
import { line, text } from "#app/lib/text.ts";

const day = (error: string) => z.string({ error }).refine(isDay, error);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Enter a time, for example 17:00, or leave it empty for the end of the day").optional();
const version = z.coerce.number({ error: "Open the page again" }).int().positive();

export const AcceptanceForm = z.object({
  documentId: z.string({ error: "Choose a document" }),
  /** The version that was shown: another one meanwhile is refused. */
  version,
  title: line("Enter a title").min(1, "Enter a title").max(200, "A title has at most 200 characters"),
  note: text().max(2000, "A note has at most 2,000 characters").default(""),
  contacts: z.array(z.string()).max(200).default([]),
  policy: z.enum(["any", "all"]).default("any"),
  expiresOn: day("Choose the day it expires"),
  expiresTime: time,
});

export const ExtensionForm = z.object({ expiresOn: day("Choose the new day"), expiresTime: time });
export const WithdrawalForm = z.object({ reason: text().max(500, "A reason has at most 500 characters").default("") });

/** G11: the typed name, the ticked box, and the version that was read. */
export const SigningForm = z.object({
  version,
  signedName: line("Type your full name").min(2, "Type your full name").max(120, "A name has at most 120 characters"),
  consent: z.literal("on", { error: "Tick the box to say that you accept" }),
});
