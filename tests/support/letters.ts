import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Eml, readEml } from "#app/events/eml.ts";

export type LetterRead = Eml & {
  file: string;
  /** The addresses in its text, in order. */
  links: string[];
};

/** The letters in an outbox folder, oldest first, read as a mail program would. */
export const lettersIn = (folder: string): LetterRead[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".eml"))
    .sort()
    .map((file) => ({ file, ...letterRead(readFileSync(join(folder, file), "latin1")) }));

export const letterRead = (raw: string) => {
  const read = readEml(raw);
  return { ...read, links: read.text.match(/https?:\/\/\S+/g) ?? [] };
};
