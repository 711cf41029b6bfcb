import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { Select, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, Empty, PageTitle } from "#app/ui/page.tsx";
import { MergeForm } from "../forms.server.ts";
import { merge, targetsFor } from "../merging.server.ts";
import { STAFF_LIST, staffPath } from "../paths.ts";
import { tickets } from "../tickets.server.ts";

export const loader = asMember(({ member, params }) => {
  const { id, name, subject, clientName } = tickets(member).find(params.id!);
  return { id, name, subject, clientName, targets: targetsFor(member, id).map(({ id, name, subject }) => ({ value: id, label: `${name} ${subject}` })), form: blank(MergeForm, member, `${staffPath(id)}/merge`) };
});

export const meta = titled<{ subject: string }>(({ subject }) => `Merge ${subject}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, MergeForm, (tx, { into }) => {
    const { name } = tickets(member, tx).find(params.id!);
    return done(staffPath(merge(tx, member, params.id!, into)), `${name} goes on here.`);
  }),
);

export default function Merge() {
  const { id, name, subject, clientName, targets, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof MergeForm>>(given, useActionData<typeof action>());
  if (targets.length === 0 && !form.handedBack)
    return (
      <>
        <Breadcrumb
          trail={[
            { to: STAFF_LIST, label: "Jobs & support" },
            { to: staffPath(id), label: name },
          ]}
          here="Merge"
        />
        <PageTitle>Merge {subject}</PageTitle>
        <Empty title="There is nothing to merge it into" action={<a href={staffPath(id)}>Go back</a>}>
          {clientName} has no other open job or ticket.
        </Empty>
      </>
    );
  return (
    <Confirm of={form} kind="brand" question={`Merge ${name} ${subject}?`} consequence="What was written on it, notes and files too, is copied to the one you choose, each with where it comes from. Its address leads there from then on, and the client gets a letter. This cannot be undone." verb="Merge" back={staffPath(id)}>
      <Select of={fields.into} label="Where it goes on" hint={`Open ones of ${clientName}.`} options={[{ value: "", label: "Choose one" }, ...targets]} />
    </Confirm>
  );
}
