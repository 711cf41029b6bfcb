import { useActionData, useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { done } from "#app/lib/form.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { fillingOf, pathOf } from "../filling.server.ts";
import { itemOf } from "../requests.server.ts";
import { submitOne, submitTyped } from "../submitting.server.ts";
import { FillingPage } from "./filling.tsx";

export const loader = asContact(({ contact, params }) => fillingOf(contact, itemOf(contact, params.id!, params.item!).request.id));

export const meta = titled<{ title: string }>(({ title }) => title);

export const action = asContact(({ contact, request, params }) => {
  const { item } = itemOf(contact, params.id!, params.item!);
  return submitTyped({ request, viewer: contact, id: params.id! }, (tx, typed) => {
    submitOne(tx, contact, params.id!, item.id, typed);
    return done(`${pathOf(params.id!)}#item-${item.position}`, `“${item.label}” is sent.`);
  });
});

/** Drawn where the answer was refused: the whole page, since its form is the whole page's. */
export default function Answer() {
  return <FillingPage of={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} submits />;
}
