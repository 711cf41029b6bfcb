/** Keys that lead to the sections of the desk, always with Control and Alt: a single letter belongs to dictation (WCAG 2.1.4). */
export const shortcuts: { key: string; label: string; to: string }[] = [
  { key: "H", label: "Home", to: "/staff/home" },
  { key: "C", label: "Clients", to: "/staff/clients" },
  { key: "P", label: "Projects", to: "/staff/projects" },
  { key: "O", label: "Proposals", to: "/staff/proposals" },
  { key: "R", label: "Requests", to: "/staff/requests" },
  { key: "A", label: "Acceptances", to: "/staff/acceptances" },
  { key: "V", label: "Approvals", to: "/staff/approvals" },
  { key: "S", label: "Jobs & support", to: "/staff/support" },
  { key: "I", label: "Invoices", to: "/staff/invoices" },
  { key: "T", label: "Time", to: "/staff/time" },
  { key: "W", label: "Waiting on clients", to: "/staff/reminders" },
  { key: "N", label: "Notifications", to: "/staff/notifications" },
  { key: "/", label: "These shortcuts", to: "/staff/shortcuts" },
];

/** The keys that lead to an address, as `aria-keyshortcuts` says them. */
export function keysTo(to: string): string | undefined {
  const key = shortcuts.find((one) => one.to === to)?.key;
  return key && `Control+Alt+${key}`;
}
