import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { SettingsPage } from "#app/agency/parts.tsx";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Choice, Form, Hidden, TextArea, TextField, useFormOf } from "#app/ui/form.tsx";
import { Folio } from "#app/ui/page.tsx";
import { billingFor, changeBilling } from "../billing.server.ts";
import { BillingForm } from "../forms.server.ts";

const owners = { only: ["owner" as const] };

export const loader = asMember(({ member }) => {
  const values = billingFor(member);
  return { form: blank(BillingForm, member, "/staff/settings/billing", { ...values, seen: stampOf(values) }) };
}, owners);
export const meta = titled("Settings: billing");
export const shouldRevalidate = () => true;

export const action = asMember(
  ({ member, request }) =>
    submit({ request, viewer: member }, BillingForm, (tx, words) => {
      changeBilling(tx, member, words);
      return done("/staff/settings/billing", "Saved. It holds for what you bill from now on.");
    }),
  owners,
);

export default function Billing() {
  const { form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof BillingForm>>(given, useActionData<typeof action>());
  return (
    <SettingsPage here="/staff/settings/billing">
      <Form of={form} className="">
        <Hidden of={fields.seen} />
        <Folio title="Numbers" hint="Each series goes up by one, without a gap.">
          <div className="grid max-w-letter gap-4 sm:grid-cols-2">
            <TextField of={fields.invoicePrefix} label="Invoices begin with" optional />
            <TextField of={fields.nextInvoice} label="The next invoice is number" hint="It can be set until the first is sent." type="number" inputMode="numeric" className="max-w-32" />
            <TextField of={fields.creditPrefix} label="Credit notes begin with" optional />
            <TextField of={fields.nextCredit} label="The next credit note is number" type="number" inputMode="numeric" className="max-w-32" />
            <TextField of={fields.digits} label="Digits" hint="4 makes 0187." type="number" inputMode="numeric" className="max-w-24" />
            <div className="sm:col-span-2">
              <Choice of={fields.yearly} label="Begin again each year" hint="The year then stands in the number: INV-2026-0001." />
            </div>
          </div>
        </Folio>
        <Folio title="Terms" hint="Where a client has none of their own.">
          <div className="grid max-w-letter gap-4">
            <TextField of={fields.termsDays} label="Days to pay" type="number" inputMode="numeric" className="max-w-24" />
            <TextArea of={fields.terms} label="Terms on each invoice" rows={3} optional />
            <TextArea of={fields.note} label="Usual note" rows={2} optional />
          </div>
        </Folio>
        <Folio title="Tax">
          <div className="grid max-w-letter gap-4">
            <TextField of={fields.taxNumber} label="Your tax number" hint="As invoices shall print it, with its name: VAT ID DE123456789." optional />
            <Choice of={fields.pricesInclude} label="Prices usually include their tax" />
          </div>
        </Folio>
        <div className="border-t border-rule pt-5">
          <Button kind="brand">Save billing</Button>
        </div>
      </Form>
    </SettingsPage>
  );
}
