import { useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { itemPageOf } from "../item-page.server.ts";
import { ItemPage } from "./item-page.tsx";

export const loader = asContact(({ contact, params }) => itemPageOf(contact, params.id!, params.item!));

export const meta = titled<{ item: { label: string } }>(({ item }) => item.label);

export default function Item() {
  return <ItemPage of={useLoaderData<typeof loader>()} />;
}
