import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { portalPath } from "../paths.ts";
import { cancel } from "../settling.server.ts";
import { tickets } from "../tickets.server.ts";

const section = { needs: "submitRequests" as const };

export const loader = asContact(({ contact, params }) => {
  const { id, subject } = tickets(contact).find(params.id!);
  return { id, subject, form: blank(NoFields, contact, `${portalPath(id)}/cancellation`) };
}, section);

export const meta = titled<{ subject: string }>(({ subject }) => `Cancel ${subject}`);

export const action = asContact(
  ({ contact, request, params }) =>
    submit({ request, viewer: contact }, NoFields, (tx) => {
      cancel(tx, contact, params.id!);
      return done(portalPath(params.id!), "The request is cancelled.");
    }),
  section,
);

export default function Cancellation() {
  const { id, subject, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  return <Confirm of={form} question={`Cancel ${subject}?`} consequence="We stop working on it. What was written stays here to be read. This cannot be undone, but you can always write a new request." verb="Cancel request" back={portalPath(id)} />;
}
