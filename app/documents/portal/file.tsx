import { redirect } from "@remix-run/node";
import { asContact } from "#app/portal/door.server.ts";
import { linkTo } from "../links.server.ts";

// A page by its form only, so that what is not there is a page in words.
export const loader = asContact(({ contact, params }) => redirect(linkTo(contact, params.id!), 303));

export default function File() {
  return null;
}
