import { onlyPost } from "#app/access/stranger.server.ts";
import { unmute } from "#app/events/choosing.server.ts";
import { done, press } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { lettersPath } from "../letters.server.ts";

export const loader = asMember(onlyPost);

export const action = asMember(({ viewer, request, params }) =>
  press({ request, viewer }, (tx) => {
    unmute(tx, viewer, params.thread!);
    return done(lettersPath(viewer), "You get letters about it again.");
  }),
);
