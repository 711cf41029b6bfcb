import MarkdownIt, { type Token } from "markdown-it";
import type { Block, Inline } from "./prose.ts";

// No HTML, no pictures from elsewhere: what somebody wrote is words.
const markdown = new MarkdownIt("default", { html: false, linkify: false, typographer: false, breaks: true, maxNesting: 20 }).disable(["image"]);
const leadsOut = (to: string) => /^(https?:\/\/|mailto:|tel:)/i.test(to);
markdown.validateLink = (to) => leadsOut(to.trim());

/** Reads Markdown (CommonMark with tables) as a tree of blocks. Whatever is written, it gives a tree and never HTML. */
export const prose = (written: string): Block[] => blocksOf(markdown.parse(written, {}));

function blocksOf(tokens: Token[]): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    const end = endOf(tokens, at);
    const inside = tokens.slice(at + 1, end);
    if (token.type === "paragraph_open") blocks.push({ kind: "paragraph", of: inlineIn(inside) });
    else if (token.type === "heading_open") blocks.push({ kind: "heading", level: Number(token.tag.slice(1)), of: inlineIn(inside) });
    else if (token.type === "bullet_list_open" || token.type === "ordered_list_open") blocks.push({ kind: "list", ordered: token.type === "ordered_list_open", start: Number(token.attrGet("start") ?? 1), items: childrenOf(inside, "list_item_open").map(blocksOf) });
    else if (token.type === "blockquote_open") blocks.push({ kind: "quote", of: blocksOf(inside) });
    else if (token.type === "fence" || token.type === "code_block") blocks.push({ kind: "code", text: token.content.replace(/\n$/, "") });
    else if (token.type === "hr") blocks.push({ kind: "rule" });
    else if (token.type === "table_open") blocks.push(tableOf(inside));
    else if (token.type === "inline") blocks.push({ kind: "paragraph", of: inlinesOf(token.children ?? []) });
    at = end;
  }
  return blocks;
}

/** Where the token that closes this one stands; itself where it closes nothing. */
function endOf(tokens: Token[], at: number): number {
  if (tokens[at]!.nesting !== 1) return at;
  for (let depth = 0, here = at; here < tokens.length; here++) {
    depth += tokens[here]!.nesting;
    if (depth === 0) return here;
  }
  return tokens.length;
}

function childrenOf(tokens: Token[], type: string): Token[][] {
  const children: Token[][] = [];
  for (let at = 0; at < tokens.length; at++) {
    const end = endOf(tokens, at);
    if (tokens[at]!.type === type) children.push(tokens.slice(at + 1, end));
    at = end;
  }
  return children;
}

const inlineIn = (tokens: Token[]) => inlinesOf(tokens.find(({ type }) => type === "inline")?.children ?? []);

function tableOf(tokens: Token[]): Block {
  const rowsIn = (part: string) => childrenOf(tokens, part).flatMap((inside) => childrenOf(inside, "tr_open"));
  const cells = (row: Token[], type: string) => childrenOf(row, type).map(inlineIn);
  return { kind: "table", head: rowsIn("thead_open").flatMap((row) => cells(row, "th_open")), rows: rowsIn("tbody_open").map((row) => cells(row, "td_open")) };
}

const wrapping = { strong_open: "strong", em_open: "emphasis", s_open: "struck" } as const;

function inlinesOf(tokens: Token[]): Inline[] {
  const inlines: Inline[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    const end = endOf(tokens, at);
    if (token.type in wrapping) inlines.push({ kind: wrapping[token.type as keyof typeof wrapping], of: inlinesOf(tokens.slice(at + 1, end)) });
    else if (token.type === "link_open") inlines.push(...linked(String(token.attrGet("href") ?? ""), inlinesOf(tokens.slice(at + 1, end))));
    else if (token.type === "code_inline") inlines.push({ kind: "code", text: token.content });
    else if (token.type === "softbreak" || token.type === "hardbreak") inlines.push({ kind: "break" });
    else if (token.content) inlines.push({ kind: "text", text: token.content });
    at = end;
  }
  return inlines;
}

/** A link that leads nowhere is its words. */
const linked = (to: string, of: Inline[]): Inline[] => (leadsOut(to) ? [{ kind: "link", to, of }] : of);
