import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { asContact } from "#app/portal/door.server.ts";
import { type FormGiven, blank, done, submit } from "#app/lib/form.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, TextArea, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, Notice, PageTitle } from "#app/ui/page.tsx";
import { DisputeForm } from "../forms.server.ts";
import { askable } from "../owing.server.ts";
import { disputeInvoice } from "../settling.server.ts";

const pathOf = (id: string) => `/portal/invoices/${id}`;

export const loader = asContact(({ contact, params }) => ({ ...askable(contact, params.id!), form: blank(DisputeForm, contact, `${pathOf(params.id!)}/dispute`) }), { needs: "viewInvoices" });

export const meta = titled<{ number: string }>(({ number }) => `Something is wrong with invoice ${number}`);

export const action = asContact(
  ({ viewer, request, params }) =>
    submit({ request, viewer }, DisputeForm, (tx, words) => {
      disputeInvoice(tx, viewer, params.id!, words);
      return done(pathOf(params.id!), "Thank you for telling us. We look into it, and do not remind you until it is settled.");
    }),
  { needs: "viewInvoices" },
);

export default function Dispute() {
  const { id, number, mayDispute, disputed, form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/portal/invoices", label: "Invoices" },
          { to: pathOf(id), label: number },
        ]}
        here="Something is wrong"
      />
      <PageTitle lead="Tell us what does not fit: a price, hours, something you did not order. You need not pay what is in question until we have answered.">Something is wrong with invoice {number}</PageTitle>
      {mayDispute || answer ? (
        <Words given={form} answer={answer} id={id} />
      ) : (
        <Notice tone="move">
          {disputed ? "This invoice is disputed already, and we are looking into it. " : "There is nothing to pay on this invoice. "}
          <a href={`${pathOf(id)}/question`}>Ask a question instead</a>
        </Notice>
      )}
    </>
  );
}

function Words({ given, answer, id }: { given: FormGiven; answer: unknown; id: string }) {
  const [form, fields] = useFormOf<z.input<typeof DisputeForm>>(given, answer as never);
  return (
    <Form of={form} className="grid max-w-letter gap-6">
      <TextArea of={fields.reason} label="What is wrong?" hint="Everyone at your company who sees invoices can read it." rows={6} />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button kind="brand">Tell us</Button>
        <a className="inline-flex min-h-6 items-center" href={pathOf(id)}>
          Go back
        </a>
      </div>
    </Form>
  );
}
