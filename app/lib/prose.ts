/** Words within a line. Links lead to the web, a mailbox or a telephone and nowhere else. */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "strong"; of: Inline[] }
  | { kind: "emphasis"; of: Inline[] }
  | { kind: "struck"; of: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "link"; to: string; of: Inline[] }
  | { kind: "break" };

/** A piece of text as it is read: pages and papers draw it from this, never from HTML. Headings count from 1. */
export type Block =
  | { kind: "paragraph"; of: Inline[] }
  | { kind: "heading"; level: number; of: Inline[] }
  | { kind: "list"; ordered: boolean; start: number; items: Block[][] }
  | { kind: "quote"; of: Block[] }
  | { kind: "code"; text: string }
  | { kind: "table"; head: Inline[][]; rows: Inline[][][] }
  | { kind: "rule" };

/** The words alone: for snippets and comparisons. */
export const plain = (inlines: Inline[]): string => inlines.map((inline) => ("of" in inline ? plain(inline.of) : inline.kind === "break" ? "\n" : inline.text)).join("");
