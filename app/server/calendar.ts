import type { LoaderFunctionArgs } from "@remix-run/node";
import { feedOf } from "#app/needs/calendar.server.ts";
import { answerFor } from "#app/lib/answer.server.ts";

/** A person's calendar, by its secret address alone: calendar programs sign in nowhere. */
export const loader = ({ params }: LoaderFunctionArgs) => {
  try {
    return feedOf(params.token!.replace(/\.ics$/, ""));
  } catch (problem) {
    throw answerFor(problem);
  }
};
