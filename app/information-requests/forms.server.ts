import { z } from "zod";
import { isDay } from "#app/lib/dates.ts";
import { line, text } from "#app/lib/text.ts";
import { LONGEST, fieldOf, seenOf } from "./answer.ts";
import { type ItemType, itemTypes } from "./request.ts";

const day = (error: string) => z.string({ error }).refine(isDay, error);
const dueOn = day("Enter a day, for example 2026-03-31").optional();
const seen = z.string().max(100).optional();
const title = line("Enter a title").min(1, "Enter a title").max(200, "A title has at most 200 characters");

export const NewRequestForm = z.object({ clientId: z.string({ error: "Choose a client" }), title, projectId: z.string().optional(), templateId: z.string().optional() });
export const RequestForm = z.object({ title, intro: text().max(4000, "An introduction has at most 4,000 characters").default(""), projectId: z.string().optional(), dueOn, seen });

export const ItemForm = z
  .object({
    label: line("Say what you need").min(1, "Say what you need").max(300, "At most 300 characters"),
    help: text().max(2000, "Help has at most 2,000 characters").default(""),
    type: z.enum(Object.keys(itemTypes) as [keyof typeof itemTypes], { error: "Choose what kind of answer it is" }),
    /** One option a line. */
    options: text().max(8000, "Options have at most 8,000 characters").default(""),
    required: z.boolean().default(false),
    dueOn,
    seen,
    /** Set by the button that comes back for the next one. */
    another: z.string().optional(),
  })
  .superRefine(({ type, options }, check) => {
    const all = optionsIn(options);
    if (type !== "choice" && type !== "choices") return;
    if (all.length < 2) check.addIssue({ code: "custom", path: ["options"], message: "Write at least two options, one a line" });
    if (all.length > 50 || all.some((option) => option.length > 200)) check.addIssue({ code: "custom", path: ["options"], message: "At most 50 options of 200 characters each" });
  });

/** The options somebody wrote, one a line, each once. */
export const optionsIn = (written: string) => [...new Set(written.split("\n").map((option) => option.trim()).filter(Boolean))];

/** What the check page showed: it is sent as it was read. */
export const SendForm = z.object({ seen: z.string().max(100) });
const reason = (error: string) => text(error).min(1, error).max(2000, "A reason has at most 2,000 characters");
export const CancelForm = z.object({ reason: reason("Say why it is no longer needed") });
/** `submission` is the one that was read: a newer one meanwhile is refused. */
export const AcceptItemForm = z.object({ submission: z.string({ error: "Open the page again" }) });
/** Each item with the submission that was read: "ITEM:SUBMISSION". */
export const AcceptAllForm = z.object({ shown: z.array(z.string().regex(/^[\w-]{1,60}:[\w-]{1,60}$/)).min(1, "Open the page again").max(200) });
export const ReturnForm = z.object({ submission: z.string({ error: "Open the page again" }), reason: reason("Say what is missing, so that it can be mended") });
export const UndoForm = z.object({ reason: reason("Say why") });
export const WaiveForm = z.object({ reason: reason("Say why it is not needed") });
export const HaveNoneForm = z.object({ note: text("Say why, in a sentence").min(1, "Say why, in a sentence").max(2000, "A note has at most 2,000 characters"), seen: z.string().max(80).optional() });
export const RequestTemplateForm = z.object({ name: line("Enter a name").min(1, "Enter a name").max(120, "A name has at most 120 characters") });

const answerTo = ({ type, options }: { type: ItemType; options: string[] }) =>
  type === "choices" ? z.array(z.string().max(200)).max(Math.max(1, options.length), "Choose from the options").default([]) : text().max(type === "text" ? LONGEST.text : LONGEST.long_text, type === "text" ? "At most 500 characters" : "At most 20,000 characters. Send the rest as a file").default("");

/** A request's answers as its page posts them: for each item its field, and the mark of what it showed. What is of no item of this request is not read. */
export const answersForm = (items: { id: string; type: ItemType; options: string[] }[]) => z.object(Object.fromEntries(items.flatMap((item) => [[fieldOf(item.id), answerTo(item)], [seenOf(item.id), z.string().max(80).optional()]]))) as z.ZodType<Record<string, string | string[] | undefined>>;
