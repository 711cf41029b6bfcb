import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { money } from "#app/lib/money.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Choices, Form, Select, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, Empty, PageTitle } from "#app/ui/page.tsx";
import { rateWords, taxes, termsOf } from "../billing.server.ts";
import { SourcesForm } from "../forms.server.ts";
import { lineOf } from "../invoice.ts";
import { addSources, billables } from "../sources.server.ts";
import { mustDraft } from "../writing.server.ts";

const billers = { only: ["owner" as const, "manager" as const] };
const pathOf = (id: string) => `/staff/invoices/${id}`;

export const loader = asMember(({ member, params }) => {
  const draft = mustDraft(member, params.id!);
  const { id, clientId, clientName, currency, locale } = draft;
  const open = billables(member, draft).filter(({ invoiceId }) => !invoiceId);
  return {
    id,
    clientName,
    currency,
    parts: open.map(({ key, proposal, label, lines }) => ({ value: key, label: `${label}, ${money(lines.reduce((sum, line) => sum + lineOf(line).net, 0), currency, locale)}`, hint: proposal })),
    taxes: taxes().map(({ id, name, parts }) => ({ value: id, label: [name, rateWords(parts)].filter(Boolean).join(" ") })),
    form: blank(SourcesForm, member, `${pathOf(id)}/proposals`, { parts: [], taxId: termsOf(clientId).taxId ?? "" }),
  };
}, billers);

export const meta = titled("Add from a proposal");

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, SourcesForm, (tx, { parts, taxId }) => {
      addSources(tx, member, params.id!, parts, taxId);
      return done(`${pathOf(params.id!)}/edit`, "It is on the draft.");
    }),
  billers,
);

export default function Proposals() {
  const { id, clientName, currency, parts, taxes, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof SourcesForm>>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Breadcrumb trail={[{ to: "/staff/invoices", label: "Invoices" }, { to: pathOf(id), label: `Draft for ${clientName}` }]} here="From a proposal" />
      <PageTitle lead={parts.length ? `What ${clientName} accepted and is not billed yet: fees, milestones, and the periods of retainers. Each is billed once.` : undefined}>Add from a proposal</PageTitle>
      {parts.length ? (
        <Form of={form}>
          <Choices of={fields.parts} label="To bill" options={parts} several />
          {taxes.length > 0 && <Select of={fields.taxId} label="Tax" className="max-w-note" options={[{ value: "", label: "None" }, ...taxes]} />}
          <div className="flex flex-wrap gap-3">
            <Button kind="brand">Add to the draft</Button>
            <a className="btn" href={`${pathOf(id)}/edit`}>
              Go back
            </a>
          </div>
        </Form>
      ) : (
        <Empty title="Nothing to bill from a proposal" action={<a href={`${pathOf(id)}/edit`}>Go on writing</a>}>
          What {clientName} accepts in {currency} stands here until it is on an invoice.
        </Empty>
      )}
    </div>
  );
}
