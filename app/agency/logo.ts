import type { LoaderFunctionArgs } from "@remix-run/node";
import { foundAgency } from "./agency.server.ts";

/** The agency's mark. An SVG is only ever a picture here: sandboxed, without scripts, whatever is in it. */
export function loader({ params }: LoaderFunctionArgs) {
  const found = foundAgency();
  const svg = params.logo === "logo.svg" ? found?.logo : params.logo === "logo-dark.svg" ? (found?.logoDark ?? found?.logo) : params.logo === "icon.svg" ? icon(found) : undefined;
  if (!svg) throw new Response("Not found", { status: 404 });
  return new Response(svg, {
    headers: { "Content-Type": "image/svg+xml", "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox", "Cache-Control": "public, max-age=31536000, immutable" },
  });
}

/** The tab's mark: the agency's initial on its colour. */
function icon(found: ReturnType<typeof foundAgency>) {
  const [letter] = found?.name.match(/[\p{L}\p{N}]/u) ?? ["·"];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="${found?.brandColour ?? "#14181b"}"/><text x="16" y="22.5" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="19" fill="#fff" stroke="#000" stroke-opacity=".25" stroke-width=".6" paint-order="stroke">${letter}</text></svg>`;
}
