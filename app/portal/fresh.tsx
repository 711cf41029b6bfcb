import { useLoaderData } from "@remix-run/react";
import { requestFresh, secretPage } from "#app/access/mailed.server.ts";
import { asStranger } from "#app/access/stranger.server.ts";
import { actionOf } from "#app/lib/form.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Mailed, Over } from "./mailed.tsx";

export const meta = titled("A fresh link");
export const headers = secretPage;

export const loader = asStranger(({ request }) => ({ action: actionOf(request), sent: new URL(request.url).searchParams.has("sent") }));
export const action = asStranger(({ request, viewer, params }) => requestFresh(request, viewer, params.token!));

/** What a link that no longer works leads to, whichever it was: the same answer for one that never was ours. */
export default function Fresh() {
  const { action, sent } = useLoaderData<typeof loader>();
  if (!sent) return <Over action={action} />;
  return (
    <Mailed title="Check your email">
      <p className="mt-3 text-lead">If that link was ours, a fresh one is on its way to the address on file.</p>
      <p className="mt-8">
        <a href="/portal/login">Go to the sign-in page</a>
      </p>
    </Mailed>
  );
}
