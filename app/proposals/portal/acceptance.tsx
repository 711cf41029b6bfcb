import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { asContact } from "#app/portal/door.server.ts";
import { type FormGiven, blank, done, submit } from "#app/lib/form.server.ts";
import { Signature } from "#app/receipts/parts.tsx";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { accept, amountOf, consentTo, verbFor } from "../answering.server.ts";
import { AcceptForm } from "../forms.server.ts";
import { proposals } from "../proposals.server.ts";
import { chosenIn, standingFor } from "../reading.server.ts";
import { RunningOut } from "./parts.tsx";
import { TooLate, isTooLate } from "./too-late.tsx";

const pathOf = (id: string) => `/portal/proposals/${id}`;

export const loader = asContact(({ contact, request, params }) => {
  const found = proposals(contact).find(params.id!);
  const path = `${pathOf(found.id)}/acceptance`;
  const form = blank(AcceptForm, contact, path, { version: found.version });
  // What was typed before a session ended comes back with the lines that were chosen then.
  const asked = new URL(request.url).searchParams.getAll("chosen");
  const chosen = chosenIn(found, form.restored ? ([] as unknown[]).concat(form.values.chosen ?? []).map(String) : asked);
  const query = new URLSearchParams(chosen.map((id) => ["chosen", id]));
  return {
    title: found.title,
    number: found.number!,
    version: found.version,
    lines: found.status === "withdrawn" ? [] : found.snapshot!.content.lines.filter(({ id }) => chosen.includes(id)).map(({ description }) => description),
    chosen,
    amount: amountOf(found, chosen),
    standing: standingFor(contact, found),
    expected: contact.name,
    consent: consentTo(found),
    verb: verbFor(found, chosen),
    form: { ...form, action: query.size ? `${path}?${query}` : path },
  };
});

export const meta = titled<{ title: string }>(({ title }) => `Accept ${title}`);

export const action = asContact(({ viewer, request, params }) =>
  submit({ request, viewer }, AcceptForm, (tx, signed) => {
    const receipt = accept(tx, viewer, params.id!, signed);
    return done(`/portal/receipts/${receipt}`, "Thank you. It is accepted, and a receipt is on its way to you.");
  }),
);

export default function Accept() {
  const { title, number, standing, form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { id, mine, until } = standing;
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/portal/proposals", label: "Proposals" },
          { to: pathOf(id), label: number },
        ]}
        here="Accept"
      />
      {mine && until.hurry && (
        <p className="mb-3">
          <RunningOut words={`Expires ${until.hurry}`} />
        </p>
      )}
      <PageTitle>Accept this proposal?</PageTitle>
      {isTooLate(standing, answer) ? <TooLate standing={standing} title={title} answer={answer} given={form} field="signedName" label="The name you typed" /> : <Sign given={form} />}
    </>
  );
}

function Sign({ given }: { given: FormGiven }) {
  const { title, number, version, lines, chosen, amount, standing, expected, consent, verb } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof AcceptForm>>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <dl className="facts">
        <div>
          <dt>Proposal</dt>
          <dd className="wrap-anywhere">
            {number}, {title}, version {version}
          </dd>
        </div>
        <div>
          <dt>Fee</dt>
          <dd>
            <strong>{amount.shown}</strong>
          </dd>
        </div>
        {lines.length > 0 && (
          <div>
            <dt>Chosen beside it</dt>
            <dd className="wrap-anywhere">{lines.join("; ")}</dd>
          </div>
        )}
      </dl>
      <Form of={form} className="slip mt-8 grid gap-6">
        {/* As this page shows them, also after a refusal: what is pressed is what is read here. */}
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="amount" value={amount.minor} />
        {chosen.map((line) => (
          <input key={line} type="hidden" name="chosen" value={line} />
        ))}
        <Signature name={fields.signedName} consent={fields.consent} sentence={consent} expected={expected} />
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <Button kind="brand">{verb}</Button>
          <a className="inline-flex min-h-6 items-center" href={pathOf(standing.id)}>
            Go back
          </a>
          <a className="inline-flex min-h-6 items-center" href={`${pathOf(standing.id)}/question`}>
            Ask a question first
          </a>
        </div>
        <p className="hint">We record your name, the time, your IP address and this version of the text, and email you a receipt.</p>
      </Form>
    </div>
  );
}
