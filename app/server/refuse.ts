import type { Request, RequestHandler, Response } from "express";
import type { InBuild } from "./start-front.ts";

/** Bytes of a body that is no upload. The forms have their own, smaller limit, with a page; this one is the wall behind it. */
const BODY_LIMIT = 1024 * 1024;
/** Milliseconds for such a body to arrive. */
const BODY_TIME = 20_000;

/** Turns away, before a byte of the body is read, what no page of ours would send. */
export const refuse =
  ({ front, stopping }: { front: InBuild; stopping: AbortSignal }): RequestHandler =>
  (req, res, next) => {
    if (!req.url.startsWith("/") || !isReadable(req.path)) return say(res, 400, "That is not an address here.");
    if (!["GET", "HEAD", "POST"].includes(req.method)) return say(res.set("Allow", "GET, HEAD, POST"), 405, "That is not done here.");
    nameHost(req, front);
    if (req.method !== "POST") return next();

    if (stopping.aborted) return say(res.set("Retry-After", "10"), 503, "The portal is being restarted. Nothing was recorded. Go back and try again in a moment.");
    if (!/^(identity)?$/i.test(req.get("content-encoding") ?? "")) return say(res, 415, "Compressed requests are not taken. Nothing was recorded.");
    // Remix has a check of its own, which would fail on another site's name.
    if (takesFromAnywhere(req.path)) delete req.headers.origin;
    else if (!isOurs(req, front)) return say(res, 403, "This form was sent from another site. Nothing was recorded.");
    if (/^multipart\/form-data\b/i.test(req.get("content-type") ?? "")) return next();

    if (Number(req.get("content-length") ?? 0) > BODY_LIMIT) return say(res, 413, "What you sent is larger than 1 MB. Nothing was recorded.");
    const late = setTimeout(() => req.destroy(), BODY_TIME);
    req.once("end", () => clearTimeout(late)).once("close", () => clearTimeout(late));
    next();
  };

/** The router complains of a malformed address in words of its own, with the address in them; a line break is in none of ours. */
function isReadable(path: string) {
  if (!path.includes("%")) return true;
  try {
    return !/[\u0000-\u001f]/.test(decodeURIComponent(path));
  } catch {
    return false;
  }
}

/** The one exception: a mail program's press on a letter's unsubscribe (RFC 8058). The token in its address can do nothing else, and no cookie is looked at. */
const takesFromAnywhere = (path: string) => /^\/unsubscribe\/[\w.-]+$/.test(path);

const isOurs = (req: Request, { isOwnOrigin }: InBuild) => isOwnOrigin(req.get("origin") ?? null, req.get("sec-fetch-site") ?? null, `${req.protocol}://${req.get("host")}`);

/**
 * Who we are is PUBLIC_URL's to say, not the request's (except on this machine, where any loopback name will do). Remix
 * compares Origin with X-Forwarded-Host or Host and fails where a proxy changed them: it sees the address we go by.
 */
function nameHost(req: Request, { env, isLoopback }: InBuild) {
  const here = new URL(env().PUBLIC_URL);
  const local = isLoopback() && /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/.test(req.headers.host ?? "");
  if (!local) req.headers.host = here.host;
  delete req.headers["x-forwarded-host"];
  const origin = req.headers.origin;
  if (origin && origin === here.origin) req.headers.host = here.host;
}

/** A sentence, and the connection closed: whatever else was being sent is not wanted. */
function say(res: Response, status: number, sentence: string) {
  if (res.req.method !== "GET" && res.req.method !== "HEAD") res.set("Connection", "close");
  res.status(status).type("text/plain").send(`${sentence}\n`);
}
