import { redirect } from "@remix-run/node";
import { NoFields, done, pressWith } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { verifyNow } from "../checks.server.ts";

// Whoever comes here by address finds the log, with its button.
export const loader = asMember(() => redirect("/staff/audit", 303));

// What was found stands on the page it leads to.
export const action = asMember(({ member, request }) => pressWith({ request, viewer: member }, NoFields, () => done("/staff/audit"), () => verifyNow()));

// Only what is refused is drawn here, by the frame around it.
export default function Verification() {
  return null;
}
