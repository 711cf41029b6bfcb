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

/** Where in its project's order a task is to stand, counted from 1. */
export const PlaceForm = z.object({ place: z.number({ error: "Enter a place, for example 3" }).int("Enter a whole number").min(1, "The first place is 1").max(100_000, "Enter a smaller number") });

/** Which tasks, and what becomes of them: one of `severalWords`, or `assign:` and the id of a member, nobody's where it is empty. */
export const SeveralForm = z.object({
  tasks: z.array(z.string().max(60)).min(1, "Choose at least one task, by the boxes in the list").max(200, "Choose at most 200 tasks at a time"),
  act: z.string({ error: "Choose what to do with them" }).regex(/^(finish|cancel|reopen|show|hide|assign:[\w-]{0,60})$/, "Choose what to do with them"),
  /** Which slice of the list they were chosen on, to come back to it. */
  query: z.string().max(400).default(""),
});

const taker = z.string().max(100).default("");
/**
 * Who takes what a member leaves behind, kind by kind: ids of members, or none. `each` holds what goes to somebody else:
 * "PROJECT:MEMBER", "TASK:MEMBER", "CLIENT:MEMBER".
 */
export const HandoverForm = z.object({ projects: taker, tasks: taker, clients: taker, tickets: taker, each: z.array(z.string().max(200).optional()).max(400).default([]) });
