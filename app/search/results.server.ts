import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { figure } from "#app/lib/words.ts";
import type { SignedIn } from "#app/people/viewer.ts";
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
  const lists = found.lists();
  const list = lists.find(({ label }) => nameOf(label) === url.searchParams.get("in"))?.label ?? null;
  const total = lists.filter(({ label }) => list === null || label === list).reduce((sum, { total }) => sum + total, 0);
  const slice = sliceFrom(url, HITS);
  const at = (label: string | null) => `${url.pathname.replace(/\.data$/, "")}?${new URLSearchParams({ q, ...(label !== null && { in: nameOf(label) }) })}`;
  const tab = (label: string | null, words: string, total: number) => ({ to: at(label), label: words, count: total > CEILING ? `${figure(CEILING)}+` : total, current: list === label });
  return {
    ...nothing,
    list,
    tabs: lists.length > 1 ? [tab(null, "All", lists.reduce((sum, { total }) => sum + total, 0)), ...lists.map(({ label, total }) => tab(label, label, total))] : [],
    hits: total ? found.page(list, slice) : [],
    more: total > CEILING,
    pages: pageOf(url, slice, Math.min(total, CEILING)),
  };
}

const nameOf = (label: string) => label.toLowerCase().replaceAll(" ", "-");
