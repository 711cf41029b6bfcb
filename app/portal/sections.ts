import type { Permission } from "#app/people/viewer.ts";

/** The portal's sections in their order; those that need a permission are absent without it. */
export const sections: { label: string; to: string; needs?: Permission }[] = [
  { label: "Home", to: "/portal/home" },
  { label: "Projects", to: "/portal/projects" },
  { label: "Proposals", to: "/portal/proposals" },
  { label: "Requests", to: "/portal/requests" },
  { label: "Acceptances", to: "/portal/acceptances" },
  { label: "Documents", to: "/portal/documents" },
];
