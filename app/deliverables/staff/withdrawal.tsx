import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { TextArea, useFormOf } from "#app/ui/form.tsx";
import { deliverables } from "../deliverables.server.ts";
import { WithdrawalForm } from "../forms.server.ts";
import { withdraw } from "../publishing.server.ts";

const pathOf = (id: string) => `/staff/approvals/${id}`;

export const loader = asMember(({ member, params }) => {
  const { id, title, round, clientName } = deliverables(member).find(params.id!);
  return { id, title, round, clientName, form: blank(WithdrawalForm, member, `${pathOf(id)}/withdrawal`) };
});

export const meta = titled<{ title: string }>(({ title }) => `Withdraw ${title}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, WithdrawalForm, (tx, words) => {
    withdraw(tx, member, params.id!, words);
    return done(pathOf(params.id!), "Withdrawn. They get a letter.");
  }),
);

export default function Withdraw() {
  const { id, title, round, clientName, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof WithdrawalForm>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} question={`Withdraw ${title}, round ${round}?`} consequence={`${clientName} can no longer answer it, and gets a letter. It stays on record, with what was said on it, and takes no further round.`} verb="Withdraw it" back={pathOf(id)}>
      <TextArea of={fields.reason} label="Why" hint="The client reads it." rows={3} />
    </Confirm>
  );
}
