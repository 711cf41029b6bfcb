import { z } from "zod";
import { isDay } from "#app/lib/dates.ts";
import { line, text } from "#app/lib/text.ts";

const day = (error: string) => z.string({ error }).refine(isDay, error);
const notes = text().max(4000, "Internal notes have at most 4,000 characters").default("");

export const ProjectForm = z.object({
  name: line("Enter a name").min(1, "Enter a name").max(120, "A name has at most 120 characters"),
  summary: text().max(400, "A summary has at most 400 characters").default(""),
  stage: line().max(60, "A stage has at most 60 characters").default(""),
  /** Whether the client sees who works on it; empty follows the agency's setting. */
  team: z.enum(["agency", "shown", "hidden"]).default("agency"),
  internalNotes: notes,
});

export type ProjectInput = z.input<typeof ProjectForm>;

/** As ProjectForm; `seen` marks what the form showed, so that nobody's change is overwritten unseen. */
export const ProjectChangeForm = ProjectForm.extend({ seen: z.string().optional() });

/** As ProjectForm, with the client it is for and who manages it: fixed once it has begun. */
export const NewProjectForm = ProjectForm.extend({ clientId: z.string({ error: "Choose a client" }), managerId: z.string().optional() });

/** Who works on a project, by the ids of members; managers are members of it whether ticked or not. */
export const PeopleForm = z.object({ members: z.array(z.string()).max(500).default([]), managers: z.array(z.string()).max(500).default([]) });

export const TaskForm = z.object({
  title: line("Enter what is to be done").min(1, "Enter what is to be done").max(200, "A task has at most 200 characters"),
  assigneeId: z.string().optional(),
  dueOn: day("Enter a day, for example 2026-03-31").optional(),
  shownToClient: z.boolean().default(false),
  internalNotes: notes,
});

/** As TaskForm, with the mark of what the form showed. */
export const TaskChangeForm = TaskForm.extend({ seen: z.string().optional() });

export type TaskInput = z.input<typeof TaskForm>;
