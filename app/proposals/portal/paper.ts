import { asContact } from "#app/portal/door.server.ts";
import { paperAnswer } from "../paper.server.ts";
import { paperFacts } from "../versions.server.ts";

export const loader = asContact(({ contact, params, request }) => paperAnswer(paperFacts(contact, params.id!, new URL(request.url))));
