import { type Block, type Inline, plain } from "../prose.ts";
import { type Doc, type Element, breakable, hairline, ink, line, lineGap, margin, need, quiet, size, widthOf } from "./page.server.ts";
import { table } from "./table.server.ts";

/** Leaves room below what was written last, in points. */
export const after = (doc: Doc, points: number) => void (doc.y += points);

/** Words as one paragraph, or another element of that kind. */
export const paragraph = (doc: Doc, parent: Element, kind: string, words: string | Inline[], { x = margin.left, width = widthOf(doc), small = false, strong = false } = {}) =>
  parent.add(
    doc.struct(kind, {}, () => {
      doc.fontSize(small ? size.small : size.text).fillColor(small ? quiet : ink);
      run(doc, typeof words === "string" ? [{ kind: "text", text: words }] : words, { x, width, font: strong ? "strong" : "regular" });
    }),
  );

/** Prose, block by block, set in from `x`. A table of it stands at the root, across the page. */
export function blocks(doc: Doc, root: Element, parent: Element, all: Block[], x: number) {
  const width = margin.left + widthOf(doc) - x;
  for (const block of all) {
    if (block.kind === "paragraph") {
      need(doc, 26);
      paragraph(doc, parent, "P", block.of, { x, width });
      after(doc, 6);
    } else if (block.kind === "heading") heading(doc, parent, plain(block.of), block.level === 1 ? 2 : 3, x);
    else if (block.kind === "rule") {
      after(doc, 4);
      line(doc, hairline);
      after(doc, 8);
    } else if (block.kind === "code") {
      paragraph(doc, parent, "Code", block.text, { x, width });
      after(doc, 6);
    } else if (block.kind === "quote") {
      const quoted = doc.struct("BlockQuote");
      parent.add(quoted);
      blocks(doc, root, quoted, block.of, x + 16);
      quoted.end();
    } else if (block.kind === "list") listOf(doc, root, parent, block, x);
    else table(doc, root, block.head.map((cell) => ({ head: plain(cell), share: 1 })), block.rows.map((row) => row.map(plain)));
  }
}

function listOf(doc: Doc, root: Element, parent: Element, { ordered, start, items }: Extract<Block, { kind: "list" }>, x: number) {
  const all = doc.struct("L");
  parent.add(all);
  items.forEach((item, index) => {
    need(doc, 22);
    const y = doc.y;
    const entry = doc.struct("LI");
    all.add(entry);
    entry.add(doc.struct("Lbl", {}, () => void doc.font("regular").fontSize(size.text).fillColor(quiet).text(ordered ? `${start + index}.` : "–", x, y, { width: 20, lineGap })));
    doc.y = y;
    const body = doc.struct("LBody");
    entry.add(body);
    blocks(doc, root, body, item, x + 20);
    body.end();
    entry.end();
    after(doc, -2);
  });
  all.end();
  doc.x = x;
  after(doc, 4);
}

/** A heading, with room for what it heads below it. */
export function heading(doc: Doc, parent: Element, words: string, level: 1 | 2 | 3, x = margin.left) {
  after(doc, level === 3 ? 4 : 8);
  // Never alone at the foot of a page.
  need(doc, size[level] + 48);
  parent.add(doc.struct(`H${level}`, {}, () => void doc.font("strong").fontSize(size[level]).fillColor(ink).text(breakable(words), x, doc.y, { width: margin.left + widthOf(doc) - x, lineGap: 1.5 })));
  after(doc, 5);
}

/** Words that begin at `x` and wrap within `width`, in their several kinds. */
function run(doc: Doc, inlines: Inline[], { x, width, font }: { x: number; width: number; font: string }) {
  const flat = flattened(inlines, font);
  if (flat.length === 0) flat.push({ words: " ", font, link: undefined });
  flat.forEach(({ words, font, link }, index) => {
    const how = { width, lineGap, continued: index < flat.length - 1, link: link ?? null, underline: Boolean(link) };
    doc.font(font);
    if (index === 0) doc.text(words, x, doc.y, how);
    else doc.text(words, how);
  });
}

function flattened(inlines: Inline[], font: string, link?: string): { words: string; font: string; link: string | undefined }[] {
  return inlines.flatMap((one) => {
    if (one.kind === "break") return [{ words: "\n", font, link }];
    if (one.kind === "text" || one.kind === "code") return [{ words: breakable(one.text), font, link }];
    return flattened(one.of, one.kind === "strong" ? "strong" : one.kind === "emphasis" ? "slanted" : font, one.kind === "link" ? one.to : link);
  });
}
