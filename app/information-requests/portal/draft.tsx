import { useActionData, useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { done } from "#app/lib/form.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { saveDrafts } from "../answering.server.ts";
import { fillingOf, pathOf } from "../filling.server.ts";
import { submitTyped } from "../submitting.server.ts";
import { FillingPage } from "./filling.tsx";

export const loader = asContact(({ contact, params }) => fillingOf(contact, params.id!));

export const meta = titled<{ title: string }>(({ title }) => title);

export const action = asContact(({ contact, request, params }) =>
  submitTyped({ request, viewer: contact, id: params.id! }, (tx, typed) => {
    saveDrafts(tx, contact, params.id!, typed);
    return done(pathOf(params.id!), "Saved. We see an answer when you submit it.");
  }),
);

/** Drawn where saving was refused: the page as it stands now, with what was typed in it. */
export default function Draft() {
  return <FillingPage of={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
