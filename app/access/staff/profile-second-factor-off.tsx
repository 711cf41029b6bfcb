import { useActionData, useLoaderData } from "@remix-run/react";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled, useAgency } from "#app/ui/agency.tsx";
import { ProofForm } from "../forms.server.ts";
import { Proof } from "../second-factor-parts.tsx";
import { readyToChange, secondFactorAsked, turnOffSecondFactor } from "../second-factor.server.ts";

export const meta = titled("Turn off second factor");

export const loader = asMember(({ member }) => ({ asked: secondFactorAsked(), form: blank(ProofForm, member, "/staff/profile/second-factor/off") }));

export const action = asMember(({ member, request }) =>
  submit(
    { request, viewer: member },
    ProofForm,
    (tx, { code }) => {
      turnOffSecondFactor(tx, member, code);
      return done("/staff/profile", "Your second factor is off.");
    },
    (given) => readyToChange(member, given),
  ),
);

export default function TurnOff() {
  const { asked, form } = useLoaderData<typeof loader>();
  const { name } = useAgency();
  const consequence = asked ? `${name} asks everyone on the team for one: you set up an app again before anything else. Your recovery codes become worthless.` : "Your password alone is then enough to sign in, and your recovery codes become worthless. We write to you that it is off.";
  return <Proof given={form} answer={useActionData<typeof action>()} question="Turn off your second factor?" consequence={consequence} verb="Turn off second factor" />;
}
