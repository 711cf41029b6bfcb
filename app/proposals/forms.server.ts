import { z } from "zod";
import { isDay } from "#app/lib/dates.ts";
import { scaledFrom } from "#app/lib/money.ts";
import { line, text } from "#app/lib/text.ts";
import { feeModels, periods } from "./proposal.ts";

const day = (error: string) => z.string({ error }).refine(isDay, error);
const seen = z.string().max(100).optional();
/** Amounts come as they were typed: what they mean depends on the proposal's currency, which the doing knows. */
const amount = z.string().max(40).optional();
const id = z.string().max(40).optional();

const Section = z.object({ id, heading: line().max(120, "A heading has at most 120 characters").default(""), body: text().max(20_000, "A section has at most 20,000 characters").default("") });
const LineOf = z.object({
  id,
  description: line().max(300, "A description has at most 300 characters").default(""),
  quantity: z.string().max(20).optional().refine((typed) => typed === undefined || (scaledFrom(typed, 2) ?? 0) > 0, "Enter how many, for example 2 or 1.5"),
  unit: line().max(30, "A unit has at most 30 characters").default(""),
  price: amount,
  optional: z.boolean().default(false),
});
const Milestone = z.object({ id, name: line().max(200, "A milestone has at most 200 characters").default(""), amount, dueOn: day("Enter a day, for example 2026-03-31").optional() });

/** A draft as it is written: incomplete is fine, nonsense is not. Its lists grow and shrink by conform's own intents. */
export const DraftForm = z.object({
  title: line("Enter a title").min(1, "Enter a title").max(200, "A title has at most 200 characters"),
  sections: z.array(Section).max(40, "A proposal has at most 40 sections").default([]),
  lines: z.array(LineOf).max(100, "A proposal has at most 100 lines").default([]),
  model: z.enum(Object.keys(feeModels) as [keyof typeof feeModels]).default("fixed"),
  amount,
  rate: amount,
  estimate: z.string().max(20).optional().refine((typed) => typed === undefined || (scaledFrom(typed, 2) ?? 0) > 0, "Enter hours, for example 40 or 12.5"),
  period: z.enum(Object.keys(periods) as [keyof typeof periods]).default("month"),
  milestones: z.array(Milestone).max(40, "A proposal has at most 40 milestones").default([]),
  terms: text().max(20_000, "Terms have at most 20,000 characters").default(""),
  expiresOn: day("Choose the day it is open until").optional(),
  recipients: z.array(z.string()).max(200).default([]),
  seen,
  /** Where its writer goes once it is saved; the deed is the same. */
  next: z.enum(["check", "attachments"]).optional(),
});
export const NewProposalForm = z.object({ clientId: z.string({ error: "Choose a client" }), title: DraftForm.shape.title, templateId: z.string().optional() });

/** A copy for the same client or another. */
export const CopyForm = NewProposalForm.omit({ templateId: true });
export const AttachForm = z.object({ seen });
/** `seen` is what the check page showed: it is sent as it was read, or not at all. */
export const SendForm = z.object({ seen: z.string().max(100), expiresOn: day("Choose the day it is open until").optional(), recipients: z.array(z.string()).max(200).default([]) });
export const ExtensionForm = z.object({ expiresOn: day("Choose the new day") });
export const WithdrawalForm = z.object({ reason: text().max(500, "A reason has at most 500 characters").default("") });
export const OutsideAnswerForm = z.object({ answer: z.enum(["accepted", "declined"], { error: "Choose what they answered" }), note: text("Write how and when they answered").min(1, "Write how and when they answered").max(2000, "A note has at most 2,000 characters") });
export const TemplateForm = z.object({ name: line("Enter a name").min(1, "Enter a name").max(120, "A name has at most 120 characters") });
export const ProjectFromForm = z.object({ name: line("Enter a name").min(1, "Enter a name").max(120, "A name has at most 120 characters") });

const version = z.coerce.number({ error: "Open the page again" }).int().positive();
/** The optional lines chosen, before signing. */
export const ChoiceForm = z.object({ version, chosen: z.array(z.string()).max(100).default([]) });
/** G11. `amount` is what the button said, in minor units: another sum meanwhile is refused. */
export const AcceptForm = z.object({
  version,
  chosen: z.array(z.string()).max(100).default([]),
  amount: z.coerce.number({ error: "Open the page again" }).int(),
  signedName: line("Type your full name").min(2, "Type your full name").max(120, "A name has at most 120 characters"),
  consent: z.literal("on", { error: "Tick the box to say that you accept" }),
});
export const DeclineForm = z.object({ version, reason: text().max(2000, "A reason has at most 2,000 characters").default("") });
