import type { LoaderFunctionArgs } from "@remix-run/node";
import { foundAgency } from "./agency.server.ts";

/** The agency's mark. An SVG is only ever a picture here: sandboxed, without scripts, whatever is in it. */
export function loader({ params }: LoaderFunctionArgs) {
  const found = foundAgency();
  const svg = params.logo === "logo.svg" ? found?.logo : params.logo === "logo-dark.svg" ? (found?.logoDark ?? found?.logo) : undefined;
  if (!svg) throw new Response("Not found", { status: 404 });
  return new Response(svg, {
    headers: { "Content-Type": "image/svg+xml", "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox", "Cache-Control": "public, max-age=31536000, immutable" },
  });
}
