import { redirect } from "@remix-run/node";
import { asContact } from "#app/portal/door.server.ts";
import { linkToTicketFile } from "../files.server.ts";

// A page by its form only, so that what is not there is a page in words.
export const loader = asContact(({ contact, params }) => redirect(linkToTicketFile(contact, params.file!), 303), { needs: "submitRequests" });

export default function File() {
  return null;
}
