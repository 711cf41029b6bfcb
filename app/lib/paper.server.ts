import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import { type Block, type Inline, plain } from "./prose.ts";

/** What stands at the head of every paper, and at the foot of its pages. */
export interface Letterhead {
  title: string;
  /** What it is and which: "Proposal PR-0031, version 2". */
  reference: string;
  agency: { name: string; address: string; brandColour: string };
  /** The agency's mark as PNG or JPEG bytes, with its size; its name in type without one. */
  mark?: { bytes: Buffer; width: number; height: number };
  /** BCP 47: decides the language read aloud, and A4 or Letter. */
  locale: string;
  /** When it was made: in the file's own facts, so that the same paper is the same bytes. */
  at: Date;
}

export interface PaperColumn {
  head: string;
  /** A share of the width. */
  share: number;
  /** Figures stand on the right. */
  right?: boolean;
}

/** What a paper is written with, from top to bottom; it turns the page by itself. */
export interface Paper {
  heading(words: string, level?: 1 | 2 | 3): void;
  text(words: string | Inline[], how?: { small?: boolean; strong?: boolean }): void;
  prose(blocks: Block[]): void;
  /** Labels and values side by side; `room` is kept free at the right. */
  facts(pairs: [label: string, value: string][], room?: number): void;
  /** The head is repeated on each page; the last line of `foot` is the total, under a double line. `tight` rows stand closer. */
  table(columns: PaperColumn[], rows: string[][], foot?: string[][], how?: { tight?: boolean }): void;
  /** A name on a line, and what was recorded below it. */
  signature(name: string, below: string[]): void;
  /** A drawing of one path in squares of 1, a QR code for one; `words` say what it is. `aside` it stands at the right of what comes next. */
  code(drawing: { size: number; path: string }, points: number, words: string, how?: { aside?: boolean }): void;
  rule(): void;
  gap(points?: number): void;
}

type Doc = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

const fonts = (() => {
  const require = createRequire(import.meta.url);
  const inter = (name: string) => require.resolve(`@expo-google-fonts/inter/${name}.ttf`);
  return { regular: () => inter("400Regular/Inter_400Regular"), strong: () => inter("600SemiBold/Inter_600SemiBold"), slanted: () => inter("400Regular_Italic/Inter_400Regular_Italic") };
})();

const letterSize = /-(US|CA|MX|CL|CO|PH|VE)\b/;
const margin = { top: 54, bottom: 64, left: 62, right: 62 };
const ink = "#14181b";
const quiet = "#5f676e";
const hairline = "#c9cdd0";
const size = { text: 10, small: 8.5, 1: 19, 2: 13, 3: 11 };
const lineGap = 2.5;

/**
 * Writes a paper as PDF: tagged (headings, lists, tables, reading order), titled, its fonts in it, nothing fetched and no
 * file read but our own fonts. `write` is called once. Gives its bytes; the same words give the same bytes.
 */
export async function paper(head: Letterhead, write: (paper: Paper) => void): Promise<Buffer> {
  const doc = new PDFDocument({
    size: letterSize.test(head.locale) ? "LETTER" : "A4",
    margins: margin,
    bufferPages: true,
    pdfVersion: "1.7",
    subset: "PDF/UA",
    tagged: true,
    lang: head.locale,
    displayTitle: true,
    info: { Title: `${head.title}: ${head.reference}`, Author: head.agency.name, Creator: head.agency.name, Producer: head.agency.name, CreationDate: head.at, ModDate: head.at },
    font: fonts.regular(),
  } as unknown as PDFKit.PDFDocumentOptions);
  doc.registerFont("regular", fonts.regular()).registerFont("strong", fonts.strong()).registerFont("slanted", fonts.slanted());
  const pieces: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => doc.on("data", (piece: Buffer) => pieces.push(piece)).on("end", () => resolve(Buffer.concat(pieces))).on("error", reject));
  const root = doc.struct("Document");
  doc.addStructure(root);
  letterhead(doc, root, head);
  write(writer(doc, root));
  root.end();
  footers(doc, head);
  doc.end();
  return whole;
}

