import { redirect } from "@remix-run/node";
import { asMember } from "#app/staff/door.server.ts";
import { linkToTicketFile } from "../files.server.ts";

// A page by its form only, so that what is not there is a page in words.
export const loader = asMember(({ member, params }) => redirect(linkToTicketFile(member, params.file!), 303));

export default function File() {
  return null;
}
