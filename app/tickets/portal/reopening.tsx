import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { TextArea, useFormOf } from "#app/ui/form.tsx";
import { ReopenForm } from "../forms.server.ts";
import { portalPath } from "../paths.ts";
import { reopen } from "../settling.server.ts";
import { tickets } from "../tickets.server.ts";

const section = { needs: "submitRequests" as const };

export const loader = asContact(({ contact, params }) => {
  const { id, subject } = tickets(contact).find(params.id!);
  return { id, subject, form: blank(ReopenForm, contact, `${portalPath(id)}/reopening`) };
}, section);

export const meta = titled<{ subject: string }>(({ subject }) => `Not solved: ${subject}`);

export const action = asContact(
  ({ contact, request, params }) =>
    submit({ request, viewer: contact }, ReopenForm, (tx, words) => {
      const message = reopen(tx, contact, params.id!, words);
      return done(`${portalPath(params.id!)}#message-${message}`, "It is open again. We look at it.");
    }),
  section,
);

export default function Reopening() {
  const { id, subject, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof ReopenForm>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} kind="brand" question={`${subject}: not solved?`} consequence="We take it up again where we left it." verb="Open it again" back={portalPath(id)}>
      <TextArea of={fields.body} label="What is still wrong?" rows={4} />
    </Confirm>
  );
}
