import { type Whose, clients, fileName, internal, words } from "./cast.ts";
import { csv, docx, pdf, png, xlsx } from "./papers.ts";
import { zip } from "./zip.ts";

/** The bytes of a file of the story, of the kind its name says. With canaries they stand in every one, so that it can be searched. */
export function fileFor(of: Whose, name: string, project: string, { seed, shared }: { seed: number; shared: boolean }): Buffer {
  const title = name.replace(/\.\w+$/, "");
  const says = (text: string) => (shared ? words(of, text) : internal(words(of, text)));
  const lines = [says(`${project}, for ${clients[of].name}.`), "", "Made by Northlight Studio, 214 Commercial Street, Portland, Maine.", "This file belongs to a story. It stands in for the real one."];
  const rows = [["What", "How many", "Each"], [says(title), seed, 12.5], ...Array.from({ length: 60 + ((seed * 31) % 240) }, (_, index) => [`Line ${index + 1}`, 1 + ((seed * index) % 40), 4.25 + (index % 9)])];
  const made: Record<string, () => Buffer> = {
    pdf: () => pdf(title, lines, seed),
    // Illustrator has kept its files as PDF for twenty years.
    ai: () => pdf(title, lines, seed),
    docx: () => docx(title, [...lines, ...Array.from({ length: 30 + (seed % 50) }, (_, index) => `${index + 1}. What was said here is kept for whoever reads it later, in as many words as it took.`)]),
    xlsx: () => xlsx(rows),
    csv: () => csv(rows),
    png: () => png(seed, says(title)),
    zip: () => zip({ [fileName(of, "Read me.txt", shared)]: lines.join("\n"), [fileName(of, `${title} 1.png`, shared)]: png(seed, says(title)), [fileName(of, `${title} 2.png`, shared)]: png(seed + 1, says(title)) }),
  };
  return made[name.split(".").at(-1)!]!();
}
