import { randomBytes } from "node:crypto";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import type { AppLoadContext, EntryContext, HandleDataRequestFunction } from "@remix-run/node";
import { RemixServer, isRouteErrorResponse } from "@remix-run/react";
import { renderToPipeableStream, renderToString } from "react-dom/server";
import { flashFrom, noFlashCookie, noPreviewCookie } from "#app/lib/cookies.server.ts";
import { findPreview } from "#app/people/previews.server.ts";
import { contentSecurityPolicy } from "#app/server/headers.server.ts";
import { standOnGround } from "#app/server/ground.server.ts";
import { logProblem } from "#app/server/log.server.ts";
import { Nonce, type PageHandle } from "#app/ui/document.ts";

standOnGround();

/** What the front needs of this build: the same database, clock and post as the pages. One build, one connection. */
export * as front from "#app/server/front.server.ts";

export default async function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext, loadContext: AppLoadContext) {
  const { answer } = loadContext;
  delete loadContext.answer; // where it fails, Remix comes back here for the error's page
  if (answer && status === 200) return answer(request);
  const nonce = loadContext.nonce ?? randomBytes(16).toString("base64");
  const page = (
    <Nonce.Provider value={nonce}>
      <RemixServer context={onlyMatched(context)} url={request.url} nonce={nonce} />
    </Nonce.Provider>
  );
  const html = hydrates(context) ? await rendered(page) : renderToString(page);
  // A page that hands a form back says so first where screen readers begin.
  const marked = status >= 400 && html.includes('class="errors"') ? html.replace("<title>", "<title>Error: ") : html;
  // Remix leaves the headers of what a loader or action answered to each route; these belong to the answer itself.
  for (const name of ["Retry-After", "Allow"]) for (const answered of answeredIn(context)) if (answered.has(name)) headers.set(name, answered.get(name)!);
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Content-Security-Policy", contentSecurityPolicy(nonce));
  headers.set("Cache-Control", "no-store");
  spendFlash(request, headers);
  return new Response(`<!doctype html>${marked}`, { status, headers });
}

export const handleDataRequest: HandleDataRequestFunction = (response, { request }) => {
  if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "no-store");
  spendFlash(request, response.headers);
  return response;
};

export function handleError(problem: unknown, { request, context }: { request: Request; context: AppLoadContext }) {
  // An address nobody could have is the router's 404, not a bug.
  if (isRouteErrorResponse(problem) && problem.status < 500) return;
  if (!request.signal.aborted) logProblem(problem, { requestId: context?.requestId, path: new URL(request.url).pathname });
}

const answeredIn = ({ staticHandlerContext: { actionHeaders, loaderHeaders } }: EntryContext) => [...Object.values(loaderHeaders), ...Object.values(actionHeaders)];

const hydrates = ({ staticHandlerContext, routeModules }: EntryContext) => staticHandlerContext.matches.some(({ route }) => (routeModules[route.id]?.handle as PageHandle | undefined)?.hydrate);

/** Remix builds every route of the manifest anew to render one page; the page needs only those it is made of. */
function onlyMatched(context: EntryContext): EntryContext {
  const ids = new Set(["root", ...context.staticHandlerContext.matches.map(({ route }) => route.id)]);
  const only = <T,>(all: Record<string, T>) => Object.fromEntries(Object.entries(all).filter(([id]) => ids.has(id))) as Record<string, T>;
  return { ...context, manifest: { ...context.manifest, routes: only(context.manifest.routes) }, routeModules: only(context.routeModules as Record<string, unknown>) as EntryContext["routeModules"] };
}

/** A hydrated page is streamed by React, since its data comes that way, and gathered here before it is sent. */
const rendered = (page: React.ReactElement) =>
  new Promise<string>((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(page, {
      onAllReady() {
        clearTimeout(late);
        const whole = new PassThrough();
        text(whole).then(resolve, reject);
        pipe(whole);
      },
      onShellError: reject,
    });
    const late = setTimeout(abort, 10_000);
  });

/** A flash is shown once: the page that could show it takes it away. */
function spendFlash(request: Request, headers: Headers) {
  const face = /^\/(portal|staff)\b/.exec(new URL(request.url).pathname)?.[1] as "portal" | "staff" | undefined;
  const setsOne = headers.getSetCookie().some((cookie) => cookie.includes(`${face}-flash=`));
  // An upload sent by script follows its redirect unseen, and only then opens the page: see app/ui/script.ts.
  const unseen = request.headers.has("Parlour-Upload");
  // Nor has a member who looks as a contact seen what waits for the session beside their preview.
  const preview = face === "portal" ? findPreview(request) : undefined;
  if (preview && !preview.contact) headers.append("Set-Cookie", noPreviewCookie());
  if (preview?.contact) return;
  if (face && !unseen && request.method === "GET" && flashFrom(request, face) && !setsOne) headers.append("Set-Cookie", noFlashCookie(face));
}
