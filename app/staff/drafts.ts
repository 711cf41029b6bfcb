import { takeTyping } from "#app/lib/typing.server.ts";
import { onlyPost } from "#app/access/stranger.server.ts";
import { asMember } from "./door.server.ts";

export const loader = asMember(onlyPost);
/** What is being typed into a long field, kept as it is written. */
export const action = asMember(({ viewer, request }) => takeTyping(request, viewer));
