import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { asContact } from "#app/portal/door.server.ts";
import { type FormGiven, blank, done, submit } from "#app/lib/form.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, Hidden, TextArea, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, Notice, PageTitle } from "#app/ui/page.tsx";
import { VERBS, requestRevisions } from "../deciding.server.ts";
import { approversOf, deliverables, waitsFor } from "../deliverables.server.ts";
import { RevisionsForm } from "../forms.server.ts";
import { pinsOn } from "../pins.server.ts";
import { shown } from "../shown.server.ts";

const pathOf = (id: string) => `/portal/approvals/${id}`;

export const loader = asContact(({ contact, params }) => {
  const found = deliverables(contact).find(params.id!);
  const asked = approversOf({ id: found.roundId, clientId: found.clientId });
  const mine = waitsFor(contact, found, asked) || (contact.can.approveWork && found.status === "in_review" && asked.some(({ contactId, verdict }) => contactId === contact.id && verdict === "approved"));
  return {
    deliverable: shown(found),
    open: pinsOn(contact, found, { id: found.roundId }).filter(({ settledAt, byAgency }) => !settledAt && !byAgency).map(({ number, name, you, body }) => ({ number, name: you ? "You" : name, body })),
    mine,
    verb: VERBS.revise,
    form: blank(RevisionsForm, contact, `${pathOf(found.id)}/revisions`, { round: found.round }),
  };
});

export const meta = titled<{ deliverable: { title: string } }>(({ deliverable: { title } }) => `Request revisions of ${title}`);

export const action = asContact(({ viewer, request, params }) =>
  submit({ request, viewer }, RevisionsForm, (tx, asked) => {
    requestRevisions(tx, viewer, params.id!, asked);
    return done(pathOf(params.id!), "We have what you asked for, and a receipt is on its way to you.");
  }),
);

export default function Revisions() {
  const { deliverable, mine, form } = useLoaderData<typeof loader>();
  const { id, title, round, meter, roundsIncluded } = deliverable;
  const answer = useActionData<typeof action>();
  const more = roundsIncluded !== null && round >= roundsIncluded;
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/portal/approvals", label: "Approvals" },
          { to: pathOf(id), label: `${title}, round ${round}` },
        ]}
        here="Request revisions"
      />
      <PageTitle lead={<><strong>{meter}.</strong> {more ? "Another round would come on top of those included; ask us what it costs before you send this." : `We answer with round ${round + 1}.`}</>}>Request revisions?</PageTitle>
      {mine || answer ? <Ask given={form} /> : <Notice tone="move">This is not yours to answer now. <a href={pathOf(id)}>See how it stands</a></Notice>}
    </>
  );
}

function Ask({ given }: { given: FormGiven }) {
  const { deliverable, open, verb } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof RevisionsForm>>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      {open.length > 0 && (
        <section aria-labelledby="sent-along">
          <h2 id="sent-along" className="text-h3">Sent along</h2>
          <ul className="rows mt-3">
            {open.map(({ number, name, body }) => (
              <li key={number} className="wrap-anywhere">
                <strong>
                  Pin {number}, {name}:
                </strong>{" "}
                {body}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Form of={form} className="slip mt-8 grid gap-6">
        <Hidden of={fields.round} />
        <TextArea of={fields.note} label="What should change" hint={open.length > 0 ? "Your pins are sent along with it." : "In words, or go back and leave a pin on the work."} rows={5} optional={open.length > 0} />
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <Button kind="brand">{verb}</Button>
          <a className="inline-flex min-h-6 items-center" href={pathOf(deliverable.id)}>
            Go back
          </a>
        </div>
        <p className="hint">We record your name, the time and your IP address, and email you a receipt.</p>
      </Form>
    </div>
  );
}
