import { redirect } from "@remix-run/node";
import { asContact } from "#app/portal/door.server.ts";
import { done, press } from "#app/lib/form.server.ts";
import { removeFile } from "../filing.server.ts";
import { pathOf } from "../filling.server.ts";
import { requestFile } from "../files.server.ts";
import { itemOf } from "../requests.server.ts";

const back = ({ id, item }: { id?: string; item?: string }) => `${pathOf(id!)}/items/${item}`;

// Whoever comes here by signing in again finds the button.
export const loader = asContact(({ contact, params }) => {
  itemOf(contact, params.id!, params.item!);
  // Not yet submitted, a file is for its contacts alone: who looks as one of them is led on as they are.
  if (!contact.preview) requestFile(contact, params.file!);
  return redirect(back(params), 303);
});

export const action = asContact(({ request, contact, params }) =>
  press({ request, viewer: contact }, (tx) => done(back(params), `${removeFile(tx, contact, params.id!, params.item!, params.file!)} is removed.`)),
);

/** Drawn only where the button was refused: by the frame's own error page. */
export default function Removed() {
  return null;
}
