import { useActionData, useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { done } from "#app/lib/form.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { saveDrafts } from "../answering.server.ts";
import { fillingOf, pathOf } from "../filling.server.ts";
import { itemOf } from "../requests.server.ts";
import { submitTyped } from "../submitting.server.ts";
import { FillingPage } from "./filling.tsx";

export const loader = asContact(({ contact, params }) => fillingOf(contact, itemOf(contact, params.id!, params.item!).request.id));

export const meta = titled<{ title: string }>(({ title }) => title);

/** Saves what was typed anywhere on the page, and goes on to the page of one item. */
export const action = asContact(({ contact, request, params }) => {
  const { item } = itemOf(contact, params.id!, params.item!);
  return submitTyped({ request, viewer: contact, id: params.id! }, (tx, typed) => {
    saveDrafts(tx, contact, params.id!, typed);
    return done(`${pathOf(params.id!)}/items/${item.id}`);
  });
});

export default function ItemDraft() {
  return <FillingPage of={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
