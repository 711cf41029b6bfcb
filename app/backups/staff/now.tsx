import { redirect } from "@remix-run/node";
import { done, press } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { askFor } from "../asking.server.ts";

const owners = { only: ["owner" as const] };

// Whoever comes here by address finds the settings, with their button.
export const loader = asMember(() => redirect("/staff/settings/backups", 303), owners);

export const action = asMember(
  ({ member, request }) =>
    press({ request, viewer: member }, (tx) => {
      askFor(tx, member, "backup");
      return done("/staff/settings/backups", "The backup begins within a minute. Open this page again to see how it went.");
    }),
  owners,
);

// Only what is refused is drawn here, by the frame around it.
export default function BackUpNow() {
  return null;
}
