import { z } from "zod";
import { text } from "#app/lib/text.ts";
import { COMMENT_LIMIT } from "./comment.ts";

export const CommentForm = z.object({
  body: text("Write a comment")
    .min(1, "Write a comment")
    .max(COMMENT_LIMIT, `A comment has at most ${COMMENT_LIMIT.toLocaleString("en-US")} characters. Shorten it, or share the text as a file`),
});

/** As a member writes one: it may wait for a reply of the client. */
export const MemberCommentForm = CommentForm.extend({ awaitsReply: z.literal("on").optional() });
