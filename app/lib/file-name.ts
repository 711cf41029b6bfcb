// Control characters, marks that turn the reading direction, line and paragraph separators, halves of characters.
const hidden = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;
const NAME_BYTES = 255;

/**
 * A file's name as it is kept and shown: data, never a path. Without what cannot be seen or turns a line around, without
 * folders, in one Unicode form, at most 255 bytes of UTF-8 with the extension kept. What is left of nothing is "file".
 */
export function cleanName(given: string): string {
  const last = given.normalize("NFC").replace(hidden, "").split(/[/\\]/).at(-1)!.trim();
  return /^\.*$/.test(last) ? "file" : shortened(last);
}

function shortened(name: string): string {
  if (bytesOf(name) <= NAME_BYTES) return name;
  const extension = /\.[^.\s]{1,16}$/u.exec(name)?.[0] ?? "";
  let [stem, room] = ["", NAME_BYTES - bytesOf(extension)];
  // By what a reader counts as one character: half an emoji is none.
  for (const { segment } of new Intl.Segmenter("en").segment(name.slice(0, name.length - extension.length))) {
    room -= bytesOf(segment);
    if (room < 0) break;
    stem += segment;
  }
  return stem + extension;
}

const bytesOf = (text: string) => new TextEncoder().encode(text).length;
