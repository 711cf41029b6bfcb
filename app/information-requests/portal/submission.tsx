import { useActionData, useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { done } from "#app/lib/form.server.ts";
import { count } from "#app/lib/words.ts";
import { titled } from "#app/ui/agency.tsx";
import { fillingOf, pathOf } from "../filling.server.ts";
import { submitFilled, submitTyped } from "../submitting.server.ts";
import { FillingPage } from "./filling.tsx";

export const loader = asContact(({ contact, params }) => fillingOf(contact, params.id!));

export const meta = titled<{ title: string }>(({ title }) => title);

export const action = asContact(({ contact, request, params }) =>
  submitTyped({ request, viewer: contact, id: params.id! }, (tx, typed) => {
    const sent = submitFilled(tx, contact, params.id!, typed);
    return done(pathOf(params.id!), `Sent: ${count(sent, "answer")}. We check and write to you if something is missing.`);
  }),
);

/** Drawn where submitting was refused: the page as it stands now, with what was typed in it. */
export default function Submission() {
  return <FillingPage of={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} submits />;
}
