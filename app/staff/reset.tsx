import { useActionData, useLoaderData } from "@remix-run/react";
import { reset } from "#app/access/arrival.server.ts";
import { ResetForm } from "#app/access/forms.server.ts";
import { ChooseNewPassword } from "#app/access/letter-pages.tsx";
import { secretPage, shown } from "#app/access/mailed.server.ts";
import { asStranger } from "#app/access/stranger.server.ts";
import { blankUnsigned, submitUnsigned } from "#app/lib/form.server.ts";
import type { PageHandle } from "#app/ui/document.ts";
import { titled } from "#app/ui/agency.tsx";
import { Mailed, Over } from "./mailed.tsx";

export const meta = titled("Choose a new password");
export const handle: PageHandle = { body: "staff" };
export const headers = secretPage;

export const loader = asStranger(({ params }) => shown({ secret: params.token!, purpose: "reset", face: "staff" }, blankUnsigned(ResetForm, `/staff/reset/${params.token}`)));

export const action = asStranger(({ request, viewer, params }) =>
  submitUnsigned(request, ResetForm, ({ password }) => reset({ request, viewer, face: "staff", secret: params.token! }, password)),
);

export default function Reset() {
  const { link, form } = useLoaderData<typeof loader>();
  return <ChooseNewPassword face="staff" Mailed={Mailed} Over={Over} given={form} link={link} answer={useActionData<typeof action>()} />;
}
