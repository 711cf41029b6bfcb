import { type Whose, clients, fileName, internal, words } from "./cast.ts";
import { csv, docx, pdf, png, xlsx } from "./papers.ts";
import { zip } from "./zip.ts";

/** The bytes of a file of the story, of the kind its name says. With canaries they stand in every one, so that it can be searched. */
export function fileFor(of: Whose, name: string, project: string, { seed, shared }: { seed: number; shared: boolean }): Buffer {
  const title = name.replace(/\.\w+$/, "");
  const says = (text: string) => (shared ? words(of, text) : internal(words(of, text)));
  const lines = [says(`${project}, for ${clients[of].name}.`), "", "Made by Northlight Studio, 214 Commercial Street, Portland, Maine.", "This file belongs to a story. It stands in for the real one."];
  const rows = [["What", "How many", "Each"], [says(title), seed, 12.5], ["Sample", 2 + (seed % 7), 4.25], ["Delivery", 1, 18]];
  const made: Record<string, () => Buffer> = {
    pdf: () => pdf(title, lines),
    // Illustrator has kept its files as PDF for twenty years.
    ai: () => pdf(title, lines),
    docx: () => docx(title, lines),
    xlsx: () => xlsx(rows),
    csv: () => csv(rows),
    png: () => png(seed, says(title)),
    zip: () => zip({ [fileName(of, "Read me.txt", shared)]: lines.join("\n"), [fileName(of, `${title} 1.png`, shared)]: png(seed, says(title)), [fileName(of, `${title} 2.png`, shared)]: png(seed + 1, says(title)) }),
  };
  return made[name.split(".").at(-1)!]!();
}
