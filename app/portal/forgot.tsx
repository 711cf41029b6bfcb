import { useActionData, useLoaderData } from "@remix-run/react";
import { ForgotForm } from "#app/access/forms.server.ts";
import { Forgotten } from "#app/access/letter-pages.tsx";
import { requestReset, resetAsked } from "#app/access/request.server.ts";
import { asStranger } from "#app/access/stranger.server.ts";
import { submitUnsigned } from "#app/lib/form.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Mailed } from "./mailed.tsx";

export const meta = titled("Forgotten password");

export const loader = asStranger(({ request }) => resetAsked(request, "portal"));

export const action = asStranger(({ request, viewer }) => submitUnsigned(request, ForgotForm, (given) => requestReset(viewer, "portal", given)));

export default function Forgot() {
  const { form, sent } = useLoaderData<typeof loader>();
  return <Forgotten face="portal" Mailed={Mailed} given={form} sent={sent} answer={useActionData<typeof action>()} />;
}
