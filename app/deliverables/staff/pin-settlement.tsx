import { redirect } from "@remix-run/node";
import { done, press } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { settlePin } from "../pins.server.ts";
import { pinFor } from "../review.server.ts";

const back = ({ id, pin }: { id?: string; pin?: string }) => `/staff/approvals/${id}/pins/${pin}`;

// Whoever comes here by signing in again finds the button.
export const loader = asMember(({ viewer, params }) => {
  pinFor(viewer, params.id!, params.pin!);
  return redirect(back(params), 303);
});

export const action = asMember(({ viewer, request, params }) =>
  press({ request, viewer }, (tx) => {
    settlePin(tx, viewer, params.id!, params.pin!);
    return done(back(params), "It is settled.");
  }),
);

/** Drawn only where the button was refused: by the frame's own error page. */
export default function Pressed() {
  return null;
}
