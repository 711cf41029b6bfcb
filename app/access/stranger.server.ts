import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { foundAgency } from "#app/agency/agency.server.ts";
import { answerFor } from "#app/lib/answer.server.ts";
import { cameFrom } from "#app/lib/form.server.ts";
import { NotFound, onlyLooking } from "#app/lib/refused.ts";
import { isReading, originOf, requireOwnOrigin } from "#app/lib/request.server.ts";
import { findPreview } from "#app/people/previews.server.ts";
import { type Stranger, stranger } from "#app/people/viewer.ts";

type Args = LoaderFunctionArgs | ActionFunctionArgs;

/**
 * The door of what is open to everyone: signing in, mailed links, a new password. Before the first run there is nobody
 * to sign in, and everything leads there; the first run itself exists only until then (`founded: false`).
 * `leavesPreview` is for the one button that works in a preview.
 */
export const asStranger =
  <A extends Args, R>(enter: (args: A & { viewer: Stranger }) => R, { founded = true, leavesPreview = false }: { founded?: boolean; leavesPreview?: boolean } = {}) =>
  async (args: A): Promise<Awaited<R>> => {
    requireOwnOrigin(args.request);
    if (founded && !foundAgency()) throw redirect("/staff/first-run", 303);
    try {
      if (!founded && foundAgency()) throw new NotFound();
      if (!leavesPreview) requireNoPreview(args.request);
      return await enter({ ...args, viewer: stranger(originOf(args.request, args.context)) });
    } catch (problem) {
      throw answerFor(problem);
    }
  };

/** G10: whoever looks at the portal as a contact signs nobody in or out there either, themselves included. */
function requireNoPreview(request: Request) {
  if (isReading(request) || !new URL(request.url).pathname.startsWith("/portal")) return;
  const contact = findPreview(request)?.contact;
  if (contact) throw onlyLooking(contact, cameFrom({ request, viewer: contact }));
}

/** A page that only takes a POST: a GET is told so, and changes nothing. */
export const onlyPost = () => {
  throw new Response("This address is for a button. Go back and press it.", { status: 405, headers: { Allow: "POST", "Content-Type": "text/plain; charset=utf-8" } });
};
