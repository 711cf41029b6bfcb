import { data } from "@remix-run/node";
import { NotFound, Refused } from "./refused.ts";

/** What a problem is to the person: not found, a refusal in words with its status, or a bug, which is passed on as it is. */
export function answerFor(problem: unknown) {
  if (problem instanceof NotFound) return data(null, { status: 404 });
  if (problem instanceof Refused)
    return data({ sentence: problem.message, preview: problem.options.preview, back: problem.options.back }, { status: problem.status, headers: problem.options.retryAfter ? { "Retry-After": String(problem.options.retryAfter) } : {} });
  return problem;
}

/** The path and query a person asked for: without Remix's own `.data`, `_routes` and `index`. */
export function askedFor(request: Request) {
  const url = new URL(request.url);
  const path = url.pathname.replace(/\.data$/, "");
  if (request.method !== "GET") return path;
  const query = new URLSearchParams(url.searchParams);
  query.delete("_routes");
  query.delete("index");
  return query.size ? `${path}?${query}` : path;
}
