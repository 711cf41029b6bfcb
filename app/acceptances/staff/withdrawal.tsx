import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { TextArea, useFormOf } from "#app/ui/form.tsx";
import { mustBeOpenTo } from "../acceptances.server.ts";
import { withdrawAcceptance } from "../asking.server.ts";
import { WithdrawalForm } from "../forms.server.ts";

const pathOf = (id: string) => `/staff/acceptances/${id}`;

export const loader = asMember(({ member, params }) => {
  const { id, title, clientName } = mustBeOpenTo(member, params.id!, "withdraw");
  return { id, title, clientName, form: blank(WithdrawalForm, member, `${pathOf(id)}/withdrawal`) };
});

export const meta = titled<{ title: string }>(({ title }) => `Withdraw ${title}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, WithdrawalForm, (tx, { reason }) => {
    withdrawAcceptance(tx, member, params.id!, reason);
    return done(pathOf(params.id!), "Withdrawn. They get a letter.");
  }),
);

export default function Withdraw() {
  const { id, title, clientName, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof WithdrawalForm>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} question={`Withdraw the request to accept ${title}?`} consequence={`${clientName} can no longer accept it, and gets a letter. It stays on record.`} verb="Withdraw request" back={pathOf(id)}>
      <TextArea of={fields.reason} label="Why" hint="The client reads it." rows={3} optional />
    </Confirm>
  );
}
