import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { Refused } from "#app/lib/refused.ts";
import { life } from "../proposal.ts";
import { proposals } from "../proposals.server.ts";
import { discardProposal } from "../writing.server.ts";

const pathOf = (id: string) => `/staff/proposals/${id}`;

export const loader = asMember(({ member, params }) => {
  const { id, title, status } = proposals(member).find(params.id!);
  if (!life.can(status, "discard")) throw new Refused(409, "This proposal was sent, so it is kept. Withdraw it, if it should not be answered.");
  return { id, title, form: blank(NoFields, member, `${pathOf(id)}/removal`) };
});

export const meta = titled<{ title: string }>(({ title }) => `Delete ${title}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    discardProposal(tx, member, params.id!);
    return done("/staff/proposals", "The draft is deleted.");
  }),
);

export default function Removal() {
  const { title, id, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf<Record<string, never>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} kind="stop" question={`Delete the draft of ${title}?`} consequence={`Nobody was shown it. Its text and files are gone for good.`} verb="Delete draft" back={pathOf(id)} />
  );
}
