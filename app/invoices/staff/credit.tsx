import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { amountFrom, money } from "#app/lib/money.ts";
import { Refused } from "#app/lib/refused.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { TextField, useFormOf } from "#app/ui/form.tsx";
import { CreditUseForm } from "../forms.server.ts";
import { creditOf } from "../invoices.server.ts";
import { mustBill, useCredit as payFromCredit } from "../paying.server.ts";

const billers = { only: ["owner" as const, "manager" as const] };
const pathOf = (id: string) => `/staff/invoices/${id}`;

export const loader = asMember(({ member, params }) => {
  const { id, number, clientId, clientName, currency, balance, locale } = mustBill(undefined, member, params.id!, "pay");
  const credit = creditOf(member, clientId)[currency] ?? 0;
  const most = Math.min(credit, balance);
  if (most <= 0) throw new Refused(409, balance ? `${clientName} has no credit in ${currency}. Nothing was recorded.` : `${number} is paid. Nothing was recorded.`);
  return { id, number, clientName, currency, credit: money(credit, currency, locale), balance: money(balance, currency, locale), form: blank(CreditUseForm, member, `${pathOf(id)}/credit`, { amount: amountFrom(most, currency) }) };
}, billers);

export const meta = titled<{ number: string | null }>(({ number }) => `Pay ${number} from credit`);

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, CreditUseForm, (tx, words) => {
      payFromCredit(tx, member, params.id!, words);
      return done(pathOf(params.id!), "Paid from credit. They get a letter.");
    }),
  billers,
);

export default function Credit() {
  const { id, number, clientName, currency, credit, balance, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof CreditUseForm>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} kind="brand" question={`Pay ${number} from credit?`} consequence={`${clientName} has ${credit} of credit, and owes ${balance} of this invoice.`} verb="Use credit" back={pathOf(id)}>
      <TextField of={fields.amount} label={`Amount, ${currency}`} inputMode="decimal" className="num max-w-48" />
    </Confirm>
  );
}
