import type { LoaderFunctionArgs } from "@remix-run/node";
import { agencyFace, cachedAs, foundAgency } from "./agency.server.ts";
import { PLAIN_COLOUR } from "./colour.ts";

/** The agency's colour as one property; the stylesheet works out the rest. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  new Response(`:root{--brand:${foundAgency()?.brandColour ?? PLAIN_COLOUR}}`, { headers: { "Content-Type": "text/css; charset=utf-8", ...cachedAs(request, agencyFace().brandVersion) } });
