import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { longDay } from "#app/lib/dates.ts";
import { hours } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Choices, Form, Select, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, Empty, PageTitle } from "#app/ui/page.tsx";
import { rateWords, taxes, termsOf } from "../billing.server.ts";
import { TimeForm } from "../forms.server.ts";
import { addTime, unbilledTime } from "../unbilled.server.ts";
import { mustDraft } from "../writing.server.ts";

const billers = { only: ["owner" as const, "manager" as const] };
const pathOf = (id: string) => `/staff/invoices/${id}`;

export const loader = asMember(({ member, params }) => {
  const { id, clientId, clientName, projectId } = mustDraft(member, params.id!);
  const entries = unbilledTime(member, { clientId });
  return {
    id,
    clientName,
    total: hours(entries.reduce((sum, { minutes }) => sum + minutes, 0)),
    entries: entries.map(({ id, projectName, task, workedOn, minutes, memberName, note }) => ({ value: id, label: `${longDay(workedOn)}, ${hours(minutes)} h, ${[projectName, task].filter(Boolean).join(", ")}`, hint: [memberName, note].filter(Boolean).join(": ") })),
    taxes: taxes().map(({ id, name, parts }) => ({ value: id, label: [name, rateWords(parts)].filter(Boolean).join(" ") })),
    form: blank(TimeForm, member, `${pathOf(id)}/time`, { entries: entries.filter((entry) => !projectId || entry.projectId === projectId).map(({ id }) => id), taxId: termsOf(clientId).taxId ?? "" }),
  };
}, billers);

export const meta = titled("Add unbilled hours");

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, TimeForm, (tx, { entries, taxId }) => {
      addTime(tx, member, params.id!, entries, taxId);
      return done(`${pathOf(params.id!)}/edit`, "The hours are on the draft, and reserved for it.");
    }),
  billers,
);

export default function Time() {
  const { id, clientName, total, entries, taxes, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof TimeForm>>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Breadcrumb trail={[{ to: "/staff/invoices", label: "Invoices" }, { to: pathOf(id), label: `Draft for ${clientName}` }]} here="Unbilled hours" />
      <PageTitle lead={entries.length ? `${total} h for ${clientName} stand on no invoice yet. Notes and names stay with us: the client reads the project, the task where it is shown to them, and the hours.` : undefined}>Add unbilled hours</PageTitle>
      {entries.length ? (
        <Form of={form}>
          <Choices of={fields.entries} label="Entries" options={entries} several />
          {taxes.length > 0 && <Select of={fields.taxId} label="Tax" className="max-w-note" options={[{ value: "", label: "None" }, ...taxes]} />}
          <div className="flex flex-wrap gap-3">
            <Button kind="brand">Add to the draft</Button>
            <a className="btn" href={`${pathOf(id)}/edit`}>
              Go back
            </a>
          </div>
        </Form>
      ) : (
        <Empty title="No hours to bill" action={<a href={`${pathOf(id)}/edit`}>Go on writing</a>}>
          Billable time that is logged for {clientName} stands here until it is on an invoice.
        </Empty>
      )}
    </div>
  );
}
