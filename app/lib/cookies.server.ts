import { parse, serialize } from "cookie";
import { isSecure } from "./env.server.ts";
import type { Face } from "#app/people/viewer.ts";

// Each face's cookie is sent to that face only: the other can neither read nor confuse it.
const nameOf = (face: Face) => (isSecure() ? `__Secure-${face}` : face);
const flashOf = (face: Face) => `${face}-flash`;
const options = (face: Face) => ({ path: `/${face}`, httpOnly: true, sameSite: "lax" as const, secure: isSecure() });

const cookieOf = (request: Request, name: string) => parse(request.headers.get("Cookie") ?? "")[name];

export const secretFrom = (request: Request, face: Face) => cookieOf(request, nameOf(face));
/** Sets the session's cookie. Its own life is long; the row decides when it is over. */
export const sessionCookie = (face: Face, secret: string) => serialize(nameOf(face), secret, { ...options(face), maxAge: 60 * 24 * 60 * 60 });
export const noSessionCookie = (face: Face) => serialize(nameOf(face), "", { ...options(face), maxAge: 0 });

/** One sentence for the next page of a face: set after an act, shown once. */
export const flashCookie = (face: Face, sentence: string) => serialize(flashOf(face), sentence.slice(0, 600), { ...options(face), maxAge: 60 });
export const flashFrom = (request: Request, face: Face) => cookieOf(request, flashOf(face));
export const noFlashCookie = (face: Face) => serialize(flashOf(face), "", { ...options(face), maxAge: 0 });
