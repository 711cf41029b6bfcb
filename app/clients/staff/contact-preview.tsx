import { previewCookie } from "#app/lib/cookies.server.ts";
import { done, press } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { contacts } from "../contacts.server.ts";
import { clientPath } from "../paths.ts";
import { secretOf, startPreview } from "../previews.server.ts";

// Whoever comes here by signing in again finds the button.
export const loader = asMember(({ member, params }) => done(`${clientPath(contacts(member).in(params.id!, params.contactId!).clientId)}/preview`));

export const action = asMember(async ({ member, request, params }) => {
  const secret = await secretOf(request.clone());
  const answer = await press({ request, viewer: member }, (tx) => {
    startPreview(tx, member, contacts(member, tx).in(params.id!, params.contactId!).id, secret);
    return done("/portal/home");
  });
  answer.headers.append("Set-Cookie", previewCookie(secret));
  return answer;
});

/** Drawn only where the button was refused: by the frame's own error page. */
export default function Pressed() {
  return null;
}
