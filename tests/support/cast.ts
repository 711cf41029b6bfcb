import type { Db } from "#db/client.server.ts";
import { agency, clients, contacts, members, people, projectMembers, projects } from "#db/schema/index.ts";
import type { Contact, Member, Role } from "#app/people/viewer.ts";
import { now } from "#app/lib/clock.ts";

// The smallest story that has walls: an agency, three clients, and Bea, who is a contact of two of them.
const at = () => now();

export const personId = { ruth: "p-ruth", maya: "p-maya", tom: "p-tom", ines: "p-ines", dana: "p-dana", luis: "p-luis", bea: "p-bea", joan: "p-joan" };
const emailOf: Record<keyof typeof personId, string> = {
  ruth: "ruth@northlight.example",
  maya: "maya@northlight.example",
  tom: "tom@northlight.example",
  ines: "ines@northlight.example",
  dana: "dana@harborfinch.example",
  luis: "luis@harborfinch.example",
  bea: "bea@harborfinch.example",
  joan: "joan@meridiandental.example",
};
const nameOf: Record<keyof typeof personId, string> = { ruth: "Ruth Halloran", maya: "Maya Lindqvist", tom: "Tom Achebe", ines: "Ines Carvalho", dana: "Dana Whitfield", luis: "Luis Ortega", bea: "Bea Marsh", joan: "Joan Keller" };

const here = { address: "203.0.113.7", agent: "Tests" };
const member = (who: keyof typeof personId, role: Role, title: string): Member => ({ kind: "member", id: `m-${who}`, personId: personId[who], name: nameOf[who], email: emailOf[who], title, role, sessionId: `s-${who}`, ...here });
const contact = (who: keyof typeof personId, id: string, clientId: string, clientName: string, role: string, can: Partial<Contact["can"]>): Contact => ({
  kind: "contact",
  id,
  personId: personId[who],
  clientId,
  clientName,
  name: nameOf[who],
  email: emailOf[who],
  role,
  can: { viewInvoices: false, approveWork: false, comment: false, submitRequests: false, ...can },
  sessionId: `s-${id}`,
  ...here,
});
const all = { viewInvoices: true, approveWork: true, comment: true, submitRequests: true };

export const ruth = member("ruth", "owner", "Founder");
export const maya = member("maya", "manager", "Project manager");
export const tom = member("tom", "member", "Design director");
export const ines = member("ines", "member", "Developer");

export const harbor = { id: "harbor", name: "Harbor & Finch Coffee" };
export const meridian = { id: "meridian", name: "Meridian Dental" };
export const tollhouse = { id: "tollhouse", name: "Tollhouse Books" };

export const dana = contact("dana", "c-dana", harbor.id, harbor.name, "Founder", all);
export const luis = contact("luis", "c-luis", harbor.id, harbor.name, "Operations", { ...all, viewInvoices: false });
export const bea = contact("bea", "c-bea-harbor", harbor.id, harbor.name, "Bookkeeper", { viewInvoices: true });
export const beaOfTollhouse = contact("bea", "c-bea-tollhouse", tollhouse.id, tollhouse.name, "Bookkeeper", { viewInvoices: true });
export const joan = contact("joan", "c-joan", meridian.id, meridian.name, "Practice manager", all);

export const packaging = { id: "packaging", clientId: harbor.id, name: "Winter range packaging" };
export const booking = { id: "booking", clientId: meridian.id, name: "Appointment pages" };

/** Puts the cast on stage, by rows: the commands under test should not have to work for the story to begin. */
export function setTheStage(db: Db) {
  db.insert(agency)
    .values({ id: "agency", name: "Northlight Studio", address: "214 Commercial Street, Portland, Maine 04101", phone: "(207) 555-0140", email: "hello@northlight.example", timeZone: "America/New_York", locale: "en-US", currency: "USD", brandColour: "#0f4c5c", createdAt: at() })
    .run();
  db.insert(people).values(Object.keys(personId).map((who) => ({ id: personId[who as keyof typeof personId], email: emailOf[who as keyof typeof personId], name: nameOf[who as keyof typeof personId], createdAt: at() }))).run();
  db.insert(members).values([ruth, maya, tom, ines].map(({ id, personId, name, title, role }) => ({ id, personId, name, title, role, invitedAt: at(), activatedAt: at() }))).run();
  db.insert(clients).values([harbor, meridian, tollhouse].map((client) => ({ ...client, sinceOn: "2024-06-11", lookedAfterBy: maya.id, createdAt: at() }))).run();
  db.insert(contacts)
    .values(
      [dana, luis, bea, beaOfTollhouse, joan].map(({ id, clientId, personId, name, role, can }) => ({
        id, clientId, personId, name, role, canViewInvoices: can.viewInvoices, canApproveWork: can.approveWork, canComment: can.comment, canSubmitRequests: can.submitRequests, invitedAt: at(), activatedAt: at(),
      })),
    )
    .run();
  db.insert(projects).values([packaging, booking].map((project) => ({ ...project, lastActivityAt: at(), createdAt: at() }))).run();
  db.insert(projectMembers)
    .values([
      { projectId: packaging.id, memberId: maya.id, manages: true },
      { projectId: packaging.id, memberId: tom.id, manages: false },
      { projectId: booking.id, memberId: maya.id, manages: true },
    ])
    .run();
}
