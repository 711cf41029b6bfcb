import type { AppLoadContext } from "@remix-run/node";
import type { Origin } from "#app/people/viewer.ts";
import { env } from "./env.server.ts";

/** Where a request came from. The address is the front's reading; nobody's header is believed here. */
export const originOf = (request: Request, context: AppLoadContext | undefined): Origin => ({
  address: context?.clientAddress ?? "unknown",
  agent: (request.headers.get("User-Agent") ?? "").slice(0, 400),
});

export const isReading = ({ method }: Request) => method === "GET" || method === "HEAD";

/**
 * A request that changes something must come from our own pages: Origin where the browser sends one, else Sec-Fetch-Site.
 * With neither there is no browser behind it that carries somebody's cookies unasked; it is refused all the same.
 * Throws a 403 Response; nothing of what was posted is shown.
 */
export function requireOwnOrigin(request: Request) {
  if (isReading(request)) return;
  if (!isOwnOrigin(request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site"), new URL(request.url).origin))
    throw new Response("This form was sent from another site. Nothing was recorded.", { status: 403, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}

/** `here` is the address asked for: on a loopback PUBLIC_URL, 127.0.0.1 and localhost are both ourselves. */
export function isOwnOrigin(origin: string | null, fetchSite: string | null, here: string) {
  if (origin !== null) return origin === env().PUBLIC_URL || (isLoopbackOrigin(env().PUBLIC_URL) && isLoopbackOrigin(origin) && origin === here);
  return fetchSite === "same-origin";
}

const isLoopbackOrigin = (origin: string) => URL.canParse(origin) && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(origin).hostname);

/** A path of our own to go to after signing in, or the fallback: never another site, never another face. */
export function ownPath(given: string | null | undefined, face: "portal" | "staff", fallback = `/${face}/home`) {
  if (!given || !given.startsWith(`/${face}/`) || /[\\\u0000-\u001f\u007f]/.test(given)) return fallback;
  const url = new URL(given, "http://own.invalid");
  return url.origin === "http://own.invalid" && url.pathname.startsWith(`/${face}/`) && !/^\/(portal|staff)\/(login|logout)/.test(url.pathname) ? url.pathname + url.search : fallback;
}
