import { redirect } from "@remix-run/node";
import { asMember } from "#app/staff/door.server.ts";
import { bundleIn, linkToZip } from "../links.server.ts";
import { requireContents } from "../zip.server.ts";

// A page by its form only, so that what is not there is a page in words. `?project=…&label=…` narrows it.
export const loader = asMember(({ member, request }) => {
  const bundle = bundleIn(new URL(request.url).searchParams);
  requireContents(member, bundle);
  return redirect(linkToZip(member, bundle), 303);
});

export default function Zip() {
  return null;
}