/** A word without end may be broken anywhere: without these marks it is measured letter by letter, again and again. */
const breakable = (words: string) => words.replace(/\S{60,}/gu, (word) => word.replace(/\S{30}/gu, "$&\u200b"));

const widthOf = (doc: Doc) => doc.page.width - margin.left - margin.right;
const bottomOf = (doc: Doc) => doc.page.height - margin.bottom;
/** Turns the page where less than this is left. */
const need = (doc: Doc, height: number) => {
  if (doc.y + height > bottomOf(doc)) doc.addPage();
};

/** Lines and marks that are not read aloud. */
function artifact(doc: Doc, draw: () => void) {
  doc.markContent("Artifact", { type: "Layout" });
  draw();
  doc.endMarkedContent();
}

function letterhead(doc: Doc, root: Element, { title, reference, agency, mark }: Letterhead) {
  artifact(doc, () => doc.rect(0, 0, doc.page.width, 5).fill(agency.brandColour));
  const top = margin.top - 12;
  root.add(
    doc.struct("P", {}, () => {
      if (mark) {
        const height = 26;
        doc.markContent("Span", { alt: agency.name });
        doc.image(mark.bytes, margin.left, top, { height: Math.min(height, (height * 200 * mark.height) / (mark.width * height)) });
        doc.endMarkedContent();
      } else doc.font("strong").fontSize(12).fillColor(ink).text(agency.name, margin.left, top + 6);
    }),
  );
  root.add(
    doc.struct("P", {}, () => {
      doc.font("regular").fontSize(size.small).fillColor(quiet);
      const words = agency.address.split(/\n/).join(", ") || " ";
      doc.text(words, margin.left + widthOf(doc) / 2, top + 4, { width: widthOf(doc) / 2, align: "right", lineGap: 1 });
    }),
  );
  doc.x = margin.left;
  doc.y = Math.max(doc.y, top + 34) + 26;
  root.add(doc.struct("P", {}, () => void doc.font("regular").fontSize(size.small).fillColor(quiet).text(reference, margin.left, doc.y, { width: widthOf(doc) })));
  doc.moveDown(0.3);
  root.add(doc.struct("H1", {}, () => void doc.font("strong").fontSize(size[1]).fillColor(ink).text(breakable(title), margin.left, doc.y, { width: widthOf(doc), lineGap: 2 })));
  doc.y += 10;
  artifact(doc, () => doc.moveTo(margin.left, doc.y).lineTo(margin.left + widthOf(doc), doc.y).lineWidth(1).strokeColor(ink).stroke());
  doc.y += 12;
}

function footers(doc: Doc, { reference, agency }: Letterhead) {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    doc.markContent("Artifact", { type: "Pagination" });
    const y = doc.page.height - margin.bottom + 26;
    const before = doc.page.margins.bottom;
    // Below the margin, where a line would otherwise turn the page.
    doc.page.margins.bottom = 0;
    doc.font("regular").fontSize(8).fillColor(quiet);
    doc.text(`${agency.name} · ${reference}`, margin.left, y, { width: widthOf(doc) - 60, lineBreak: false, ellipsis: true, height: 12 });
    doc.text(`${page + 1} of ${count}`, margin.left, y, { width: widthOf(doc), align: "right", lineBreak: false });
    doc.page.margins.bottom = before;
    doc.endMarkedContent();
  }
}

