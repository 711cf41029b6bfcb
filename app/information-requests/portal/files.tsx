import { useActionData, useLoaderData } from "@remix-run/react";
import { submitFiles } from "#app/documents/uploads.server.ts";
import { asContact } from "#app/portal/door.server.ts";
import { NoFields, done } from "#app/lib/form.server.ts";
import { count } from "#app/lib/words.ts";
import { titled } from "#app/ui/agency.tsx";
import { addFiles } from "../filing.server.ts";
import { pathOf } from "../filling.server.ts";
import { itemPageOf } from "../item-page.server.ts";
import { itemOf } from "../requests.server.ts";
import { ItemPage } from "./item-page.tsx";

export const loader = asContact(({ contact, params }) => itemPageOf(contact, params.id!, params.item!));

export const meta = titled<{ item: { label: string } }>(({ item }) => item.label);

export const action = asContact(({ contact, request, params }) => {
  const { item } = itemOf(contact, params.id!, params.item!);
  return submitFiles({ request, viewer: contact }, NoFields, (tx, _, files) => {
    addFiles(tx, contact, params.id!, item.id, files);
    return done(`${pathOf(params.id!)}/items/${item.id}`, files.length === 1 ? `${files[0]!.name} is added. We see it when you submit it.` : `${count(files.length, "file")} are added. We see them when you submit them.`);
  });
});

export default function Files() {
  return <ItemPage of={useLoaderData<typeof loader>()} files={useActionData<typeof action>()} />;
}
