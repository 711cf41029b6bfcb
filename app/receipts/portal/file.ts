import { asContact } from "#app/portal/door.server.ts";
import { receiptFile } from "../reading.server.ts";

export const loader = asContact(({ contact, params }) => receiptFile(contact, params.id!));
