/** Before there is an agency: ink. */
export const PLAIN_COLOUR = "#14181b";

/** "#rrggbb" in small letters of what a person typed: "#FFF", "0f4c5c". Undefined for what is no colour. */
export function colourFrom(typed: string): string | undefined {
  const digits = /^\s*#?([0-9a-f]{3}|[0-9a-f]{6})\s*$/i.exec(typed)?.[1]?.toLowerCase();
  if (!digits) return undefined;
  return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits}`;
}

/** Colours to begin from, from the dark to the pale: what each does to a button can be seen before it is chosen. */
export const samples = [
  { name: "Sunflower", colour: "#f2c230" },
  { name: "Vermilion", colour: "#e4572e" },
  { name: "Pale rose", colour: "#f6d5da" },
  { name: "Black", colour: "#0b0b0b" },
  { name: "Sage", colour: "#7ba05b" },
];

/** What somebody chose who was shown one colour in two fields, one to type and one to pick in: the field they changed. */
export const chosenOf = ({ colour, pick, shown }: { colour?: string | null; pick?: string | null; shown?: string | null }) => (colour && pick && colour === shown ? pick : (colour ?? pick));
