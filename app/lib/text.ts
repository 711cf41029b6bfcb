import { z } from "zod";

// Control characters have no place in words: SQLite's length() even stops at the first NUL. Line breaks and tabs stay.
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
// Breaks of a line, and marks that turn the reading direction of what stands beside them.
const unruly = /[\s\u0085\u2028\u2029]+|[\u202a-\u202e\u2066-\u2069]/g;

/** Text of several lines as people write it: without control characters, without spaces around. */
export const text = (error?: string) => z.string({ error }).overwrite((typed) => typed.replace(control, "").trim());

/** One line of text: a name, a title. Breaks become spaces. */
export const line = (error?: string) => z.string({ error }).overwrite((typed) => typed.replace(control, "").replace(unruly, (found) => (found.trim() === "" ? " " : "")).trim());
