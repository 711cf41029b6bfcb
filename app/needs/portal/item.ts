import { asContact } from "#app/portal/door.server.ts";
import { itemFile } from "../calendar.server.ts";

export const loader = asContact(({ contact, params }) => itemFile(contact, params.need!.replace(/\.ics$/, "")));
