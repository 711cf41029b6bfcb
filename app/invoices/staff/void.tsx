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
import { voidInvoice } from "../settling.server.ts";

const billers = { only: ["owner" as const, "manager" as const] };
const pathOf = (id: string) => `/staff/invoices/${id}`;

export const loader = asMember(({ member, params }) => {
  const { id, number, clientName, balance, currency, locale } = mustBill(undefined, member, params.id!, "void");
  return { id, number, clientName, balance: money(balance, currency, locale), form: blank(ReasonForm, member, `${pathOf(id)}/void`) };
}, billers);

export const meta = titled<{ number: string | null }>(({ number }) => `Void ${number}`);

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, ReasonForm, (tx, words) => {
      voidInvoice(tx, member, params.id!, words);
      return done(pathOf(params.id!), "It is void. They get a letter.");
    }),
  billers,
);

export default function VoidPage() {
  const { id, number, clientName, balance, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof ReasonForm>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} kind="stop" question={`Void ${number}?`} consequence={`${clientName} gets a letter. ${balance} is owed no more, the number stays taken, and its hours can be billed again. This cannot be undone.`} verb="Void invoice" back={pathOf(id)}>
      <TextArea of={fields.reason} label="Why" hint="It stays on record; the client does not read it." rows={3} />
    </Confirm>
  );
}
