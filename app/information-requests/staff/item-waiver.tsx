import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { TextArea, useFormOf } from "#app/ui/form.tsx";
import { WaiveForm } from "../forms.server.ts";
import { itemPath, staffPath } from "../paths.ts";
import { itemOf } from "../requests.server.ts";
import { waiveItem } from "../reviewing.server.ts";
import { barredFromItem, drawn } from "./barred.server.ts";
import { Barred } from "./barred.tsx";

export const loader = asMember(({ member, params }) => {
  const { request, item } = itemOf(member, params.id!, params.item!);
  return drawn(barredFromItem(request, item, "waive"), { title: request.title, id: request.id, itemId: item.id, label: item.label, clientName: request.clientName, form: blank(WaiveForm, member, `${itemPath(request.id, item.id)}/waiver`) });
});

export const meta = titled<{ label: string }>(({ label }) => `Waive ${label}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, WaiveForm, (tx, { reason }) => {
    waiveItem(tx, member, params.id!, params.item!, reason);
    return done(`${staffPath(params.id!)}#item-${params.item!}`, "The item is waived.");
  }),
);

export default function WaiveItem() {
  const { barred, title, id, itemId, label, clientName, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof WaiveForm>>(given, useActionData<typeof action>());
  if (barred && !form.handedBack) return <Barred why={barred} id={id} title={title} here="Do without an item" />;
  return (
    <Confirm of={form} question={`Do without “${label}”?`} consequence="It no longer counts, and cannot be answered any more. What was received stays. This cannot be undone; ask anew by adding an item." verb="Waive item" back={`${staffPath(id)}#item-${itemId}`}>
      <TextArea of={fields.reason} label="Why?" hint={`${clientName} reads it.`} rows={3} />
    </Confirm>
  );
}
