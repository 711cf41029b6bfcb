import type { Face } from "#app/people/viewer.ts";
import type { Subject } from "./catalogue.ts";

/** Where a subject is met on a face, or null where that face has no page for it. */
export function placeOf(face: Face, { kind, id, clientId, projectId }: Pick<Subject, "kind" | "id" | "clientId" | "projectId">): string | null {
  const project = projectId && `/${face}/projects/${projectId}`;
  if (kind === "project") return `/${face}/projects/${id}`;
  if (kind === "comment") return project ? `${project}/comments#comment-${id}` : null;
  if (kind === "acceptance") return `/${face}/acceptances/${id}`;
  if (kind === "deliverable") return `/${face}/approvals/${id}`;
  if (kind === "proposal") return `/${face}/proposals/${id}`;
  if (kind === "information_request") return `/${face}/requests/${id}`;
  if (kind === "ticket") return `/${face}/support/${id}`;
  if (kind === "invoice") return `/${face}/invoices/${id}`;
  if (kind === "receipt") return `/${face}/receipts/${id}`;
  if (kind === "document") return `/${face}/documents/${id}`;
  if (face === "portal") return null;
  if (kind === "task") return project ? `${project}/tasks` : null;
  if (kind === "time_entry") return project ? `${project}/time` : null;
  if (kind === "client") return `/staff/clients/${id}`;
  if (kind === "contact") return clientId ? `/staff/clients/${clientId}` : null;
  return null;
}
