import { z } from "zod";
import { env } from "#app/lib/env.server.ts";
import { line, text } from "#app/lib/text.ts";
import { currencies, locales, timeZones } from "#app/lib/zones.ts";
import { colourFrom } from "./colour.ts";

/** What the form showed when it was drawn (`stampOf`): a change by somebody else meanwhile is not overwritten unseen. */
const seen = z.string().max(100).optional();

const EMAIL = "Enter an email address with an @, for example hello@northlight.example";
export const AgencyForm = z.object({
  name: line("Enter the name of your agency").min(1, "Enter the name of your agency").max(120, "A name has at most 120 characters"),
  address: line().max(300, "An address has at most 300 characters").default(""),
  phone: line().max(40, "A telephone number has at most 40 characters").default(""),
  email: z.email(EMAIL).max(254, EMAIL).default(""),
  seen,
});

const COLOUR = "Enter a colour as # and six digits, for example #0f4c5c";
export const ColourForm = z.object({
  brandColour: z
    .string({ error: COLOUR })
    .overwrite((typed) => colourFrom(typed) ?? typed)
    .refine((colour) => colourFrom(colour) === colour, COLOUR),
  seen,
});

/** Stands before the file. */
export const LogoForm = z.object({ seen });

const oneOf = (all: string[], error: string) => z.string({ error }).refine((value) => all.includes(value), error);
export const RegionForm = z.object({
  timeZone: oneOf(timeZones, "Choose a time zone from the list"),
  locale: oneOf(locales.map(({ locale }) => locale), "Choose a country from the list"),
  currency: oneOf(currencies, "Choose a currency from the list"),
  seen,
});

const days = (what: string) => z.number({ error: `Enter ${what} in days, from 1 to 365` }).int(`Enter ${what} in whole days`).min(1, `Enter ${what} in days, from 1 to 365`).max(365, `Enter ${what} in days, from 1 to 365`);
export const PortalForm = z.object({
  showTeamMembers: z.boolean().default(false),
  proposalDays: days("the time for a proposal"),
  acceptanceDays: days("the time for an acceptance"),
  declineNeedsReason: z.boolean().default(false),
  uploadLimitMb: z
    .number({ error: "Enter the size in megabytes, for example 50" })
    .int("Enter whole megabytes, for example 50")
    .min(1, "Enter at least 1 MB")
    .refine((limit) => limit <= env().UPLOAD_LIMIT_MB, { error: () => `This machine is set up for at most ${env().UPLOAD_LIMIT_MB} MB. Enter that or less` })
    .optional(),
  seen,
});

export const StaffForm = z.object({ membersSeeAll: z.boolean().default(false), seen });

const HOURS = "Enter the time in hours, from 1 to 720";
export const SupportForm = z.object({ ticketAnswerHours: z.number({ error: HOURS }).int("Enter whole hours").min(1, HOURS).max(720, HOURS), seen });
const KEPT = "Enter how many to keep, from 1 to 365";
export const BackupsForm = z.object({
  backupEvery: z.enum(["never", "daily", "weekly"], { error: "Choose when from the list" }),
  backupHour: z.coerce.number({ error: "Choose an hour from the list" }).int().min(0).max(23),
  backupsKept: z.number({ error: KEPT }).int(KEPT).min(1, KEPT).max(365, KEPT),
  seen,
});

export const LettersForm = z.object({ letterFooter: text().max(600, "A footer has at most 600 characters").default(""), seen });
