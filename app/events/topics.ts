import type { Face } from "#app/people/viewer.ts";
import { type Action, happening } from "./all.ts";

/** What letters are about, as people choose when to get them. What concerns security, and receipts, is none of them: it always goes. */
export const topics = ["asks", "talk", "news", "reminders"] as const;
export type Topic = (typeof topics)[number];

/** When letters of a topic go: each at once, all of a day together, or none (the bell has them all the same). */
export const whens = ["now", "daily", "never"] as const;
export type When = (typeof whens)[number];
export const whenWords = { now: "At once", daily: "Once a day, together", never: "No letter" } satisfies Record<When, string>;

/** What each is called where it is chosen; the agency is reminded by its own desk, not by letter. */
export const topicWords: Record<Face, Partial<Record<Topic, { label: string; hint: string }>>> = {
  portal: {
    asks: { label: "What we need from you", hint: "Something to answer, to accept, to look at again." },
    talk: { label: "Comments and answers", hint: "What we write to you about projects and papers." },
    news: { label: "News", hint: "Documents we share, and what was settled." },
    reminders: { label: "Reminders", hint: "Before something is due, and when it is late. At most one letter a day." },
  },
  staff: {
    asks: { label: "What clients ask of us", hint: "More time, something new to do." },
    talk: { label: "Comments and questions", hint: "What clients write." },
    news: { label: "News", hint: "Answers given, decisions, what expired." },
  },
};

/** How pressing a happening is: its own word in the catalogue, else by its noun. */
export function topicOf(action: Action): Topic {
  const own = happening(action).topic;
  if (own) return own;
  const noun = action.split(".")[0]!;
  return noun === "comment" || noun === "question" ? "talk" : noun === "time" ? "asks" : "news";
}
