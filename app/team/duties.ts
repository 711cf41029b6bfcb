import { NotFound, Refused } from "#app/lib/refused.ts";
import type { Role, Viewer } from "#app/people/viewer.ts";

/**
 * What only some roles may do. Everything else is every member's: tasks, time, documents and comments of the projects
 * they see. Who manages a project keeps its details and people too, whatever their role: `requireLead` of projects.
 */
const duties = {
  clients: { of: ["owner", "manager"], otherwise: "Only a manager or an owner may change clients and their contacts. Ask one of them." },
  projects: { of: ["owner", "manager"], otherwise: "Only a manager or an owner may start a project. Ask one of them." },
  team: { of: ["owner"], otherwise: "Only an owner may say who is on the team. Ask one of them." },
  billing: { of: ["owner", "manager"], otherwise: "Only a manager or an owner may make invoices and record what is paid. Ask one of them." },
  settings: { of: ["owner"], otherwise: "Only an owner may change the agency’s settings. Ask one of them." },
} satisfies Record<string, { of: Role[]; otherwise: string }>;
export type Duty = keyof typeof duties;

/** Whether somebody may do this: a button is drawn where they may. */
export const may = (viewer: Viewer, duty: Duty) => viewer.kind === "system" || (viewer.kind === "member" && (duties[duty].of as Role[]).includes(viewer.role));

/** Throws NotFound for who is not of the agency, Refused 403 for a member whose role does not allow it. */
export function requireDuty(viewer: Viewer, duty: Duty) {
  if (viewer.kind !== "member" && viewer.kind !== "system") throw new NotFound();
  if (!may(viewer, duty)) throw new Refused(403, duties[duty].otherwise);
}
