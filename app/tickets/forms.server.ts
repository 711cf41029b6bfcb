import { z } from "zod";
import { isDay } from "#app/lib/dates.ts";
import { line, text } from "#app/lib/text.ts";
import { MESSAGE_LIMIT, kinds, priorities } from "./ticket.ts";

const atMost = (limit: number) => `At most ${limit.toLocaleString("en-US")} characters. Send a longer text as a file`;
const words = (missing: string) => text(missing).min(1, missing).max(MESSAGE_LIMIT, atMost(MESSAGE_LIMIT));
const kind = z.enum(Object.keys(kinds) as [keyof typeof kinds], { error: "Choose what it is about" });
const subject = line("Enter a subject, for example “Booking form sends twice”").min(1, "Enter a subject, for example “Booking form sends twice”").max(200, "A subject has at most 200 characters");
const wantedOn = z.string({ error: "Enter a day, for example 2026-03-31" }).refine(isDay, "Enter a day, for example 2026-03-31").optional();
const asked = { kind, categoryId: z.string({ error: "Choose a category" }).max(60), subject, body: words("Say what you need, or what happened"), projectId: z.string().max(60).optional(), wantedOn };

export const TicketForm = z.object(asked);
/** On behalf of a client: whose words they are, and for whom. */
export const TicketForClientForm = z.object({ clientId: z.string({ error: "Choose a client" }).max(60), contactId: z.string().max(60).optional(), ...asked, body: words("Say what the client needs"), assigneeId: z.string().max(60).optional() });

export const ReplyForm = z.object({ body: words("Write your reply") });
/** A member's word to the client, and what becomes of the ticket with it. */
export const AnswerForm = z.object({ body: words("Write your reply"), next: z.enum(["ask", "resolve"]).optional() });
export const NoteForm = z.object({ body: words("Write the note") });

const priority = z.enum(priorities.map((_, index) => String(index)) as [string, ...string[]], { error: "Choose a priority" }).transform(Number);
export const DetailsForm = z.object({ assigneeId: z.string().max(60).optional(), priority, categoryId: z.string({ error: "Choose a category" }).max(60), projectId: z.string().max(60).optional(), seen: z.string().max(100).optional() });
export const SeveralForm = z.object({
  tickets: z.array(z.string().max(60)).min(1, "Tick at least one").max(200, "At most 200 at once"),
  /** A member's id; "nobody" for nobody, nothing for no change. */
  assign: z.string().max(60).optional(),
  priority: priority.optional(),
  query: z.string().max(2000).optional(),
});

export const DeclineForm = z.object({ reason: text("Say why, so that the client understands").min(1, "Say why, so that the client understands").max(2000, atMost(2000)) });
export const ReopenForm = z.object({ body: words("Say what is still wrong") });
export const RatingForm = z.object({ rating: z.enum(["3", "2", "1"], { error: "Choose one" }).transform(Number), note: text().max(2000, atMost(2000)).default("") });
export const MergeForm = z.object({ into: z.string({ error: "Choose where it goes on" }).max(60).min(1, "Choose where it goes on") });

export const CategoryForm = z.object({ kind, name: line("Enter a name").min(1, "Enter a name").max(60, "A name has at most 60 characters") });
export const CategoryNameForm = z.object({ name: line("Enter a name").min(1, "Enter a name").max(60, "A name has at most 60 characters"), seen: z.string().max(100).optional() });
export const CannedForm = z.object({ name: line("Enter a name").min(1, "Enter a name").max(120, "A name has at most 120 characters"), body: words("Write the reply"), seen: z.string().max(100).optional() });
