import { asMember } from "#app/staff/door.server.ts";
import { proofAnswer } from "../files.server.ts";

export const loader = asMember(({ viewer, params, request, context }) => proofAnswer(viewer, params.id!, params.proof!, request, context));
