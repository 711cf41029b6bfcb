import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { members } from "../members.server.ts";
import { resetSecondFactor } from "../second-factor.server.ts";

const back = "/staff/team/second-factor";

export const loader = asMember(
  ({ member, params }) => {
    const { id, name } = members(member).find(params.id!);
    return { name, form: blank(NoFields, member, `/staff/team/${id}/second-factor`) };
  },
  { only: ["owner"] },
);

export const meta = titled<{ name: string }>(({ name }) => `Reset the second factor of ${name}`);

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, NoFields, (tx) => {
      const { id, name } = members(member, tx).find(params.id!);
      resetSecondFactor(tx, member, id);
      return done(back, `The second factor of ${name} is reset. They are signed out, and we wrote to them.`);
    }),
  { only: ["owner"] },
);

export default function ResetSecondFactor() {
  const { name, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  return (
    <Confirm
      of={form}
      question={`Reset the second factor of ${name}?`}
      consequence={`For when their phone and their recovery codes are lost. Make sure that it is ${name} who asks: call them. They are signed out everywhere, sign in with their password alone until they set it up again, and get a letter that says so.`}
      verb="Reset second factor"
      back={back}
    />
  );
}
