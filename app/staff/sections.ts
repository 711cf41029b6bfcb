import type { Role } from "#app/people/viewer.ts";

/** The staff side's sections in their order; `only` keeps one for some roles; `apart` begins a new group. */
export const sections: { label: string; to: string; only?: Role[]; apart?: boolean }[] = [
  { label: "Home", to: "/staff/home" },
  { label: "Clients", to: "/staff/clients" },
  { label: "Projects", to: "/staff/projects" },
  { label: "Proposals", to: "/staff/proposals" },
  { label: "Requests", to: "/staff/requests" },
  { label: "Acceptances", to: "/staff/acceptances" },
  { label: "Approvals", to: "/staff/approvals" },
  { label: "Jobs & support", to: "/staff/support" },
  { label: "Invoices", to: "/staff/invoices", only: ["owner", "manager"] },
  { label: "Time", to: "/staff/time" },
  { label: "Team", to: "/staff/team", apart: true },
  { label: "Audit log", to: "/staff/audit" },
  { label: "Letters", to: "/staff/outbox", only: ["owner"] },
  { label: "Settings", to: "/staff/settings", only: ["owner"] },
];
