import { redirect } from "@remix-run/node";
import { asMember } from "#app/staff/door.server.ts";
import { linkToOriginal } from "../files.server.ts";

// A page by its form only, so that what is not there is a page in words.
export const loader = asMember(({ viewer, params }) => redirect(linkToOriginal(viewer, params.id!, params.original!), 303));

export default function Original() {
  return null;
}
