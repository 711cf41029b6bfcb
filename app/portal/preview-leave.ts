import { asStranger } from "#app/access/stranger.server.ts";
import { leavePreview } from "#app/clients/previews.server.ts";
import { done } from "#app/lib/form.server.ts";
import { asContact } from "./door.server.ts";

// The one button that works in a preview; without one it leads to the sign-in page, like everything here.
export const loader = asContact(() => done("/portal/home"));
export const action = asStranger(({ request, context }) => leavePreview(request, context), { leavesPreview: true });
