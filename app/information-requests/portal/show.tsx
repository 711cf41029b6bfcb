import { useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { fillingOf, noteOpened } from "../filling.server.ts";
import { FillingPage } from "./filling.tsx";

export const loader = asContact(({ contact, request, params }) => {
  noteOpened(contact, params.id!, request);
  return fillingOf(contact, params.id!);
});

export const meta = titled<{ title: string }>(({ title }) => title);

export default function Request() {
  return <FillingPage of={useLoaderData<typeof loader>()} />;
}
