import { redirect } from "@remix-run/node";
import { pressWith } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { exportTrail } from "../export.server.ts";
import { TrailFilterForm } from "../forms.server.ts";

// Whoever comes here by address finds the log, with its button.
export const loader = asMember(() => redirect("/staff/audit", 303));

export const action = asMember(({ member, request }) => pressWith({ request, viewer: member }, TrailFilterForm, (tx, filter) => redirect(`/staff/audit.csv?export=${exportTrail(tx, member, filter)}`, 303)));

// Only what is refused is drawn here, by the frame around it.
export default function Export() {
  return null;
}
