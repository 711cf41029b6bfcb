import { onlyPost } from "#app/access/stranger.server.ts";
import { done, press } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { calendarPath, endFeed } from "../calendar.server.ts";

export const loader = asMember(onlyPost);

export const action = asMember(({ viewer, request }) =>
  press({ request, viewer }, (tx) => {
    endFeed(tx, viewer);
    return done(calendarPath(viewer), "The address has ended. Your calendar program gets nothing there any more.");
  }),
);
