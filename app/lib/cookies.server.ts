import { parse, serialize } from "cookie";
import { isSecure } from "./env.server.ts";
import type { Face } from "#app/people/viewer.ts";

// Each face's cookie is sent to that face only: the other can neither read nor confuse it.
const nameOf = (face: Face) => (isSecure() ? `__Secure-${face}` : face);
const flashOf = (face: Face) => `${nameOf(face)}-flash`;
const options = (face: Face) => ({ path: `/${face}`, httpOnly: true, sameSite: "lax" as const, secure: isSecure() });

const cookieOf = (request: Request, name: string) => parse(request.headers.get("Cookie") ?? "")[name];

export const secretFrom = (request: Request, face: Face) => cookieOf(request, nameOf(face));
/** Sets the session's cookie. Its own life is long; the row decides when it is over. */
export const sessionCookie = (face: Face, secret: string) => serialize(nameOf(face), secret, { ...options(face), maxAge: 60 * 24 * 60 * 60 });
export const noSessionCookie = (face: Face) => serialize(nameOf(face), "", { ...options(face), maxAge: 0 });

// Whoever has given their password and still owes the second factor.
const pendingOf = () => `${nameOf("staff")}-pending`;
export const pendingFrom = (request: Request) => cookieOf(request, pendingOf());
/** Sets the cookie of a sign-in that is not complete; `seconds` is how long its row lives. */
export const pendingCookie = (secret: string, seconds: number) => serialize(pendingOf(), secret, { ...options("staff"), maxAge: seconds });
export const noPendingCookie = () => serialize(pendingOf(), "", { ...options("staff"), maxAge: 0 });

// Recovery codes on their way to the one page that shows them: sealed, and sent to no other.
const codesOf = () => `${nameOf("staff")}-codes`;
const codesOptions = () => ({ ...options("staff"), path: "/staff/profile/second-factor" });
export const codesFrom = (request: Request) => cookieOf(request, codesOf());
export const codesCookie = (sealed: string) => serialize(codesOf(), sealed, { ...codesOptions(), maxAge: 10 * 60 });
export const noCodesCookie = () => serialize(codesOf(), "", { ...codesOptions(), maxAge: 0 });

// Beside the session's own cookie, so that a member's look at the portal never touches a session they have there.
const previewName = () => `${nameOf("portal")}-preview`;
export const previewSecretFrom = (request: Request) => cookieOf(request, previewName());
export const previewCookie = (secret: string) => serialize(previewName(), secret, { ...options("portal"), maxAge: 60 * 60 });
export const noPreviewCookie = () => serialize(previewName(), "", { ...options("portal"), maxAge: 0 });

/** One sentence for the next page of a face: set after an act, shown once. */
export const flashCookie = (face: Face, sentence: string) => serialize(flashOf(face), sentence.slice(0, 600), { ...options(face), maxAge: 60 });
export const flashFrom = (request: Request, face: Face) => cookieOf(request, flashOf(face));
export const noFlashCookie = (face: Face) => serialize(flashOf(face), "", { ...options(face), maxAge: 0 });

/** The letter somebody just asked for, so that the next page can name it: its address never stands in a URL. */
export interface Asked {
  kind: "sign_in" | "reset";
  email: string;
  to?: string;
  /** UTC milliseconds. */
  until: number;
}

const askedOf = (face: Face) => `${nameOf(face)}-asked`;
export const askedCookie = (face: Face, asked: Asked) => serialize(askedOf(face), Buffer.from(JSON.stringify(asked)).toString("base64url"), { ...options(face), maxAge: 30 * 60 });
/** Whatever the browser sends back is shown to that browser alone; what cannot be read is nothing. */
export function askedFrom(request: Request, face: Face, kind: Asked["kind"]): Asked | undefined {
  try {
    const asked = JSON.parse(Buffer.from(cookieOf(request, askedOf(face)) ?? "", "base64url").toString("utf8")) as Asked;
    return asked.kind === kind && typeof asked.email === "string" && typeof asked.until === "number" ? asked : undefined;
  } catch {
    return undefined;
  }
}
