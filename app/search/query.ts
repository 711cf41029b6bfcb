/** Characters one may ask for at once. */
export const QUERY_LIMIT = 100;
/** Hits that are counted and listed; beyond it the page says that there are more. */
export const CEILING = 500;
/** Hits that are counted of a list which is not looked at: its number says that there are more. */
export const COUNTED = 99;
/** Hits on one page. */
export const HITS = 20;

/** What somebody looks for: words and phrases that must all be there; the last may be the beginning of a word. */
export interface Query {
  terms: string[];
  open: boolean;
}

// Control characters, and halves of characters.
const unspeakable = /[\p{Cc}\p{Cs}]+/gu;
const isWord = (text: string) => /[\p{L}\p{N}]/u.test(text);

/** What is typed, in one line without what cannot be seen. */
export const typed = (given: string | null) => (given ?? "").replace(unspeakable, " ").trim();

/** Reads what is typed: words, and phrases in quotes. Signs between words ask for nothing. Null where no word is left. */
export function queryFrom(given: string): Query | null {
  const parts = [...typed(given).matchAll(/["“”„]([^"“”„]*)["“”„]|[^\s"“”„]+/gu)].map(([whole, phrase]) => ({ text: phrase ?? whole, open: phrase === undefined })).filter(({ text }) => isWord(text));
  return parts.length ? { terms: parts.map(({ text }) => text), open: parts.at(-1)!.open } : null;
}

/** Why a query finds nothing before it is asked, in a sentence; null where it can be asked. */
export function objectionTo(given: string): string | null {
  if (given.length > QUERY_LIMIT) return `Search for at most ${QUERY_LIMIT} characters: a few words that stand close to what you look for.`;
  if (queryFrom(given) === null) return "Search for a word: letters or figures, not signs alone.";
  return null;
}

/** The terms for FTS5. Each stands in quotes, so that none is ever read as its language. */
const termsFor = ({ terms, open }: Query) => terms.map((term, at) => `"${term.replaceAll('"', '""')}"${open && at === terms.length - 1 ? " *" : ""}`).join(" AND ");

/** Each word of `scope` is one of the entries' own; of each group one must be there. */
export const matchFor = (query: Query, columns: "title" | "title body", scope: string[][] = []) =>
  [...scope.map((words) => `scope : (${words.join(" OR ")})`), `{${columns}} : (${termsFor(query)})`].join(" AND ");

/** The better matches first: in the title before in the text, whole words before beginnings. */
export const tiersOf = (query: Query): [query: Query, columns: "title" | "title body"][] =>
  (["title", "title body"] as const).flatMap((columns) => [[{ ...query, open: false }, columns] as [Query, typeof columns], ...(query.open ? [[query, columns] as [Query, typeof columns]] : [])]);

/** A part of a title or an excerpt; marked where it is what was looked for. */
export interface Piece {
  text: string;
  marked: boolean;
}
/** Stand before and after what was found: no words have them. */
export const [MARK, UNMARK] = ["\u0002", "\u0003"];

/** Pieces of a text in which what was found stands between MARK and UNMARK. */
export const piecesOf = (text: string): Piece[] =>
  text
    .split(MARK)
    .flatMap((part, at) => {
      const end = at === 0 ? -1 : part.indexOf(UNMARK);
      return [
        { text: end < 0 ? "" : part.slice(0, end), marked: true },
        { text: part.slice(end + 1).replaceAll(UNMARK, ""), marked: false },
      ];
    })
    .filter(({ text }) => text !== "");

export const plain = (pieces: Piece[]) => pieces.map(({ text }) => text).join("");