function writer(doc: Doc, root: Element): Paper {
  const paragraph = (parent: Element, kind: string, words: string | Inline[], { x = margin.left, width = widthOf(doc), small = false, strong = false } = {}) =>
    parent.add(
      doc.struct(kind, {}, () => {
        doc.fontSize(small ? size.small : size.text).fillColor(small ? quiet : ink);
        run(doc, typeof words === "string" ? [{ kind: "text", text: words }] : words, { x, width, font: strong ? "strong" : "regular" });
      }),
    );
  const after = (points: number) => void (doc.y += points);

  const blocks = (parent: Element, all: Block[], x: number) => {
    const width = margin.left + widthOf(doc) - x;
    for (const block of all) {
      if (block.kind === "paragraph") {
        need(doc, 26);
        paragraph(parent, "P", block.of, { x, width });
        after(6);
      } else if (block.kind === "heading") heading(parent, plain(block.of), block.level === 1 ? 2 : 3, x);
      else if (block.kind === "rule") {
        after(4);
        line(hairline);
        after(8);
      } else if (block.kind === "code") {
        paragraph(parent, "Code", block.text, { x, width });
        after(6);
      } else if (block.kind === "quote") {
        const quoted = doc.struct("BlockQuote");
        parent.add(quoted);
        blocks(quoted, block.of, x + 16);
        quoted.end();
      } else if (block.kind === "list") listOf(parent, block, x);
      else table(block.head.map((cell) => ({ head: plain(cell), share: 1 })), block.rows.map((row) => row.map(plain)));
    }
  };

  const listOf = (parent: Element, { ordered, start, items }: Extract<Block, { kind: "list" }>, x: number) => {
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
      blocks(body, item, x + 20);
      body.end();
      entry.end();
      after(-2);
    });
    all.end();
    doc.x = x;
    after(4);
  };

  const heading = (parent: Element, words: string, level: 1 | 2 | 3, x = margin.left) => {
    after(level === 3 ? 4 : 8);
    // Never alone at the foot of a page.
    need(doc, size[level] + 48);
    parent.add(doc.struct(`H${level}`, {}, () => void doc.font("strong").fontSize(size[level]).fillColor(ink).text(breakable(words), x, doc.y, { width: margin.left + widthOf(doc) - x, lineGap: 1.5 })));
    after(5);
  };

  const line = (colour: string, thick = 0.6) => artifact(doc, () => doc.moveTo(margin.left, doc.y).lineTo(margin.left + widthOf(doc), doc.y).lineWidth(thick).strokeColor(colour).stroke());

  const table = (columns: PaperColumn[], rows: string[][], foot: string[][] = [], { tight }: { tight?: boolean } = {}) => {
    const [under, over] = tight ? [1, 2.5] : [4, 5];
    const shares = columns.reduce((sum, { share }) => sum + share, 0);
    const gutter = 12;
    const room = widthOf(doc) - gutter * (columns.length - 1);
    const widths = columns.map(({ share }) => (room * share) / shares);
    const lefts = widths.map((_, index) => margin.left + widths.slice(0, index).reduce((sum, width) => sum + width + gutter, 0));
    const whole = doc.struct("Table");
    root.add(whole);
    const set = (font: string, points: number, colour: string) => doc.font(font).fontSize(points).fillColor(colour);
    const heightOf = (cells: string[]) => Math.max(...cells.map((cell, index) => doc.heightOfString(cell || " ", { width: widths[index]!, lineGap: 1.5 })));
    const drawn = (cells: string[], draw: (cell: string, index: number, y: number) => void, height: number) => {
      const y = doc.y;
      cells.forEach((cell, index) => draw(cell, index, y));
      doc.y = y + height;
    };
    const cell = (words: string, index: number, y: number) => void doc.text(words || " ", lefts[index]!, y, { width: widths[index]!, align: columns[index]!.right ? "right" : "left", lineGap: 1.5, ...(columns[index]!.right ? { features: ["tnum"] } : {}) });
    const headRow = (again: boolean) => {
      const heads = columns.map(({ head }) => head);
      set("strong", size.small, quiet);
      const height = heightOf(heads);
      if (again) artifact(doc, () => drawn(heads, cell, height));
      else {
        const row = doc.struct("TR");
        whole.add(row);
        drawn(heads, (words, index, y) => void row.add(doc.struct("TH", { scope: "Column" } as never, () => void (set("strong", size.small, quiet), cell(words, index, y)))), height);
        row.end();
      }
      doc.y += 4;
      line(ink, 0.9);
      doc.y += 5;
    };
    /** `keep` is the room that must be left below it on the same page. */
    const bodyRow = (cells: string[], font: "regular" | "strong", keep = 0) => {
      set(font, size.text, ink);
      const height = heightOf(cells);
      if (doc.y + height + keep > bottomOf(doc) && doc.y > margin.top + 60) {
        doc.addPage();
        headRow(true);
        set(font, size.text, ink);
      }
      const left = bottomOf(doc) - doc.y;
      // A cell longer than a page goes on in a row of its own on the next.
      const [now, later] = height > left ? cut(cells, widths, left, doc) : [cells, undefined];
      const row = doc.struct("TR");
      whole.add(row);
      const tall = heightOf(now);
      drawn(now, (words, index, y) => void row.add(doc.struct("TD", {}, () => void (set(font, size.text, ink), cell(words, index, y)))), tall);
      row.end();
      doc.y += under;
      if (later) bodyRow(later, font);
    };
    need(doc, 70);
    headRow(false);
    rows.forEach((row, index) => {
      // A total never stands alone on a page: the last row goes with it.
      bodyRow(row.map(breakable), "regular", index === rows.length - 1 ? foot.length * 30 : 0);
      line(hairline, 0.4);
      doc.y += over;
    });
    foot.forEach((row, index) => {
      const isTotal = index === foot.length - 1;
      need(doc, 30);
      bodyRow(row.map(breakable), isTotal ? "strong" : "regular");
      if (!isTotal) return;
      line(ink, 0.7);
      doc.y += 2;
      line(ink, 0.7);
    });
    whole.end();
    doc.x = margin.left;
    doc.y += 12;
  };

  return {
    heading: (words, level = 2) => heading(root, words, level),
    text(words, { small, strong } = {}) {
      need(doc, 20);
      paragraph(root, "P", words, { small, strong });
      after(6);
    },
    prose: (all) => blocks(root, all, margin.left),
    facts(pairs, room = 0) {
      const wide = widthOf(doc) - 130 - room;
      for (const [label, given] of pairs) {
        const value = breakable(given);
        doc.font("regular").fontSize(size.text);
        need(doc, doc.heightOfString(value || " ", { width: wide, lineGap }) + 2);
        const y = doc.y;
        root.add(doc.struct("P", {}, () => void doc.font("regular").fontSize(size.small).fillColor(quiet).text(label, margin.left, y + 1, { width: 118 })));
        root.add(doc.struct("P", {}, () => void doc.font("regular").fontSize(size.text).fillColor(ink).text(value || " ", margin.left + 130, y, { width: wide, lineGap })));
        after(3);
      }
      doc.x = margin.left;
      after(8);
    },
    table,
    signature(name, below) {
      need(doc, 80);
      after(18);
      root.add(doc.struct("P", {}, () => void doc.font("slanted").fontSize(15).fillColor(ink).text(`×  ${name}`, margin.left, doc.y, { width: widthOf(doc) })));
      after(2);
      line(ink, 0.7);
      after(5);
      for (const words of below) paragraph(root, "P", words, { small: true });
      after(6);
    },
    code(drawing, points, words, { aside } = {}) {
      need(doc, points + 8);
      const [x, y] = [aside ? margin.left + widthOf(doc) - points : margin.left, doc.y];
      root.add(
        doc.struct("Figure", { alt: words, bbox: [x, y, x + points, y + points] } as never, () => {
          doc.save().translate(x, y).scale(points / drawing.size).path(drawing.path).fill("#000").restore();
        }),
      );
      doc.x = margin.left;
      doc.y = y;
      if (!aside) after(points + 6);
    },
    rule() {
      after(2);
      line(hairline);
      after(8);
    },
    gap: (points = 10) => after(points),
  };
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

/** What of these cells fits into a height, and what is left for the next page. */
function cut(cells: string[], widths: number[], height: number, doc: Doc): [now: string[], later: string[]] {
  const pairs = cells.map((cell, index) => {
    const words = cell.split(/(?<=\s)/);
    let [least, most] = [1, words.length];
    const fits = (count: number) => doc.heightOfString(words.slice(0, count).join("") || " ", { width: widths[index]!, lineGap: 1.5 }) <= height;
    if (fits(most)) return [cell, ""] as const;
    while (least < most) {
      const middle = Math.ceil((least + most) / 2);
      if (fits(middle)) least = middle;
      else most = middle - 1;
    }
    return [words.slice(0, least).join(""), words.slice(least).join("")] as const;
  });
  return [pairs.map(([now]) => now), pairs.map(([, later]) => later)];
}
