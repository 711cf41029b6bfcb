import type { Catalogue } from "#app/events/catalogue.ts";

/** Characters, counted as the person sees lines: a line break is one. */
export const COMMENT_LIMIT = 2000;

export const happenings = {
  "comment.posted": { says: "commented on {subject}", tells: "agency", ask: "{actor} commented on {subject}", portal: true },
  "comment.answered": { says: "commented on {subject}", tells: "client", ask: "{actor} commented on {subject}", portal: true },
} satisfies Catalogue;
