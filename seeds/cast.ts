import type { Permission, Role } from "#app/people/viewer.ts";

/** Of every account in the story; it exists only while Parlour is served to this machine alone. */
export const PASSWORD = "parlour-demo";

export const agency = {
  name: "Northlight Studio",
  address: "214 Commercial Street, Portland, Maine 04101",
  phone: "(207) 555-0140",
  email: "hello@northlight.example",
  timeZone: "America/New_York",
  locale: "en-US",
  currency: "USD",
  brandColour: "#0f4c5c",
};

interface Colleague {
  name: string;
  email: string;
  title: string;
  phone: string;
  role: Role;
}

export const team = {
  ruth: { name: "Ruth Halloran", email: "ruth@northlight.example", title: "Founder", phone: "(207) 555-0141", role: "owner" },
  maya: { name: "Maya Lindqvist", email: "maya@northlight.example", title: "Project manager", phone: "(207) 555-0142", role: "manager" },
  tom: { name: "Tom Achebe", email: "tom@northlight.example", title: "Design director", phone: "(207) 555-0143", role: "member" },
  nell: { name: "Nell Brandt", email: "nell@northlight.example", title: "Account manager", phone: "(207) 555-0145", role: "manager" },
  ines: { name: "Ines Carvalho", email: "ines@northlight.example", title: "Developer", phone: "(207) 555-0144", role: "member" },
} satisfies Record<string, Colleague>;
export type Who = keyof typeof team;

/** Somebody who will begin next week, and has not signed in yet. */
export const newcomer = { name: "Otto Lind", email: "otto@northlight.example", title: "Copywriter", phone: "", role: "member" } satisfies Colleague;

/** `canary` stands in everything that is this client's alone, so that a test can find it where it must not be. */
export const clients = {
  harbor: { name: "Harbor & Finch Coffee", address: "31 Exchange Street, Portland, Maine", daysAgo: 360, canary: "quillfeather", internalNotes: "Pays on time when Bea sees the invoice first. Dana decides; Luis measures." },
  meridian: { name: "Meridian Dental", address: "480 Congress Street, Suite 2, Portland, Maine", daysAgo: 210, canary: "brasslantern", internalNotes: "Nothing about patients, ever, not even in screenshots." },
  tollhouse: { name: "Tollhouse Books", address: "7 Tollhouse Lane, Bath, Maine", daysAgo: 300, canary: "inkwaterford", internalNotes: "Small budget, good word of mouth." },
};
export type Whose = keyof typeof clients;

interface Person {
  of: Whose;
  name: string;
  email: string;
  role: string;
  can: Permission[];
}

export const contacts = {
  dana: { of: "harbor", name: "Dana Whitfield", email: "dana@harborfinch.example", role: "Founder", can: ["viewInvoices", "approveWork", "comment", "submitRequests"] },
  luis: { of: "harbor", name: "Luis Ortega", email: "luis@harborfinch.example", role: "Operations", can: ["approveWork", "comment", "submitRequests"] },
  joan: { of: "meridian", name: "Joan Keller", email: "joan@meridiandental.example", role: "Practice manager", can: ["viewInvoices", "approveWork", "comment", "submitRequests"] },
  beaOfTollhouse: { of: "tollhouse", name: "Bea Marsh", email: "bea@harborfinch.example", role: "Bookkeeper", can: ["viewInvoices"] },
  bea: { of: "harbor", name: "Bea Marsh", email: "bea@harborfinch.example", role: "Bookkeeper", can: ["viewInvoices"] },
} satisfies Record<string, Person>;
export type Guest = keyof typeof contacts;

/** What only the agency may read. */
const STAFF_ONLY = "cellardoor";
let planted = false;
/** Whether the words that must never cross a wall are planted in the story. */
export const plantCanaries = (yes: boolean) => void (planted = yes);

/** Words of one client's; with canaries, its own word stands at their end. */
export const words = (of: Whose, text: string) => (planted ? `${text} ${clients[of].canary}` : text);
/** Words no client may ever read. */
export const internal = (text: string) => (planted ? `${text} ${STAFF_ONLY}` : text);
/** A file's name, the word before its extension. */
export const fileName = (of: Whose, name: string, shared: boolean) => (planted ? name.replace(/(\.\w+)$/, ` ${clients[of].canary}${shared ? "" : ` ${STAFF_ONLY}`}$1`) : name);
