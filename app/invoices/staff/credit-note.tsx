import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { money } from "#app/lib/money.ts";
import { Refused } from "#app/lib/refused.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { Hidden, TextArea, TextField, useFormOf } from "#app/ui/form.tsx";
import { numberToCome } from "../billing.server.ts";
import { creditInvoice, creditMark, creditable } from "../crediting.server.ts";
import { CreditNoteForm } from "../forms.server.ts";
import { mustBill } from "../paying.server.ts";

const billers = { only: ["owner" as const, "manager" as const] };
const pathOf = (id: string) => `/staff/invoices/${id}`;

export const loader = asMember(({ member, params }) => {
  const invoice = mustBill(undefined, member, params.id!, "credit");
  const { id, number, clientName, currency, locale } = invoice;
  const left = creditable(invoice);
  if (left === 0) throw new Refused(409, `All of ${number} is credited already. Nothing was recorded.`);
  return { id, number, clientName, currency, note: numberToCome("credit"), left: money(left, currency, locale), form: blank(CreditNoteForm, member, `${pathOf(id)}/credit-note`, { seen: stampOf(creditMark(invoice)) }) };
}, billers);

export const meta = titled<{ number: string | null }>(({ number }) => `Credit note for ${number}`);

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, CreditNoteForm, (tx, words) => {
      creditInvoice(tx, member, params.id!, words);
      return done(pathOf(params.id!), "The credit note is issued. They get a letter.");
    }),
  billers,
);

export default function CreditNote() {
  const { id, number, clientName, currency, note, left, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof CreditNoteForm>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} kind="brand" question={`Issue credit note ${note} for ${number}?`} consequence={`${clientName} gets a letter. Each tax on the invoice bears its part. What was paid beyond what is then owed becomes their credit.`} verb="Issue credit note" back={pathOf(id)}>
      <Hidden of={fields.seen} />
      <TextField of={fields.amount} label={`Amount with its tax, ${currency}`} hint={`Leave it empty to credit all that is left, ${left}.`} inputMode="decimal" className="num max-w-48" optional />
      <TextArea of={fields.reason} label="Why" hint="It stands on the credit note." rows={3} />
    </Confirm>
  );
}
