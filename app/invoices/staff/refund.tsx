import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { clients } from "#app/clients/clients.server.ts";
import { amountFrom, money } from "#app/lib/money.ts";
import { Refused } from "#app/lib/refused.ts";
import { list } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { Select, TextField, useFormOf } from "#app/ui/form.tsx";
import { today } from "../billing.server.ts";
import { RefundForm } from "../forms.server.ts";
import { methods } from "../invoice.ts";
import { creditOf } from "../invoices.server.ts";
import { refundCredit } from "../paying.server.ts";

const billers = { only: ["owner" as const, "manager" as const] };
const pathOf = (id: string) => `/staff/clients/${id}`;

export const loader = asMember(({ member, params }) => {
  const { id, name } = clients(member).find(params.id!);
  const credit = Object.entries(creditOf(member, id)).filter(([, amount]) => amount > 0);
  const first = credit[0];
  if (!first) throw new Refused(409, `${name} has no credit. Nothing was recorded.`);
  return { id, name, credit: list(credit.map(([currency, amount]) => money(amount, currency))), currencies: credit.map(([currency]) => ({ value: currency, label: currency })), form: blank(RefundForm, member, `${pathOf(id)}/refund`, { currency: first[0], amount: amountFrom(first[1], first[0]), method: "transfer", refundedOn: today() }) };
}, billers);

export const meta = titled<{ name: string }>(({ name }) => `Pay back credit to ${name}`);

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, RefundForm, (tx, words) => {
      refundCredit(tx, member, params.id!, words);
      return done(pathOf(params.id!), "Recorded. They get a letter.");
    }),
  billers,
);

export default function Refund() {
  const { id, name, credit, currencies, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof RefundForm>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} kind="brand" question={`Record that credit was paid back to ${name}?`} consequence={`Their credit is ${credit}. Pay it back first; this writes it down.`} verb="Record it" back={pathOf(id)}>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField of={fields.amount} label="Amount" inputMode="decimal" className="num" />
        <Select of={fields.currency} label="Currency" options={currencies} />
        <TextField of={fields.refundedOn} label="Paid back on" type="date" />
        <Select of={fields.method} label="How" options={Object.entries(methods).map(([value, label]) => ({ value, label }))} />
        <TextField of={fields.reference} label="Reference" optional />
      </div>
    </Confirm>
  );
}
