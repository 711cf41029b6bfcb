import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { TextArea, useFormOf } from "#app/ui/form.tsx";
import { cancelRequest } from "../asking.server.ts";
import { CancelForm } from "../forms.server.ts";
import { staffPath } from "../paths.ts";
import { requests } from "../requests.server.ts";
import { barredFromAsking, drawn } from "./barred.server.ts";
import { Barred } from "./barred.tsx";

export const loader = asMember(({ member, params }) => {
  const request = requests(member).find(params.id!);
  const { id, title, clientName, sentAt } = request;
  return drawn(barredFromAsking(member, request, "cancel"), { id, title, clientName, isSent: sentAt !== null, form: blank(CancelForm, member, `${staffPath(id)}/cancellation`) });
});

export const meta = titled<{ title: string }>(({ title }) => `Cancel ${title}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, CancelForm, (tx, { reason }) => {
    cancelRequest(tx, member, params.id!, reason);
    return done(staffPath(params.id!), "The request is cancelled.");
  }),
);

export default function Cancel() {
  const { barred, id, title, clientName, isSent, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof CancelForm>>(given, useActionData<typeof action>());
  if (barred && !form.handedBack) return <Barred why={barred} id={id} title={title} here="Cancel the request" />;
  return (
    <Confirm
      of={form}
      question={`Cancel the request ${title}?`}
      consequence={isSent ? `${clientName} can no longer answer it, and gets a letter. What was received stays. This cannot be undone.` : "Nobody at the client has seen it. It stays with what is completed. This cannot be undone."}
      verb="Cancel request"
      back={staffPath(id)}
    >
      <TextArea of={fields.reason} label="Why?" hint={isSent ? "The client reads it." : undefined} rows={3} />
    </Confirm>
  );
}
