import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { figure } from "#app/lib/words.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { searchables } from "./all.server.ts";
import { CEILING, HITS, objectionTo, queryFrom, typed } from "./query.ts";
import { search } from "./search.server.ts";

/** What the page of results shows: `?q=words`, `?in=tasks` of one list alone, `?page=2`. */
export function resultsFor(viewer: SignedIn, request: Request) {
  const url = new URL(request.url);
  const q = typed(url.searchParams.get("q"));
  const nothing = { q, asked: url.searchParams.has("q"), objection: objectionTo(q), tabs: [], list: null, hits: [], more: false, pages: pageOf(url, sliceFrom(url, HITS), 0) };
  const query = nothing.objection === null && queryFrom(q);
  if (!query) return nothing;

  const found = search(viewer, query);
  const wanted = searchables.find(({ label }) => nameOf(label) === url.searchParams.get("in"))?.label ?? null;
  const { all, lists } = found.numbers(wanted);
  const one = lists.find(({ label }) => label === wanted);
  const [list, total] = [one?.label ?? null, one?.total ?? all];
  const slice = sliceFrom(url, HITS);
  const at = (label: string | null) => `${url.pathname.replace(/\.data$/, "")}?${new URLSearchParams({ q, ...(label !== null && { in: nameOf(label) }) })}`;
  const tab = (label: string | null, words: string, total: number, most = CEILING) => ({ to: at(label), label: words, count: total > most ? `${figure(most)}+` : total, current: list === label });
  return {
    ...nothing,
    list,
    tabs: lists.length > 1 ? [tab(null, "All", all), ...lists.map(({ label, total, most }) => tab(label, label, total, most))] : [],
    hits: total ? found.page(list, slice) : [],
    more: total > CEILING,
    pages: pageOf(url, slice, Math.min(total, CEILING)),
  };
}

const nameOf = (label: string) => label.toLowerCase().replaceAll(" ", "-");
