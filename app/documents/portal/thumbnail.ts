import { asContact } from "#app/portal/door.server.ts";
import { pictureAnswer } from "../pictures.server.ts";

export const loader = asContact(({ contact, params, request, context }) => pictureAnswer(contact, params.id!, "thumbnail", request, context));
