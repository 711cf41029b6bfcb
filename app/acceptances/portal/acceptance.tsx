import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { asContact } from "#app/portal/door.server.ts";
import { type FormGiven, blank, done, submit } from "#app/lib/form.server.ts";
import { Signature } from "#app/receipts/parts.tsx";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, Hidden, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { VERB, accept, consentTo } from "../accepting.server.ts";
import { acceptances } from "../acceptances.server.ts";
import { SigningForm } from "../forms.server.ts";
import { RunningOut } from "../parts.tsx";
import { standingFor } from "../review.server.ts";
import { TooLate } from "./too-late.tsx";

const pathOf = (id: string) => `/portal/acceptances/${id}`;

export const loader = asContact(({ contact, params }) => {
  const found = acceptances(contact).find(params.id!);
  return { standing: standingFor(contact, found), expected: contact.name, consent: consentTo(found), verb: VERB, form: blank(SigningForm, contact, `${pathOf(found.id)}/acceptance`, { version: found.version }) };
});

export const meta = titled<{ standing: { acceptance: { title: string } } }>(({ standing: { acceptance } }) => `Accept ${acceptance.title}`);

export const action = asContact(({ viewer, request, params }) =>
  submit({ request, viewer }, SigningForm, (tx, signed) => {
    const receipt = accept(tx, viewer, params.id!, signed);
    return done(`/portal/receipts/${receipt}`, "Thank you. It is accepted, and a receipt is on its way to you.");
  }),
);

export default function Accept() {
  const { standing, form } = useLoaderData<typeof loader>();
  const { id, title, version, hurry } = standing.acceptance;
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/portal/acceptances", label: "Acceptances" },
          { to: pathOf(id), label: `${title}, version ${version}` },
        ]}
        here="Accept"
      />
      {hurry && (
        <p className="mb-3">
          <RunningOut words={`Expires ${hurry}`} />
        </p>
      )}
      <PageTitle>Accept this document?</PageTitle>
      {standing.mine ? <Sign given={form} /> : <TooLate standing={standing} answer={answer} given={form} />}
    </>
  );
}

function Sign({ given }: { given: FormGiven }) {
  const { standing, expected, consent, verb } = useLoaderData<typeof loader>();
  const { id, title, version, fileName, fileSize, sha256 } = standing.acceptance;
  const [form, fields] = useFormOf<z.input<typeof SigningForm>>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <dl className="facts">
        <div>
          <dt>Document</dt>
          <dd className="wrap-anywhere">
            {title}, version {version}
          </dd>
        </div>
        <div>
          <dt>File</dt>
          <dd className="wrap-anywhere">
            <a href={`${pathOf(id)}/file`}>{fileName}</a>, {fileSize}
          </dd>
        </div>
        <div>
          <dt>Fingerprint</dt>
          <dd className="wrap-anywhere">
            <code>{sha256}</code>
          </dd>
        </div>
      </dl>
      <Form of={form} className="slip mt-8 grid gap-6">
        <Hidden of={fields.version} />
        <Signature name={fields.signedName} consent={fields.consent} sentence={consent} expected={expected} />
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <Button kind="brand">{verb}</Button>
          <a className="inline-flex min-h-6 items-center" href={pathOf(id)}>
            Go back
          </a>
          <a className="inline-flex min-h-6 items-center" href={`${pathOf(id)}/question`}>
            Ask a question first
          </a>
        </div>
        <p className="hint">We record your name, the time, your IP address and this version’s fingerprint, and email you a receipt.</p>
      </Form>
    </div>
  );
}
