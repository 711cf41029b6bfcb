import { z } from "zod";
import { isDay } from "#app/lib/dates.ts";
import { line, text } from "#app/lib/text.ts";
import { email } from "#app/people/forms.server.ts";

/** What the form showed when it was drawn (`stampOf`): a change by somebody else meanwhile is not overwritten unseen. */
const seen = z.string().max(100).optional();

export const ClientForm = z.object({
  name: line("Enter the client’s name").min(1, "Enter the client’s name").max(120, "A name has at most 120 characters"),
  address: text().max(300, "An address has at most 300 characters").default(""),
  sinceOn: z.string({ error: "Enter the day they became a client, for example 2025-03-31" }).refine(isDay, "Enter the day they became a client, for example 2025-03-31"),
  lookedAfterBy: z.string().max(100).optional(),
  internalNotes: text().max(4000, "Internal notes have at most 4,000 characters").default(""),
});
export const ClientChangeForm = ClientForm.extend({ seen });

/** The four permissions, a box each: what is not ticked is not given. */
const permitted = { canViewInvoices: z.boolean().default(false), canApproveWork: z.boolean().default(false), canComment: z.boolean().default(false), canSubmitRequests: z.boolean().default(false) };

const person = {
  name: line("Enter a display name").min(1, "Enter a display name").max(120, "A display name has at most 120 characters"),
  email,
  role: line().max(80, "A role has at most 80 characters").default(""),
};

export const ContactForm = z.object({ ...person, ...permitted });
export const ContactChangeForm = z.object({ ...person, seen });
export const PermissionsForm = z.object({ ...permitted, seen });
