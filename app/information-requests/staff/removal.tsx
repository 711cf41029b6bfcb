import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { discardRequest } from "../asking.server.ts";
import { staffPath } from "../paths.ts";
import { requests } from "../requests.server.ts";
import { barredFromChange, drawn } from "./barred.server.ts";
import { Barred } from "./barred.tsx";

export const loader = asMember(({ member, params }) => {
  const request = requests(member).find(params.id!);
  const { id, title, items } = request;
  return drawn(barredFromChange(member, request, "discard"), { id, title, items: items.length, form: blank(NoFields, member, `${staffPath(id)}/removal`) });
});

export const meta = titled<{ title: string }>(({ title }) => `Delete the draft ${title}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    discardRequest(tx, member, params.id!);
    return done("/staff/requests", "The draft is deleted.");
  }),
);

export default function Discard() {
  const { barred, id, title, items, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  if (barred && !form.handedBack) return <Barred why={barred} id={id} title={title} here="Delete the draft" />;
  return <Confirm of={form} question={`Delete the draft ${title}?`} consequence={`${items ? "Its items go with it. " : ""}Nobody at the client has seen it. To keep the items for another time, save it as a template first.`} verb="Delete draft" back={staffPath(id)} />;
}
