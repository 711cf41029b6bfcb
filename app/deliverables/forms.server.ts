import { z } from "zod";
import { isDay } from "#app/lib/dates.ts";
import { line, text } from "#app/lib/text.ts";
import { type Area, NOTE_LIMIT, areaNames } from "./deliverable.ts";

const title = line("Enter a title").min(1, "Enter a title").max(200, "A title has at most 200 characters");
const roundsIncluded = z.coerce.number({ error: "Enter a number of rounds, or leave it empty" }).int("Enter a whole number").min(1, "Enter 1 or more, or leave it empty").max(99, "Enter 99 or less").optional();
const round = z.coerce.number({ error: "Open the page again" }).int().positive();
const note = text().max(NOTE_LIMIT, "A note has at most 2,000 characters").default("");

export const DeliverableForm = z.object({ projectId: z.string({ error: "Choose a project" }).max(100), title, roundsIncluded });
/** `seen` is what the form showed: a change by somebody else meanwhile is not overwritten unseen. */
export const DeliverableChangeForm = z.object({ title, roundsIncluded, seen: z.string().max(100).optional() });

/** Files for the next round, and what is to be seen on them. The fields stand before the files. */
export const FilesForm = z.object({ alt: text().max(500, "A description has at most 500 characters").default("") });
export const LinkForm = z.object({
  url: z.string({ error: "Enter the link’s address" }).trim().max(2000, "A link has at most 2,000 characters").refine(leadsOut, "Enter an address that begins with https://, for example https://staging.example.com"),
  title: line("Say what it leads to").min(1, "Say what it leads to").max(200, "At most 200 characters"),
});
export const PieceForm = z.object({
  title: line("Enter a name").min(1, "Enter a name").max(200, "A name has at most 200 characters"),
  alt: text().max(500, "A description has at most 500 characters").default(""),
});

export const PublicationForm = z.object({
  /** The round that was shown: published meanwhile, it is not published again. */
  round,
  note,
  dueOn: z.string().refine(isDay, "Choose a day").optional(),
  policy: z.enum(["any", "all"]).default("any"),
  approvers: z.array(z.string().max(100)).max(200).default([]),
});
export const ReopeningForm = PublicationForm.extend({ reason: text("Say why it is opened again").min(1, "Say why it is opened again").max(500, "A reason has at most 500 characters") });

export const WithdrawalForm = z.object({ reason: text("Say why: the client reads it").min(1, "Say why: the client reads it").max(500, "A reason has at most 500 characters") });
export const OutsideApprovalForm = z.object({ round, note: text("Say who approved it, when and how").min(1, "Say who approved it, when and how").max(NOTE_LIMIT, "A note has at most 2,000 characters") });

/** G11: the typed name, the ticked box, and the round that was looked at. */
export const ApprovalForm = z.object({
  round,
  note,
  signedName: line("Type your full name").min(2, "Type your full name").max(120, "A name has at most 120 characters"),
  consent: z.literal("on", { error: "Tick the box to say that you approve" }),
});
export const RevisionsForm = z.object({ round, note });

const percent = z.coerce.number().min(0).max(100);
const body = text("Enter your comment").min(1, "Enter your comment").max(NOTE_LIMIT, "A comment has at most 2,000 characters");
/** A spot is `x` and `y` on a page; or one of its nine areas; or a paragraph; or none of them: the file, or all of it. */
export const PinForm = z.object({
  round,
  piece: z.string().max(100).optional(),
  page: z.coerce.number().int().min(1).max(100_000).optional(),
  x: percent.optional(),
  y: percent.optional(),
  area: z.enum(areaNames as [Area, ...Area[]]).optional(),
  paragraph: z.coerce.number().int().min(1).max(100_000).optional(),
  body,
});
export const ReplyForm = z.object({ body });

function leadsOut(address: string) {
  return URL.canParse(address) && ["https:", "http:"].includes(new URL(address).protocol);
}
