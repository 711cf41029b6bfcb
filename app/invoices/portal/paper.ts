import { asContact } from "#app/portal/door.server.ts";
import { invoicePaper, paperAnswer } from "../paper.server.ts";

export const loader = asContact(async ({ contact, params }) => paperAnswer(await invoicePaper(contact, params.id!)), { needs: "viewInvoices" });
