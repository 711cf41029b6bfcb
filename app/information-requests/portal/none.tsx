import { useActionData, useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { done, submit } from "#app/lib/form.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { haveNone } from "../answering.server.ts";
import { pathOf } from "../filling.server.ts";
import { HaveNoneForm } from "../forms.server.ts";
import { itemPageOf } from "../item-page.server.ts";
import { itemOf } from "../requests.server.ts";
import { ItemPage } from "./item-page.tsx";

export const loader = asContact(({ contact, params }) => itemPageOf(contact, params.id!, params.item!));

export const meta = titled<{ item: { label: string } }>(({ item }) => item.label);

export const action = asContact(({ contact, request, params }) => {
  const { item } = itemOf(contact, params.id!, params.item!);
  return submit({ request, viewer: contact }, HaveNoneForm, (tx, { note, seen }) => {
    haveNone(tx, contact, params.id!, item.id, note, seen);
    return done(`${pathOf(params.id!)}#item-${item.position}`, `We know now that you don’t have “${item.label}”.`);
  });
});

export default function None() {
  return <ItemPage of={useLoaderData<typeof loader>()} none={useActionData<typeof action>()} />;
}
