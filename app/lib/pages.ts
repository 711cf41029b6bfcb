/** Rows on one page of a list. */
export const PAGE_LENGTH = 50;

/** Which slice of a list a URL asks for: `?page=2`, counted from 1. Nonsense is the first page. */
export function sliceFrom(url: URL, length = PAGE_LENGTH) {
  const asked = Number(url.searchParams.get("page") ?? 1);
  const page = Number.isInteger(asked) && asked >= 1 && asked <= 100_000 ? asked : 1;
  return { page, offset: (page - 1) * length, limit: length };
}

/** What <Pages> draws: the links keep every other part of the URL. */
export function pageOf(url: URL, { page, offset, limit }: { page: number; offset: number; limit: number }, total: number) {
  const at = (number: number) => {
    const query = new URLSearchParams(url.searchParams);
    query.delete("_routes");
    if (number === 1) query.delete("page");
    else query.set("page", String(number));
    return `${url.pathname.replace(/\.data$/, "")}${query.size ? `?${query}` : ""}`;
  };
  const last = Math.min(offset + limit, total);
  return { first: total ? offset + 1 : 0, last, total, newer: page > 1 ? at(page - 1) : null, older: last < total ? at(page + 1) : null };
}

type Slice = { limit: number; offset: number };

/** Every row of a list, for a file: read at once, so that it is the list of one moment. */
export function allOf<Row>(page: (slice: Slice) => Row[], limit = 10_000): Row[] {
  const all: Row[] = [];
  for (let offset = 0; ; offset += limit) {
    const rows = page({ limit, offset });
    all.push(...rows);
    if (rows.length < limit) return all;
  }
}

/** Where the list of a URL is a file: the same rows in the same order, without pages. */
export function fileOf(url: URL): string {
  const query = new URLSearchParams(url.searchParams);
  for (const name of ["_routes", "page"]) query.delete(name);
  return `${url.pathname.replace(/\.data$/, "")}.csv${query.size ? `?${query}` : ""}`;
}

export type Direction = "ascending" | "descending";
export interface Sorted<Key extends string> {
  by: Key;
  direction: Direction;
}

/** What order a URL asks a list to stand in: `?sort=name`, or `?sort=-name` the other way round. Nonsense is `usual`. */
export function sortFrom<Key extends string>(url: URL, keys: readonly Key[], usual: Sorted<Key>): Sorted<Key> {
  const asked = url.searchParams.get("sort") ?? "";
  const by = keys.find((key) => key === asked.replace(/^-/, ""));
  return by ? { by, direction: asked.startsWith("-") ? "descending" : "ascending" } : usual;
}

/** For a table's heads: where each puts the list in its order, first page first; pressed again, the other way round. */
export function sortLinks<Key extends string>(url: URL, keys: readonly Key[], now: Sorted<Key>): Record<Key, { to: string; now: Direction | undefined }> {
  const at = (key: Key) => {
    const query = new URLSearchParams(url.searchParams);
    for (const name of ["_routes", "page"]) query.delete(name);
    query.set("sort", now.by === key && now.direction === "ascending" ? `-${key}` : key);
    return `${url.pathname.replace(/\.data$/, "")}?${query}`;
  };
  return Object.fromEntries(keys.map((key) => [key, { to: at(key), now: now.by === key ? now.direction : undefined }])) as never;
}
