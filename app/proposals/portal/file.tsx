import { redirect } from "@remix-run/node";
import { asContact } from "#app/portal/door.server.ts";
import { linkToAttachment } from "../files.server.ts";

// A page by its form only, so that what is not there is a page in words.
export const loader = asContact(({ contact, params }) => redirect(linkToAttachment(contact, params.id!, params.file!), 303));

export default function File() {
  return null;
}
