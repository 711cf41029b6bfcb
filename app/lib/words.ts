let [writtenAs, figures] = ["en-US", new Intl.NumberFormat("en-US")];
/**
 * From now on figures are written as in this locale. One agency, one way: said by whoever reads the agency, on the server
 * and in the browser, so that nobody has to hand it on.
 */
export function writeFiguresAs(locale: string) {
  if (locale !== writtenAs) [writtenAs, figures] = [locale, new Intl.NumberFormat(locale)];
}
/** "1,204", or as the agency's country writes it. */
export const figure = (number: number) => figures.format(number);

/** "1.2 MB" from bytes: decimal units, as disks and mail programs count. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const units = ["KB", "MB", "GB", "TB"];
  const step = Math.min(Math.floor(Math.log10(bytes) / 3), units.length);
  const value = bytes / 1000 ** step;
  return `${figure(value < 10 ? Math.round(value * 10) / 10 : Math.round(value))} ${units[step - 1]}`;
}

/** "10.50" from minutes, everywhere alike: it is typed back so. The unit stands beside it. */
export const hours = (minutes: number) => (minutes / 60).toFixed(2);

/** "1 document", "14 documents", "no documents". */
export const count = (number: number, one: string, many = `${one}s`) => `${number === 0 ? "no" : figure(number)} ${number === 1 ? one : many}`;

/** Two letters for a person's mark. */
export function initials(name: string) {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? "")][0] ?? "").join("").toUpperCase();
}

/** "Tom A.", for columns. */
export function shortName(name: string) {
  const words = name.trim().split(/\s+/);
  return words.length > 1 ? `${words[0]} ${[...words.at(-1)!][0]}.` : name;
}

/** "a, b and c" */
export const list = (words: string[]) => (words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`);

const spelledOut = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/** "nine" in a sentence; figures from thirteen on. */
export const spelled = (number: number) => spelledOut[number] ?? figure(number);
