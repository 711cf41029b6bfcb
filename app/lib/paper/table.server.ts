import { type Doc, type Element, artifact, bottomOf, breakable, hairline, ink, line, margin, need, quiet, size, widthOf } from "./page.server.ts";

export interface PaperColumn {
  head: string;
  /** A share of the width. */
  share: number;
  /** Figures stand on the right. */
  right?: boolean;
}

/** A table from where the page stands; the head is repeated on each page, and its last line of `foot` is the total. */
export function table(doc: Doc, root: Element, columns: PaperColumn[], rows: string[][], foot: string[][] = [], { tight }: { tight?: boolean } = {}) {
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
    line(doc, ink, 0.9);
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
    line(doc, hairline, 0.4);
    doc.y += over;
  });
  foot.forEach((row, index) => {
    const isTotal = index === foot.length - 1;
    need(doc, 30);
    bodyRow(row.map(breakable), isTotal ? "strong" : "regular");
    if (!isTotal) return;
    line(doc, ink, 0.7);
    doc.y += 2;
    line(doc, ink, 0.7);
  });
  whole.end();
  doc.x = margin.left;
  doc.y += 12;
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
