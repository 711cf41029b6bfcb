import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { requireDuty } from "../duties.ts";
import { inviteAgain, members } from "../members.server.ts";

export const loader = asMember(({ member, params }) => {
  const { id, name, email } = members(member).find(params.id!);
  requireDuty(member, "team");
  return { id, name, email, form: blank(NoFields, member, `/staff/team/${id}/invitation`) };
});

export const meta = titled<{ name: string }>(({ name }) => `Invite ${name}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    inviteAgain(tx, member, params.id!);
    return done(`/staff/team/${params.id!}`, "A new invitation is on its way. It holds for three days; the one before no longer works.");
  }),
);

export default function InviteAgain() {
  const { id, name, email, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  return <Confirm of={form} kind="brand" question={`Invite ${name} again?`} consequence={`A letter goes to ${email} with a link to the staff pages. It holds for three days, and the link of an earlier invitation stops working.`} verb="Send invitation" back={`/staff/team/${id}`} />;
}
