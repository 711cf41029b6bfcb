/** One thing that is due, as a calendar has it. */
export interface Entry {
  /** Stable, and nobody else's. */
  uid: string;
  title: string;
  about: string;
  href: string;
  /** A day (YYYY-MM-DD) for what holds to its end, or an instant. */
  on: string | Date;
  /** When it was asked, or last changed. */
  stamp: Date;
}

/** A calendar by RFC 5545: instants in UTC, whole days as days, lines of at most 75 octets. */
export const calendarOf = (name: string, entries: Entry[]) =>
  lines([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Client portal//Due//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escaped(name)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "X-PUBLISHED-TTL:PT1H",
    ...entries.flatMap(eventOf),
    "END:VCALENDAR",
  ]);

const eventOf = ({ uid, title, about, href, on, stamp }: Entry) => [
  "BEGIN:VEVENT",
  `UID:${escaped(uid)}`,
  `DTSTAMP:${instant(stamp)}`,
  ...(typeof on === "string" ? [`DTSTART;VALUE=DATE:${day(on)}`, `DTEND;VALUE=DATE:${day(after(on))}`] : [`DTSTART:${instant(on)}`, `DTEND:${instant(on)}`]),
  `SUMMARY:${escaped(title)}`,
  `DESCRIPTION:${escaped(`${about}\n${href}`)}`,
  `URL:${href}`,
  // Being due takes nobody's time.
  "TRANSP:TRANSPARENT",
  "CLASS:PRIVATE",
  "END:VEVENT",
];

const instant = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, "");
const day = (on: string) => on.replaceAll("-", "");
const after = (on: string) => new Date(Date.parse(`${on}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
const escaped = (words: string) => words.replace(/[\u0000-\u0009\u000b-\u001f\u007f]+/g, " ").replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");

const lines = (all: string[]) => `${all.map(folded).join("\r\n")}\r\n`;

/** No line is longer than 75 octets, and no character is cut in two. */
function folded(line: string): string {
  const parts = [""];
  let octets = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (octets + size > 75) {
      parts.push("");
      octets = 1; // the space the next line begins with
    }
    parts[parts.length - 1] += character;
    octets += size;
  }
  return parts.join("\r\n ");
}
