import type { Catalogue } from "#app/events/catalogue.ts";

export const QUESTION_LIMIT = 2000;

export const happenings = {
  "question.asked": { says: "asked a question about {subject}", tells: "agency", ask: "{actor} asked about {subject}", portal: true },
  "question.answered": { says: "answered a question about {subject}", tells: "client", ask: "{actor} answered about {subject}", portal: true },
  "time.asked_for": { says: "asked for more time for {subject}", tells: "agency", ask: "{actor} asks for more time for {subject}", portal: true },
} satisfies Catalogue;
