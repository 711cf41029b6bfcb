import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { TextField, useFormOf } from "#app/ui/form.tsx";
import { longDay } from "#app/lib/dates.ts";
import { openTimeAsk } from "#app/questions/questions.server.ts";
import { mustSend } from "../duty.server.ts";
import { ExtensionForm } from "../forms.server.ts";
import { extendProposal, usualExpiry } from "../sending.server.ts";

const pathOf = (id: string) => `/staff/proposals/${id}`;

export const loader = asMember(({ member, params }) => {
  const { id, title, clientName, sent } = mustSend(member, params.id!, "extend");
  const ask = openTimeAsk({ id });
  return { id, title, clientName, until: longDay(sent!.expiresOn), asked: ask ? `${ask.name} asks for more time${ask.note ? `: “${ask.note}”` : "."} ` : "", form: blank(ExtensionForm, member, `${pathOf(id)}/extension`, { expiresOn: usualExpiry() }) };
});

export const meta = titled<{ title: string }>(({ title }) => `More time for ${title}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, ExtensionForm, (tx, { expiresOn }) => {
    extendProposal(tx, member, params.id!, expiresOn);
    return done(pathOf(params.id!), "They have more time, and get a letter.");
  }),
);

export default function Extension() {
  const { title, clientName, until, asked, id, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof ExtensionForm>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} kind="brand" question={`Give more time for ${title}?`} consequence={`${asked}It was given until ${until}. The version and its fingerprint stay as they are, and ${clientName} gets a letter.`} verb="Give more time" back={pathOf(id)}>
      <TextField of={fields.expiresOn} label="Open until" hint="To the end of that day." type="date" className="max-w-48" />
    </Confirm>
  );
}
