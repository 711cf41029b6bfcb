import { asMember } from "#app/staff/door.server.ts";
import { colourFrom } from "../colour.ts";

/** The colour that is looked at, for the preview alone: a stylesheet of its own, since the policy lets no page bring a style. */
export const loader = asMember(
  ({ request }) => {
    const colour = colourFrom(new URL(request.url).searchParams.get("colour") ?? "");
    return new Response(colour ? `.brand-preview{--brand:${colour}}` : "", { headers: { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "private, max-age=3600" } });
  },
  { only: ["owner"] },
);
