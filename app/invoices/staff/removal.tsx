import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { discardDraft, mustDraft } from "../writing.server.ts";

const billers = { only: ["owner" as const, "manager" as const] };
const pathOf = (id: string) => `/staff/invoices/${id}`;

export const loader = asMember(({ member, params }) => {
  const { id, clientName } = mustDraft(member, params.id!);
  return { id, clientName, form: blank(NoFields, member, `${pathOf(id)}/removal`) };
}, billers);

export const meta = titled<{ clientName: string }>(({ clientName }) => `Delete the draft invoice for ${clientName}`);

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, NoFields, (tx) => {
      discardDraft(tx, member, params.id!);
      return done("/staff/invoices", "The draft is deleted. Its hours can be billed again.");
    }),
  billers,
);

export default function Removal() {
  const { clientName, id, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf<Record<string, never>>(given, useActionData<typeof action>());
  return <Confirm of={form} question={`Delete the draft invoice for ${clientName}?`} consequence="Nobody was shown it, and it has no number yet. The hours on it can be billed again." verb="Delete draft" back={pathOf(id)} />;
}
