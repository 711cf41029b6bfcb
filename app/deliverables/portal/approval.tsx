import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { asContact } from "#app/portal/door.server.ts";
import { type FormGiven, blank, done, submit } from "#app/lib/form.server.ts";
import { count } from "#app/lib/words.ts";
import { Signature } from "#app/receipts/parts.tsx";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, Hidden, TextArea, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, Notice, PageTitle } from "#app/ui/page.tsx";
import { VERBS, approve, consentTo } from "../deciding.server.ts";
import { approversOf, deliverables, piecesOf, waitsFor } from "../deliverables.server.ts";
import { ApprovalForm } from "../forms.server.ts";
import { pinsOn } from "../pins.server.ts";
import { shown } from "../shown.server.ts";
import { Summary } from "./summary.tsx";

const pathOf = (id: string) => `/portal/approvals/${id}`;

export const loader = asContact(({ contact, params }) => {
  const found = deliverables(contact).find(params.id!);
  const asked = approversOf({ id: found.roundId, clientId: found.clientId });
  const mine = waitsFor(contact, found, asked) || (contact.can.approveWork && found.status === "in_review" && asked.some(({ contactId, verdict }) => contactId === contact.id && verdict === "needs_changes"));
  return {
    deliverable: shown(found),
    files: piecesOf({ id: found.roundId, clientId: found.clientId }).map(({ title, sha256, url }) => ({ title, sha256, url })),
    openPins: pinsOn(contact, found, { id: found.roundId }).filter(({ settledAt }) => !settledAt).length,
    mine,
    expected: contact.name,
    consent: consentTo(found),
    verb: VERBS.approve,
    form: blank(ApprovalForm, contact, `${pathOf(found.id)}/approval`, { round: found.round }),
  };
});

export const meta = titled<{ deliverable: { title: string } }>(({ deliverable: { title } }) => `Approve ${title}`);

export const action = asContact(({ viewer, request, params }) =>
  submit({ request, viewer }, ApprovalForm, (tx, signed) => {
    const receipt = approve(tx, viewer, params.id!, signed);
    return done(`/portal/receipts/${receipt}`, "Thank you. Your approval is recorded, and a receipt is on its way to you.");
  }),
);

export default function Approve() {
  const { deliverable, mine, form } = useLoaderData<typeof loader>();
  const { id, title, round } = deliverable;
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/portal/approvals", label: "Approvals" },
          { to: pathOf(id), label: `${title}, round ${round}` },
        ]}
        here="Approve"
      />
      <PageTitle>Approve this round?</PageTitle>
      {mine || answer ? <Sign given={form} /> : <Notice tone="move">This is not yours to approve now. <a href={pathOf(id)}>See how it stands</a></Notice>}
    </>
  );
}

function Sign({ given }: { given: FormGiven }) {
  const { deliverable, files, openPins, expected, consent, verb } = useLoaderData<typeof loader>();
  const { id } = deliverable;
  const [form, fields] = useFormOf<z.input<typeof ApprovalForm>>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Summary of={deliverable} files={files} />
      {openPins > 0 && (
        <p className="mt-4">
          {openPins === 1 ? "One pin is" : `${count(openPins, "pin")} are`} still open. They stay on record as they are; if they must be seen to, request revisions instead.
        </p>
      )}
      <Form of={form} className="slip mt-8 grid gap-6">
        <Hidden of={fields.round} />
        <TextArea of={fields.note} label="A note to us" rows={3} optional />
        <Signature name={fields.signedName} consent={fields.consent} sentence={consent} expected={expected} />
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <Button kind="brand">{verb}</Button>
          <a className="inline-flex min-h-6 items-center" href={pathOf(id)}>
            Go back
          </a>
          <a className="inline-flex min-h-6 items-center" href={`${pathOf(id)}/revisions`}>
            Request revisions instead
          </a>
        </div>
        <p className="hint">We record your name, the time, your IP address and the fingerprint of every file, and email you a receipt.</p>
      </Form>
    </div>
  );
}
