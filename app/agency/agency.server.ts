import { createHash } from "node:crypto";
import { prepared } from "#db/client.server.ts";
import { kept } from "#db/kept.server.ts";
import { agency as table, agencyLogos } from "#db/schema/index.ts";
import { dayIn } from "#app/lib/dates.ts";
import { writeFiguresAs } from "#app/lib/words.ts";
import type { AgencyFace, Paper } from "./agency.ts";

const only = prepared((db) => db.select().from(table).prepare());
const marks = prepared((db) => db.select({ paper: agencyLogos.paper, width: agencyLogos.width, height: agencyLogos.height, version: agencyLogos.version }).from(agencyLogos).prepare());

/** Ourselves; undefined until the first run has made the agency. */
export const foundAgency = kept(() => {
  const found = only().get();
  if (found) writeFiguresAs(found.locale);
  return found;
});

/** Ourselves. Throws where nobody has set up the agency yet: every door comes after that. */
export function agency() {
  const found = foundAgency();
  if (!found) throw new Error("There is no agency yet.");
  return found;
}

/** The day of an instant where the agency is, YYYY-MM-DD: for files. */
export const dayHere = (at: Date | null) => at && dayIn(agency().timeZone, at);

/** What anyone may see of the agency: its name, mark and how to reach it. Before the first run, nothing but a plain face. */
export const agencyFace = kept((): AgencyFace => {
  const found = foundAgency();
  if (!found) return { name: "Parlour", address: "", phone: "", email: "", timeZone: "UTC", locale: "en-US", brandVersion: "0", logo: null, logoDark: null };
  const { name, address, phone, email, timeZone, locale, brandColour } = found;
  return { name, address, phone, email, timeZone, locale, brandVersion: versionOf(name, brandColour), logo: markFor("light"), logoDark: markFor("dark") };
});

/** Where the logo for a paper stands, or null where there is none. */
function markFor(paper: Paper) {
  const found = marks().all().find((mark) => mark.paper === paper);
  return found ? { src: `/brand/${fileOf[paper]}?v=${found.version}`, width: found.width, height: found.height } : null;
}
/** The last part of a logo's address. */
export const fileOf = { light: "logo", dark: "logo-dark" } as const satisfies Record<Paper, string>;

/** Of what the brand's stylesheet and the tab's mark are made of: colour and initial. */
const versionOf = (...parts: string[]) => createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 8);

/** Headers of something at a versioned address: kept for good where the address names what stands here now, else not at all. */
export const cachedAs = (request: Request, version: string): Record<string, string> => ({
  "Cache-Control": new URL(request.url).searchParams.get("v") === version ? "public, max-age=31536000, immutable" : "no-cache",
});
