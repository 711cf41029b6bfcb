import { foundAgency } from "./agency.server.ts";

/** The agency's colour as one property; the stylesheet works out the rest. */
export const loader = () =>
  new Response(`:root{--brand:${foundAgency()?.brandColour ?? "#14181b"}}`, {
    headers: { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "public, max-age=31536000, immutable" },
  });
