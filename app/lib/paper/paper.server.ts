import PDFDocument from "pdfkit";
import type { Block, Inline } from "../prose.ts";
import { type Doc, type Element, artifact, breakable, fonts, hairline, ink, line, lineGap, margin, need, quiet, size, widthOf } from "./page.server.ts";
import { type PaperColumn, table } from "./table.server.ts";
import { after, blocks, heading, paragraph } from "./words.server.ts";

export type { PaperColumn } from "./table.server.ts";

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

const letterSize = /-(US|CA|MX|CL|CO|PH|VE)\b/;
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
  return {
    heading: (words, level = 2) => heading(doc, root, words, level),
    text(words, { small, strong } = {}) {
      need(doc, 20);
      paragraph(doc, root, "P", words, { small, strong });
      after(doc, 6);
    },
    prose: (all) => blocks(doc, root, root, all, margin.left),
    facts(pairs, room = 0) {
      const wide = widthOf(doc) - 130 - room;
      for (const [label, given] of pairs) {
        const value = breakable(given);
        doc.font("regular").fontSize(size.text);
        need(doc, doc.heightOfString(value || " ", { width: wide, lineGap }) + 2);
        const y = doc.y;
        root.add(doc.struct("P", {}, () => void doc.font("regular").fontSize(size.small).fillColor(quiet).text(label, margin.left, y + 1, { width: 118 })));
        root.add(doc.struct("P", {}, () => void doc.font("regular").fontSize(size.text).fillColor(ink).text(value || " ", margin.left + 130, y, { width: wide, lineGap })));
        after(doc, 3);
      }
      doc.x = margin.left;
      after(doc, 8);
    },
    table: (...given) => table(doc, root, ...given),
    signature(name, below) {
      need(doc, 80);
      after(doc, 18);
      root.add(doc.struct("P", {}, () => void doc.font("slanted").fontSize(15).fillColor(ink).text(`×  ${name}`, margin.left, doc.y, { width: widthOf(doc) })));
      after(doc, 2);
      line(doc, ink, 0.7);
      after(doc, 5);
      for (const words of below) paragraph(doc, root, "P", words, { small: true });
      after(doc, 6);
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
      if (!aside) after(doc, points + 6);
    },
    rule() {
      after(doc, 2);
      line(doc, hairline);
      after(doc, 8);
    },
    gap: (points = 10) => after(doc, points),
  };
}
