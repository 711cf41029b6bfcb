import { useActionData, useLoaderData } from "@remix-run/react";
import { blank, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { ProofForm } from "../forms.server.ts";
import { handOut } from "../handed-codes.server.ts";
import { Proof } from "../second-factor-parts.tsx";
import { readyToChange, renewRecoveryCodes } from "../second-factor.server.ts";

export const meta = titled("New recovery codes");

export const loader = asMember(({ member }) => ({ form: blank(ProofForm, member, "/staff/profile/second-factor/new-codes") }));

export const action = asMember(({ member, request }) =>
  submit(
    { request, viewer: member },
    ProofForm,
    (tx, { code }) => handOut(member, renewRecoveryCodes(tx, member, code), "You have new recovery codes. The old ones are worthless."),
    (given) => readyToChange(member, given),
  ),
);

export default function NewCodes() {
  const { form } = useLoaderData<typeof loader>();
  return <Proof given={form} answer={useActionData<typeof action>()} question="Make new recovery codes?" consequence="You get ten new ones on the next page, shown once. The old ones stop working." verb="Make new codes" kind="brand" />;
}
