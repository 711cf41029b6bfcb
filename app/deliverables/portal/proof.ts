import { asContact } from "#app/portal/door.server.ts";
import { proofAnswer } from "../files.server.ts";

export const loader = asContact(({ viewer, params, request, context }) => proofAnswer(viewer, params.id!, params.proof!, request, context));
