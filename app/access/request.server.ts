import { redirect } from "@remix-run/node";
import { askedCookie, askedFrom } from "#app/lib/cookies.server.ts";
import { now } from "#app/lib/clock.ts";
import { lifeOf } from "#app/people/links.server.ts";
import { blankUnsigned } from "#app/lib/form.server.ts";
import type { Face, Stranger } from "#app/people/viewer.ts";
import { ForgotForm } from "./forms.server.ts";
import { requestLetter } from "./link.server.ts";

/** Asks for a sign-in link, and leads to the page that says so: the same for every address. Throws Refused 429. */
export const requestLink = (viewer: Stranger, face: "portal", { email, to }: { email: string; to?: string }) => request(viewer, "sign_in", face, email, "/portal/login-sent", to);

/** Asks for a link to set a new password: the same for every address. Throws Refused 429. */
export const requestReset = (viewer: Stranger, face: Face, { email }: { email: string }) => request(viewer, "reset", face, email, `/${face}/forgot?sent`);

/** What the page of a forgotten password draws: its form, or, once a letter was asked for, the address this browser gave. */
export const resetAsked = (request: Request, face: Face) => ({
  form: blankUnsigned(ForgotForm, `/${face}/forgot`),
  sent: new URL(request.url).searchParams.has("sent") ? (askedFrom(request, face, "reset")?.email ?? "your address") : null,
});

function request(viewer: Stranger, kind: "sign_in" | "reset", face: Face, email: string, next: string, to?: string): Response {
  requestLetter(viewer, { kind, face, email, to });
  return redirect(next, { status: 303, headers: { "Set-Cookie": askedCookie(face, { kind, email, to, until: now().getTime() + lifeOf[kind] }) } });
}
