import type { Permission } from "#app/people/viewer.ts";

/** The portal's sections in their order; those that need a permission are absent without it. */
export const sections: { label: string; to: string; needs?: Permission }[] = [
  { label: "Home", to: "/portal/home" },
  { label: "Projects", to: "/portal/projects" },
  { label: "Proposals", to: "/portal/proposals" },
  { label: "Requests", to: "/portal/requests" },
  { label: "Acceptances", to: "/portal/acceptances" },
  { label: "Approvals", to: "/portal/approvals" },
  { label: "Documents", to: "/portal/documents" },
  { label: "Invoices", to: "/portal/invoices", needs: "viewInvoices" },
  { label: "Jobs & support", to: "/portal/support", needs: "submitRequests" },
];
