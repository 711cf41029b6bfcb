import { redirect } from "@remix-run/node";
import { done, press } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { deliverables } from "../deliverables.server.ts";
import { bringOver } from "../drafting.server.ts";

// Whoever comes here by signing in again finds the button.
export const loader = asMember(({ member, params }) => redirect(`/staff/approvals/${deliverables(member).find(params.id!).id}`, 303));

export const action = asMember(({ request, viewer, params }) =>
  press({ request, viewer }, (tx) => {
    bringOver(tx, viewer, params.id!);
    return done(`/staff/approvals/${params.id!}#next`, "The files of the last round are taken over. Exchange what changed.");
  }),
);

/** Drawn only where the button was refused: by the frame's own error page. */
export default function Pressed() {
  return null;
}
