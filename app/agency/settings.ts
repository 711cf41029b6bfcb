import { currencyWords } from "#app/lib/zones.ts";

/** What an agency settles about itself, as the settings hold it. */
export interface Settings {
  name: string;
  address: string;
  phone: string;
  email: string;
  brandColour: string;
  timeZone: string;
  locale: string;
  currency: string;
  showTeamMembers: boolean;
  membersSeeAll: boolean;
  letterFooter: string;
  proposalDays: number;
  acceptanceDays: number;
  declineNeedsReason: boolean;
  uploadLimitMb: number | null;
  ticketAnswerHours: number;
  backupEvery: "never" | "daily" | "weekly";
  backupHour: number;
  backupsKept: number;
}
export type Setting = keyof Settings;

/** The settings that are changed together, by one form. */
export const parts = {
  agency: ["name", "address", "phone", "email"],
  colour: ["brandColour"],
  region: ["timeZone", "locale", "currency"],
  portal: ["showTeamMembers", "proposalDays", "acceptanceDays", "declineNeedsReason", "uploadLimitMb"],
  staff: ["membersSeeAll"],
  letters: ["letterFooter"],
  support: ["ticketAnswerHours"],
  backups: ["backupEvery", "backupHour", "backupsKept"],
} as const satisfies Record<string, Setting[]>;
export type Part = keyof typeof parts;

const quoted = (text: string) => (text ? `“${text.replace(/\s+/g, " ").slice(0, 120)}”` : "nothing");
const days = (number: number) => (number === 1 ? "1 day" : `${number} days`);

/** Each setting's name, and how its value is said: for the trail, where both old and new stand. */
const said: { [S in Setting]: { called: string; value: (value: Settings[S]) => string } } = {
  name: { called: "name", value: quoted },
  address: { called: "address", value: quoted },
  phone: { called: "telephone", value: quoted },
  email: { called: "email", value: quoted },
  brandColour: { called: "brand colour", value: (colour) => colour },
  timeZone: { called: "time zone", value: zoneWords },
  locale: { called: "figures", value: (locale) => locale },
  currency: { called: "currency", value: currencyWords },
  showTeamMembers: { called: "team members on the portal", value: (shown) => (shown ? "shown" : "hidden") },
  membersSeeAll: { called: "projects members see", value: (all) => (all ? "all" : "those they are on") },
  letterFooter: { called: "letter footer", value: quoted },
  proposalDays: { called: "days to answer a proposal", value: days },
  acceptanceDays: { called: "days to accept work", value: days },
  declineNeedsReason: { called: "a reason to decline a proposal", value: (needed) => (needed ? "required" : "optional") },
  ticketAnswerHours: { called: "time to answer jobs and tickets", value: (hours) => (hours === 1 ? "1 hour" : `${hours} hours`) },
  backupEvery: { called: "backups", value: (every) => (every === "never" ? "none by itself" : every) },
  backupHour: { called: "hour of backups", value: (hour) => `${hour}:00` },
  backupsKept: { called: "backups kept", value: String },
  uploadLimitMb: { called: "largest file", value: (limit) => (limit === null ? "as the machine allows" : `${limit} MB`) },
};

/** "name from “Northlight” to “Northlight Studio”, telephone from nothing to …": what is different, or "". */
export const changesIn = (before: Partial<Settings>, after: Partial<Settings>) =>
  (Object.keys(after) as Setting[])
    .filter((setting) => after[setting] !== before[setting])
    .map((setting) => {
      const { called, value } = said[setting] as { called: string; value: (value: unknown) => string };
      return `${called} from ${value(before[setting])} to ${value(after[setting])}`;
    })
    .join(", ");

/** "Europe/Paris" as people say it: "Paris (Europe)". */
export function zoneWords(zone: string) {
  const [area, ...place] = zone.replaceAll("_", " ").split("/");
  return place.length ? `${place.toReversed().join(", ")} (${area})` : area!;
}
