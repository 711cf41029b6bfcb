import { endingOf, stemOf } from "./document.ts";

// What Windows takes for a device, whatever its ending; and the signs it takes in no name.
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(?=$|[. ])/iu;
const forbidden = /[<>:"/\\|?*]/g;
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/gu;
/** Characters of one part of a path: with its folders it stays below what Windows opens. */
const LENGTH = 100;

/** One part of a path that every system can unpack: in one Unicode form, seen as it is, never a way out of its folder. */
export function safePart(given: string): string {
  const clean = given.normalize("NFC").replace(unseen, "").replace(forbidden, "_").replace(/\s+/g, " ").trim();
  const ending = endingOf(clean);
  const stem = [...stemOf(clean)].slice(0, Math.max(1, LENGTH - ending.length)).join("");
  const part = (stem + ending).replace(/[. ]+$/, "").replace(/^\.+/, "_").trim();
  return reserved.test(part) ? `_${part}` : part || "_";
}

/**
 * Finds each file of a zip its place: a path nothing else in it has, whatever a system makes of capitals, and no file
 * where a folder is. `folders` are told apart by their `key`: two projects of one name are two folders.
 */
export function placesInZip() {
  const taken = new Set<string>();
  const made = new Map<string, string>();
  const free = (folder: string, name: string) => {
    for (let number = 1; ; number++) {
      const path = folder + (number === 1 ? name : `${stemOf(name)} (${number})${endingOf(name)}`);
      const sameFor = path.normalize("NFKC").toLowerCase();
      if (taken.has(sameFor)) continue;
      taken.add(sameFor);
      return path;
    }
  };
  return (folders: { key: string; name: string }[], name: string): string => {
    let [folder, key] = ["", ""];
    for (const part of folders) {
      key += `/${part.key}`;
      if (!made.has(key)) made.set(key, `${free(folder, safePart(part.name))}/`);
      folder = made.get(key)!;
    }
    return free(folder, safePart(name));
  };
}
