import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { amountFrom, money } from "#app/lib/money.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Choice, Form, Hidden, Select, TextField, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { today } from "../billing.server.ts";
import { PaymentForm } from "../forms.server.ts";
import { methods } from "../invoice.ts";
import { invoices } from "../invoices.server.ts";
import { mustBill, recordPayment } from "../paying.server.ts";

const billers = { only: ["owner" as const, "manager" as const] };
const pathOf = (id: string) => `/staff/invoices/${id}`;

export const loader = asMember(({ member, params }) => {
  const { id, number, clientName, currency, locale, balance, writtenOffAt } = mustBill(undefined, member, params.id!, "pay");
  return { id, number, clientName, currency, owed: money(balance, currency, locale), balance, writtenOff: writtenOffAt !== null, form: blank(PaymentForm, member, `${pathOf(id)}/payment`, { amount: balance ? amountFrom(balance, currency) : "", method: "transfer", paidOn: today(), currency }) };
}, billers);

export const meta = titled<{ number: string | null }>(({ number }) => `Record a payment for ${number}`);

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, PaymentForm, (tx, payment) => {
      recordPayment(tx, member, params.id!, payment);
      const { balance, excess, currency, locale } = invoices(member, tx).find(params.id!);
      return done(pathOf(params.id!), balance ? `Recorded. ${money(balance, currency, locale)} is still outstanding.` : `Recorded. The invoice is paid.${excess ? ` ${money(excess, currency, locale)} is more than was owed, and is the client’s credit now.` : ""}`);
    }),
  billers,
);

export default function Payment() {
  const { id, number, clientName, currency, owed, balance, writtenOff, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof PaymentForm>>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Breadcrumb trail={[{ to: "/staff/invoices", label: "Invoices" }, { to: pathOf(id), label: number! }]} here="Payment" />
      <PageTitle lead={writtenOff ? `It was written off. A payment takes it up again.` : balance ? `${clientName} owes ${owed} of it. More than that becomes their credit.` : `It is paid. What comes now becomes the credit of ${clientName}.`}>Record a payment for {number}</PageTitle>
      <Form of={form}>
        <Hidden of={fields.currency} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField of={fields.amount} label={`Amount, ${currency}`} inputMode="decimal" className="num" />
          <TextField of={fields.paidOn} label="Paid on" type="date" />
          <Select of={fields.method} label="How" options={Object.entries(methods).map(([value, label]) => ({ value, label }))} />
          <TextField of={fields.reference} label="Reference" hint="As the bank statement has it." optional />
        </div>
        {fields.again.errors && <Choice of={fields.again} label="Record it all the same: it is another payment" />}
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Record payment</Button>
          <a className="btn" href={pathOf(id)}>
            Go back
          </a>
        </div>
      </Form>
    </div>
  );
}
