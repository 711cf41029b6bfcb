import { redirect } from "@remix-run/node";
import { linkToVersion } from "#app/documents/links.server.ts";
import { asContact } from "#app/portal/door.server.ts";
import { acceptances } from "../acceptances.server.ts";

// The version that was asked about, whatever stands in the document's place by now.
export const loader = asContact(({ contact, params }) => {
  const { documentId, version } = acceptances(contact).find(params.id!);
  return redirect(linkToVersion(contact, documentId, version), 303);
});

export default function File() {
  return null;
}
