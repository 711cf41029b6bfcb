import { asMember } from "#app/staff/door.server.ts";
import { pictureAnswer } from "../pictures.server.ts";

export const loader = asMember(({ member, params, request, context }) => pictureAnswer(member, params.id!, "preview", request, context));
