import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { foundAgency } from "#app/agency/agency.server.ts";
import { answerFor } from "#app/lib/answer.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { originOf, requireOwnOrigin } from "#app/lib/request.server.ts";
import { type Stranger, stranger } from "#app/people/viewer.ts";

type Args = LoaderFunctionArgs | ActionFunctionArgs;

/**
 * The door of what is open to everyone: signing in, mailed links, a new password. Before the first run there is nobody
 * to sign in, and everything leads there; the first run itself exists only until then (`founded: false`).
 */
export const asStranger =
  <A extends Args, R>(enter: (args: A & { viewer: Stranger }) => R, { founded = true }: { founded?: boolean } = {}) =>
  async (args: A): Promise<Awaited<R>> => {
    requireOwnOrigin(args.request);
    if (founded && !foundAgency()) throw redirect("/staff/first-run", 303);
    try {
      if (!founded && foundAgency()) throw new NotFound();
      return await enter({ ...args, viewer: stranger(originOf(args.request, args.context)) });
    } catch (problem) {
      throw answerFor(problem);
    }
  };

/** A page that only takes a POST: a GET is told so, and changes nothing. */
export const onlyPost = () => {
  throw new Response("This address is for a button. Go back and press it.", { status: 405, headers: { Allow: "POST", "Content-Type": "text/plain; charset=utf-8" } });
};
