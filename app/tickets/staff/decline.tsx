import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { TextArea, useFormOf } from "#app/ui/form.tsx";
import { DeclineForm } from "../forms.server.ts";
import { viewIn } from "../asked.server.ts";
import { staffPath, staffPathIn } from "../paths.ts";
import { decline } from "../settling.server.ts";
import { tickets } from "../tickets.server.ts";

export const loader = asMember(({ member, params }) => {
  const { id, subject, clientName } = tickets(member).find(params.id!);
  return { id, subject, clientName, form: blank(DeclineForm, member, `${staffPath(id)}/decline`) };
});

export const meta = titled<{ subject: string }>(({ subject }) => `Decline ${subject}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, DeclineForm, (tx, words) => {
    decline(tx, member, params.id!, words);
    return done(staffPathIn(params.id!, viewIn(request)), "The job is declined. The client reads why.");
  }),
);

export default function Decline() {
  const { id, subject, clientName, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof DeclineForm>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} question={`Decline ${subject}?`} consequence={`${clientName} gets a letter with your reason. The job is over then; they can always ask for another.`} verb="Decline job" back={staffPath(id)}>
      <TextArea of={fields.reason} label="Why?" hint="The client reads it." rows={4} />
    </Confirm>
  );
}
