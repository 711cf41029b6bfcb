import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { money } from "#app/lib/money.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { TextArea, useFormOf } from "#app/ui/form.tsx";
import { ReasonForm } from "../forms.server.ts";
import { mustBill } from "../paying.server.ts";
import { writeOff } from "../settling.server.ts";

const billers = { only: ["owner" as const, "manager" as const] };
const pathOf = (id: string) => `/staff/invoices/${id}`;

export const loader = asMember(({ member, params }) => {
  const { id, number, clientName, balance, currency, locale } = mustBill(undefined, member, params.id!, "write_off");
  return { id, number, clientName, balance: money(balance, currency, locale), form: blank(ReasonForm, member, `${pathOf(id)}/write-off`) };
}, billers);

export const meta = titled<{ number: string | null }>(({ number }) => `Write off ${number}`);

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, ReasonForm, (tx, words) => {
      writeOff(tx, member, params.id!, words);
      return done(pathOf(params.id!), "Written off.");
    }),
  billers,
);

export default function WriteOff() {
  const { id, number, clientName, balance, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof ReasonForm>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} kind="stop" question={`Write off ${balance} of ${number}?`} consequence={`It counts as owed no more. ${clientName} gets no letter. A payment that comes after all takes it up again.`} verb="Write off" back={pathOf(id)}>
      <TextArea of={fields.reason} label="Why" hint="It stays on record; the client does not read it." rows={3} />
    </Confirm>
  );
}
