import { redirect } from "@remix-run/node";
import { asContact } from "#app/portal/door.server.ts";
import { bundleIn, linkToZip } from "../links.server.ts";
import { requireContents } from "../zip.server.ts";

// A page by its form only, so that what is not there is a page in words. `?project=…&label=…` narrows it.
export const loader = asContact(({ contact, request }) => {
  const bundle = bundleIn(new URL(request.url).searchParams);
  requireContents(contact, bundle);
  return redirect(linkToZip(contact, bundle), 303);
});

export default function Zip() {
  return null;
}
