import { useActionData, useLoaderData } from "@remix-run/react";
import { agency } from "#app/agency/agency.server.ts";
import { contacts } from "#app/clients/contacts.server.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { DraftForm } from "../forms.server.ts";
import { mayWrite } from "../proposal.ts";
import { usualExpiry } from "../sending.server.ts";
import { typedFrom } from "../typed.ts";
import { changeDraft, draftOf, workingDraft } from "../writing.server.ts";
import { Steps } from "./steps.tsx";
import { Writing } from "./writing.tsx";

const pathOf = (id: string) => `/staff/proposals/${id}`;

export const loader = asMember(({ member, params }) => {
  const draft = workingDraft(undefined, member, params.id!);
  if (!mayWrite(draft.status)) throw new Refused(409, "This proposal was decided or taken back, so its text stays as it is. Duplicate it to write another.");
  const { id, title, content, currency, clientId, clientName, number, version, recipients, attachments } = draft;
  const seen = stampOf(draftOf(draft));
  const values = { title, sections: content.sections, ...typedFrom(content, currency), terms: content.terms, expiresOn: draft.expiresOn ?? usualExpiry(), recipients, seen };
  const people = contacts(member).of(clientId).filter(({ deactivatedAt, id }) => !deactivatedAt || recipients.includes(id));
  return {
    proposal: { id, title, number, version, clientId, clientName, currency, attachments, locale: agency().locale },
    people: people.map(({ id, name, role, canApproveWork }) => ({ value: id, label: role ? `${name}, ${role}` : name, hint: canApproveWork ? undefined : "Reads it, but may not answer it." })),
    form: blank(DraftForm, member, `${pathOf(id)}/edit`, values),
    seen,
  };
});

export const meta = titled<{ proposal: { title: string } }>(({ proposal }) => `Write ${proposal.title}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, DraftForm, (tx, { next, ...words }) => {
    changeDraft(tx, member, params.id!, words);
    return next ? done(`${pathOf(params.id!)}/${next}`) : done(`${pathOf(params.id!)}/edit`, "The draft is saved. Nothing was sent.");
  }),
);

export default function Edit() {
  const { proposal, people, form, seen } = useLoaderData<typeof loader>();
  const { id, title, number, version, clientId, clientName } = proposal;
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/proposals", label: "Proposals" }, { to: pathOf(id), label: title }]} here="Write" />
      <PageTitle lead={version ? `${number}, version ${version + 1}, for ${clientName}. They read version ${version} until this one is sent.` : `For ${clientName}. Nothing is sent until the next page.`}>{version ? "Revise the proposal" : "Write the proposal"}</PageTitle>
      <Steps at="write" />
      <Writing key={seen} given={form} answer={useActionData<typeof action>()} proposal={proposal} people={people} addContact={`/staff/clients/${clientId}`} />
    </>
  );
}
