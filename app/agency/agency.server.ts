import { createHash } from "node:crypto";
import { prepared } from "#db/client.server.ts";
import { agency as table } from "#db/schema/index.ts";
import type { AgencyFace } from "./agency.ts";

const only = prepared((db) => db.select().from(table).prepare());

/** Ourselves; undefined until the first run has made the agency. */
export const foundAgency = () => only().get();

/** Ourselves. Throws where nobody has set up the agency yet: every door comes after that. */
export function agency() {
  const found = foundAgency();
  if (!found) throw new Error("There is no agency yet.");
  return found;
}

/** What anyone may see of the agency: its name, mark and how to reach it. Before the first run, nothing but a plain face. */
export function agencyFace(): AgencyFace {
  const found = foundAgency();
  if (!found) return { name: "Parlour", address: "", phone: "", email: "", timeZone: "UTC", locale: "en-US", brandVersion: "0", logo: null, logoDark: null };
  const { name, address, phone, email, timeZone, locale, brandColour, logo, logoDark } = found;
  const brandVersion = createHash("sha256").update(`${brandColour}${logo}${logoDark}`).digest("hex").slice(0, 8);
  return { name, address, phone, email, timeZone, locale, brandVersion, logo: logo && `/brand/logo.svg?v=${brandVersion}`, logoDark: logoDark && `/brand/logo-dark.svg?v=${brandVersion}` };
}
