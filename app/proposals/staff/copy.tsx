import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { clients } from "#app/clients/clients.server.ts";
import { Select, TextField, useFormOf } from "#app/ui/form.tsx";
import { duplicateProposal } from "../following.server.ts";
import { CopyForm } from "../forms.server.ts";
import { proposals } from "../proposals.server.ts";

const pathOf = (id: string) => `/staff/proposals/${id}`;

export const loader = asMember(({ member, params }) => {
  const { id, title, clientId } = proposals(member).find(params.id!);
  const choices = clients(member).active();
  return { id, title, clients: choices, form: blank(CopyForm, member, `${pathOf(id)}/copy`, { title, clientId: choices.some((client) => client.id === clientId) ? clientId : "" }) };
});

export const meta = titled<{ title: string }>(({ title }) => `Duplicate ${title}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, CopyForm, (tx, asked) => {
    const id = duplicateProposal(tx, member, params.id!, asked);
    return done(`${pathOf(id)}/edit`, "Copied. Nothing was sent.");
  }),
);

export default function Copy() {
  const { title, clients, id, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof CopyForm>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} kind="brand" question={`Duplicate ${title}?`} consequence={`A new draft with the same text, lines and fee. Files and recipients stay with the first.`} verb="Duplicate proposal" back={pathOf(id)}>
      <Select of={fields.clientId} label="Client" className="max-w-note" options={[{ value: "", label: "Choose a client" }, ...clients.map(({ id, name }) => ({ value: id, label: name }))]} />
      <TextField of={fields.title} label="Title" />
    </Confirm>
  );
}
