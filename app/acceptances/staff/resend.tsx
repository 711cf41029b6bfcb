import { useActionData, useLoaderData } from "@remix-run/react";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, Notice, PageTitle } from "#app/ui/page.tsx";
import { askedOf, mustBeOpenTo } from "../acceptances.server.ts";
import { resendAcceptance } from "../asking.server.ts";
import { AcceptanceForm } from "../forms.server.ts";
import { Asking } from "./fields.tsx";
import { choicesFor, usualExpiry } from "./new.server.ts";

const pathOf = (id: string) => `/staff/acceptances/${id}`;

export const loader = asMember(({ member, params }) => {
  const found = mustBeOpenTo(member, params.id!, "resend");
  const choices = choicesFor(member, found.documentId);
  const asked = new Set(askedOf(found).map(({ contactId }) => contactId));
  const values = { documentId: found.documentId, version: choices.document.version, title: found.title, note: found.note, policy: found.policy, expiresOn: usualExpiry(), contacts: choices.people.map(({ value }) => value).filter((id) => asked.has(id)) };
  return { ...choices, id: found.id, title: found.title, form: blank(AcceptanceForm, member, `${pathOf(found.id)}/resend`, values) };
});

export const meta = titled<{ title: string }>(({ title }) => `Send ${title} again`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, AcceptanceForm, (tx, asked) => {
    const id = resendAcceptance(tx, member, params.id!, asked);
    return done(pathOf(id), "Sent again. They get a letter.");
  }),
);

export default function Resend() {
  const { id, title, document, people, hindrance, form } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/staff/acceptances", label: "Acceptances" },
          { to: pathOf(id), label: title },
        ]}
        here="Send again"
      />
      <PageTitle lead={`A new request, of ${document.name}, version ${document.version}. The one that expired stays on record.`}>Send {title} again</PageTitle>
      {hindrance ? (
        <Notice tone="move">
          {hindrance.words} <a href={hindrance.to}>{hindrance.label}</a>
        </Notice>
      ) : (
        <Asking given={form} answer={useActionData<typeof action>()} people={people} verb="Send again" back={pathOf(id)} />
      )}
    </>
  );
}
