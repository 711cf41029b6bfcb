import type { Block } from "#app/lib/prose.ts";
import { type Run, compared } from "#app/lib/differences.server.ts";
import { prose } from "#app/lib/prose.server.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { deliverables, piecesOf } from "./deliverables.server.ts";
import { textOf } from "./readying.server.ts";

/** A paragraph of a text, counted from 1: as it is read, and as it was written. */
export interface Paragraph {
  number: number;
  blocks: Block[];
  source: string;
}

/** A text is commented on by paragraph: whatever stands between empty lines. A fenced block of code is one, whatever it holds. */
export function paragraphsIn(text: string): Paragraph[] {
  const sources: string[] = [];
  let [lines, fence]: [string[], string | null] = [[], null];
  const close = () => {
    if (lines.length) sources.push(lines.join("\n"));
    lines = [];
  };
  for (const line of text.split("\n")) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark && fence === null) fence = mark;
    else if (mark && fence !== null && mark[0] === fence[0] && mark.length >= fence.length) fence = null;
    if (fence === null && line.trim() === "") close();
    else lines.push(line);
  }
  close();
  return inOrder(sources.map((source, index) => ({ number: index + 1, blocks: prose(source), source })).filter(({ blocks }) => blocks.length));
}

/** Headings follow one another without a gap, whatever levels they were written with: the page's own stand above them. */
function inOrder(paragraphs: Paragraph[]): Paragraph[] {
  const open: number[] = [];
  const lowered = (block: Block): Block => {
    if (block.kind !== "heading") return block;
    while (open.length && open.at(-1)! >= block.level) open.pop();
    open.push(block.level);
    return { ...block, level: open.length };
  };
  return paragraphs.map((paragraph, index) => ({ ...paragraph, number: index + 1, blocks: paragraph.blocks.map(lowered) }));
}

/** The paragraphs of a stored text; of what is none any more, no paragraph. */
export const paragraphsOf = async (fileId: string): Promise<Paragraph[]> => paragraphsIn((await textOf(fileId)) ?? "");

/** What became of a text from one round to another, word by word. */
export const deckChanges = async (before: string, after: string): Promise<Run[]> => compared((await textOf(before)) ?? "", (await textOf(after)) ?? "");

/** How many paragraphs a text has that somebody comments on, or undefined where it is no paragraph that they mean. Throws NotFound. */
export async function paragraphsFor(viewer: SignedIn, id: string, pieceId: string | undefined, paragraph: number | undefined): Promise<number | undefined> {
  if (pieceId === undefined || paragraph === undefined) return undefined;
  const { roundId, clientId } = deliverables(viewer).find(id);
  const piece = piecesOf({ id: roundId, clientId }).find((one) => one.id === pieceId && one.sort === "text");
  return piece?.fileId ? (await paragraphsOf(piece.fileId)).length : undefined;
}
