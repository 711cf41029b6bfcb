import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { money } from "#app/lib/money.ts";
import { NotFound } from "#app/lib/refused.ts";
import { longDay } from "#app/lib/dates.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { TextArea, useFormOf } from "#app/ui/form.tsx";
import { ReasonForm } from "../forms.server.ts";
import { methodWords } from "../invoice.ts";
import { paymentsOf } from "../invoices.server.ts";
import { mustBill, reversePayment } from "../paying.server.ts";

const billers = { only: ["owner" as const, "manager" as const] };
const pathOf = (id: string) => `/staff/invoices/${id}`;

export const loader = asMember(({ member, params }) => {
  const invoice = mustBill(undefined, member, params.id!, "reverse");
  const payment = paymentsOf(member, invoice).find(({ id, reverses, reversedBy }) => id === params.payment && !reverses && !reversedBy);
  if (!payment) throw new NotFound();
  const { id, number, currency, locale, clientName } = invoice;
  return { id, number, clientName, amount: money(payment.amount, currency, locale), how: `${methodWords(payment.method)} on ${longDay(payment.paidOn)}`, form: blank(ReasonForm, member, `${pathOf(id)}/payments/${payment.id}/reversal`) };
}, billers);

export const meta = titled<{ number: string | null }>(({ number }) => `Reverse a payment for ${number}`);

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, ReasonForm, (tx, words) => {
      reversePayment(tx, member, params.id!, params.payment!, words);
      return done(pathOf(params.id!), "Reversed. They get a letter.");
    }),
  billers,
);

export default function Reversal() {
  const { id, number, clientName, amount, how, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof ReasonForm>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} question={`Reverse the payment of ${amount}?`} consequence={`It was paid ${how} for ${number}. The payment stays on record with its reversal beside it; ${clientName} gets a letter.`} verb="Reverse payment" back={pathOf(id)}>
      <TextArea of={fields.reason} label="Why" hint="It stays on record; the client does not read it." rows={3} />
    </Confirm>
  );
}
