import { z } from "zod";
import { line, text } from "#app/lib/text.ts";
import { LABEL_LIMIT, NOTE_LIMIT } from "./document.ts";

const label = line().max(LABEL_LIMIT, `A label has at most ${LABEL_LIMIT} characters`);

/** The fields that stand before the files. A box that is not ticked sends nothing. */
export const UploadForm = z.object({ share: z.boolean().default(false), label: label.default("") });
/** The version the page showed: a newer one is not replaced unseen. */
export const VersionForm = z.object({ version: z.coerce.number().int().min(1), note: text().max(NOTE_LIMIT, `What changed has at most ${NOTE_LIMIT} characters`).default("") });

/** What a document is called (without its ending), under which label it stands, on which project; and what the form showed. */
export const DocumentForm = z.object({
  name: line("Enter a name").min(1, "Enter a name").max(200, "A name has at most 200 characters"),
  label: label.default(""),
  projectId: z.string({ error: "Choose a project" }).max(100),
  seen: z.string().max(100).optional(),
});
export type DocumentInput = z.input<typeof DocumentForm>;

/** A label of a project's, and what it shall be called; nothing takes it off. */
export const LabelForm = z.object({ label: z.string({ error: "Choose a label" }).min(1, "Choose a label").max(200), to: label.default("") });
export type LabelInput = z.input<typeof LabelForm>;
