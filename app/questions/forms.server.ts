import { z } from "zod";
import { text } from "#app/lib/text.ts";
import { QUESTION_LIMIT } from "./question.ts";

const atMost = `At most ${QUESTION_LIMIT.toLocaleString("en-US")} characters. Shorten it, or send the text as a file`;

export const QuestionForm = z.object({ body: text("Write your question").min(1, "Write your question").max(QUESTION_LIMIT, atMost) });
export const AnswerForm = z.object({
  body: text("Write your answer").min(1, "Write your answer").max(QUESTION_LIMIT, atMost),
  /** Whether it waits for a word of the client. */
  awaitsReply: z.literal("on").optional(),
});
export const MoreTimeForm = z.object({ note: text().max(QUESTION_LIMIT, atMost).default("") });
