import { asContact } from "#app/portal/door.server.ts";
import { creditNotePaper, paperAnswer } from "../paper.server.ts";

export const loader = asContact(async ({ contact, params }) => paperAnswer(await creditNotePaper(contact, params.id!, params.note!)), { needs: "viewInvoices" });
