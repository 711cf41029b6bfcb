import { asContact } from "#app/portal/door.server.ts";
import { paperAnswer } from "../paper.server.ts";
import { periodFrom, statementPaper } from "../statement.server.ts";

export const loader = asContact(async ({ contact, request }) => paperAnswer(await statementPaper(contact, contact.clientId, periodFrom(new URL(request.url)))), { needs: "viewInvoices" });
