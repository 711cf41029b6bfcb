import type { LoaderFunctionArgs } from "@remix-run/node";
import { textOn } from "#app/lib/colour.ts";
import { agencyFace, cachedAs, fileOf, foundAgency } from "./agency.server.ts";
import { papers } from "./agency.ts";
import { PLAIN_COLOUR } from "./colour.ts";
import { logoFor } from "./logos.server.ts";

/** The agency's marks, and the tab's. Only ever pictures: an SVG is sandboxed and runs nothing, whatever is in it. */
export function loader({ params, request }: LoaderFunctionArgs) {
  if (params.logo === "icon.svg") return picture("image/svg+xml", icon(), cachedAs(request, agencyFace().brandVersion));
  const paper = papers.find((paper) => fileOf[paper] === params.logo);
  const logo = paper && logoFor(paper);
  if (!logo) throw new Response("Not found", { status: 404 });
  return picture(logo.mediaType, new Uint8Array(logo.bytes), cachedAs(request, logo.version));
}

const picture = (mediaType: string, content: string | Uint8Array<ArrayBuffer>, cached: Record<string, string>) =>
  new Response(content, { headers: { "Content-Type": mediaType, "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox", "X-Content-Type-Options": "nosniff", ...cached } });

/** The agency's initial on its colour. */
function icon() {
  const found = foundAgency();
  const colour = found?.brandColour ?? PLAIN_COLOUR;
  const [letter] = found?.name.match(/[\p{L}\p{N}]/u) ?? ["·"];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="${colour}"/><text x="16" y="22.5" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="19" fill="${textOn(colour)}">${letter}</text></svg>`;
}
