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
