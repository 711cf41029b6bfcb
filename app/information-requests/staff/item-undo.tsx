import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { TextArea, useFormOf } from "#app/ui/form.tsx";
import { UndoForm } from "../forms.server.ts";
import { itemPath, staffPath } from "../paths.ts";
import { itemOf } from "../requests.server.ts";
import { undoAcceptance } from "../reviewing.server.ts";
import { barredFromItem, drawn } from "./barred.server.ts";
import { Barred } from "./barred.tsx";

export const loader = asMember(({ member, params }) => {
  const { request, item } = itemOf(member, params.id!, params.item!);
  return drawn(barredFromItem(request, item, "undo"), { title: request.title, id: request.id, itemId: item.id, label: item.label, isComplete: request.status === "completed", form: blank(UndoForm, member, `${itemPath(request.id, item.id)}/undo`) });
});

export const meta = titled<{ label: string }>(({ label }) => `Undo the acceptance of ${label}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, UndoForm, (tx, { reason }) => {
    undoAcceptance(tx, member, params.id!, params.item!, reason);
    return done(`${staffPath(params.id!)}#item-${params.item!}`, "The acceptance is taken back. The answer waits for review again.");
  }),
);

export default function UndoAcceptance() {
  const { barred, title, id, itemId, label, isComplete, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof UndoForm>>(given, useActionData<typeof action>());
  if (barred && !form.handedBack) return <Barred why={barred} id={id} title={title} here="Take an acceptance back" />;
  return (
    <Confirm of={form} question={`Take back the acceptance of “${label}”?`} consequence={`The answer waits for review again, and the client can replace it.${isComplete ? " The request is no longer complete then." : ""}`} verb="Take acceptance back" back={`${staffPath(id)}#item-${itemId}`}>
      <TextArea of={fields.reason} label="Why?" hint="It stands in the history, for your team." rows={3} />
    </Confirm>
  );
}
