import { asContact } from "#app/portal/door.server.ts";
import { certificateFile } from "../reading.server.ts";

export const loader = asContact(({ contact, params }) => certificateFile(contact, params.id!));
