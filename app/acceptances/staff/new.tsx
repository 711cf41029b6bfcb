import { useActionData, useLoaderData } from "@remix-run/react";
import { willSee } from "#app/clients/audience.ts";
import { audienceOfDocument } from "#app/documents/audience.server.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, Notice, PageTitle } from "#app/ui/page.tsx";
import { requestAcceptance } from "../asking.server.ts";
import { AcceptanceForm } from "../forms.server.ts";
import { Asking } from "./fields.tsx";
import { choicesFor, usualExpiry } from "./new.server.ts";

export const loader = asMember(({ member, params }) => {
  const choices = choicesFor(member, params.id!);
  const { id, name, version } = choices.document;
  const values = { documentId: id, version, title: name.replace(/\.[^.]+$/, ""), policy: "any", expiresOn: usualExpiry(), contacts: choices.people.map(({ value }) => value) };
  return { ...choices, audience: audienceOfDocument(member, id), form: blank(AcceptanceForm, member, `/staff/documents/${id}/acceptance`, values) };
});

export const meta = titled<{ document: { name: string } }>(({ document: { name } }) => `Ask for acceptance of ${name}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, AcceptanceForm, (tx, asked) => {
    const id = requestAcceptance(tx, member, { ...asked, documentId: params.id! });
    return done(`/staff/acceptances/${id}`, "Asked. They get a letter.");
  }),
);

export default function Ask() {
  const { document, project, client, people, hindrance, audience, form } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumb
        trail={[
          { to: `/staff/clients/${client.id}`, label: client.name },
          { to: `/staff/projects/${project.id}/documents`, label: project.name },
          { to: `/staff/documents/${document.id}`, label: document.name },
        ]}
        here="Ask for acceptance"
      />
      <PageTitle lead={`Of ${document.name}, version ${document.version}. A later version would be asked for anew.`}>Ask for acceptance</PageTitle>
      {hindrance ? (
        <Notice tone="move">
          {hindrance.words} <a href={hindrance.to}>{hindrance.label}</a>
        </Notice>
      ) : (
        <>
          <p className="mb-5 text-ink-2">{willSee(audience)}</p>
          <Asking given={form} answer={useActionData<typeof action>()} people={people} verb="Ask for acceptance" back={`/staff/documents/${document.id}`} />
        </>
      )}
    </>
  );
}
