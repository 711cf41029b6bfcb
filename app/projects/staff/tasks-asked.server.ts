import { agency } from "#app/agency/agency.server.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn } from "#app/lib/dates.ts";
import { sortFrom } from "#app/lib/pages.ts";
import { type TasksAsked, life, taskSorts } from "../task.ts";

const ownOrder = { by: "place", direction: "ascending" } as const;

/** What a URL asks of a project's tasks, as it was asked and as it is meant: the list and its file read it alike. Nonsense asks nothing. */
export function tasksAsked(url: URL) {
  const one = (name: string) => (url.searchParams.get(name) ?? "").slice(0, 120).trim();
  const asked = { search: one("search"), state: one("state"), assignee: one("assignee"), due: one("due") };
  const [sort, today] = [sortFrom(url, taskSorts, ownOrder), dayIn(agency().timeZone, now())];
  const state = ["todo", ...life.statuses].find((known) => known === asked.state) as TasksAsked["state"];
  const due = asked.due === "late" || asked.due === "soon" ? asked.due : undefined;
  const filter: TasksAsked = { state, due, today, assignee: asked.assignee || undefined, search: asked.search || undefined, sort };
  return { asked, filter, sort, today };
}
