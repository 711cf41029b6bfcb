import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { money } from "#app/lib/money.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { TextArea, useFormOf } from "#app/ui/form.tsx";
import { SettleForm } from "../forms.server.ts";
import { mustBill } from "../paying.server.ts";
import { settleDispute } from "../settling.server.ts";

const billers = { only: ["owner" as const, "manager" as const] };
const pathOf = (id: string) => `/staff/invoices/${id}`;

export const loader = asMember(({ member, params }) => {
  const { id, number, clientName, balance, currency, locale } = mustBill(undefined, member, params.id!, "settle");
  return { id, number, clientName, balance: money(balance, currency, locale), form: blank(SettleForm, member, `${pathOf(id)}/settlement`) };
}, billers);

export const meta = titled<{ number: string | null }>(({ number }) => `Settle the dispute about ${number}`);

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, SettleForm, (tx, words) => {
      settleDispute(tx, member, params.id!, words);
      return done(pathOf(params.id!), "Settled. They get a letter.");
    }),
  billers,
);

export default function Settlement() {
  const { id, number, clientName, balance, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof SettleForm>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} kind="brand" question={`Settle the dispute about ${number}?`} consequence={`${clientName} gets a letter with what you write. ${balance} is outstanding; reminders go on.`} verb="Settle dispute" back={pathOf(id)}>
      <TextArea of={fields.outcome} label="What was agreed" hint="The client reads it." rows={3} />
    </Confirm>
  );
}
