import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { agency } from "#app/agency/agency.server.ts";
import { asContact } from "#app/portal/door.server.ts";
import { type FormGiven, blank, done, submit } from "#app/lib/form.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, TextArea, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { amountOf, decline } from "../answering.server.ts";
import { DeclineForm } from "../forms.server.ts";
import { proposals } from "../proposals.server.ts";
import { senderFor, standingFor } from "../reading.server.ts";
import { TooLate, isTooLate } from "./too-late.tsx";

const pathOf = (id: string) => `/portal/proposals/${id}`;

export const loader = asContact(({ contact, params }) => {
  const found = proposals(contact).find(params.id!);
  return {
    title: found.title,
    number: found.number!,
    fee: amountOf(found, []).shown,
    from: senderFor(contact, found),
    needsReason: agency().declineNeedsReason,
    standing: standingFor(contact, found),
    form: blank(DeclineForm, contact, `${pathOf(found.id)}/decline`, { version: found.version }),
  };
});

export const meta = titled<{ title: string }>(({ title }) => `Decline ${title}`);

export const action = asContact(({ viewer, request, params }) =>
  submit({ request, viewer }, DeclineForm, (tx, answer) => {
    decline(tx, viewer, params.id!, answer);
    return done(pathOf(params.id!), "It is declined, and we have your answer. A receipt is on its way to you.");
  }),
);

export default function Decline() {
  const { title, number, fee, from, standing, form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const tooLate = isTooLate(standing, answer);
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/portal/proposals", label: "Proposals" },
          { to: pathOf(standing.id), label: number },
        ]}
        here="Decline"
      />
      <PageTitle lead={tooLate ? undefined : `“${title}”, ${fee}. We will tell ${from}. You can still ask us to send it again later.`}>Decline this proposal?</PageTitle>
      {tooLate ? <TooLate standing={standing} title={title} answer={answer} given={form} field="reason" label="What you wrote" /> : <Reason given={form} />}
    </>
  );
}

function Reason({ given }: { given: FormGiven }) {
  const { from, needsReason, standing } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof DeclineForm>>(given, useActionData<typeof action>());
  return (
    <Form of={form} className="grid max-w-letter gap-6">
      <input type="hidden" name="version" value={standing.version} />
      <TextArea of={fields.reason} label={`What would you like ${from} to know?`} hint="A sentence is enough: price, timing, or not needed now." optional={!needsReason} />
      <div className="flex flex-wrap gap-3">
        <Button kind="stop">Decline proposal</Button>
        <a className="btn" href={pathOf(standing.id)}>
          Go back
        </a>
      </div>
    </Form>
  );
}
