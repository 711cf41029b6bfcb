import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { count, list } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { isRemindedToday, remindOf, remindableOf, remindedAlready } from "../asking.server.ts";
import { audienceOfRequest } from "../audience.server.ts";
import { staffPath } from "../paths.ts";
import { requests } from "../requests.server.ts";
import { barredFromAsking, drawn } from "./barred.server.ts";
import { Barred } from "./barred.tsx";

export const loader = asMember(({ member, params }) => {
  const request = requests(member).find(params.id!);
  const { id, title, clientName, items } = request;
  const open = items.filter(({ status }) => status === "pending" || status === "rejected").map(({ label }) => label);
  const { names: all } = audienceOfRequest(member, id);
  const reachable = new Set(remindableOf(request).map(({ name }) => name));
  const names = all.filter((name) => reachable.has(name));
  const hindrance = all.length === 0 ? `Nobody at ${clientName} has access to the portal.` : names.length === 0 || isRemindedToday(request) ? remindedAlready : null;
  return drawn(barredFromAsking(member, request, "remind"), { id, title, open, names, hindrance, form: blank(NoFields, member, `${staffPath(id)}/reminder`) });
});

export const meta = titled<{ title: string }>(({ title }) => `Remind of ${title}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    remindOf(tx, member, params.id!);
    return done(staffPath(params.id!), "The reminder is on its way.");
  }),
);

export default function Remind() {
  const { barred, id, title, open, names, hindrance, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  const why = barred ?? hindrance;
  if (why && !form.handedBack) return <Barred why={why} id={id} title={title} here="Send a reminder" />;
  return (
    <Confirm of={form} kind="brand" question={`Remind of ${title}?`} consequence={`${list(names)} ${names.length === 1 ? "gets" : "get"} a letter now.${open.length ? ` ${count(open.length, "item")} ${open.length === 1 ? "is" : "are"} open:` : " Nothing is open: all that was asked for is with you."}`} verb="Send reminder" back={staffPath(id)}>
      <ul className="list-disc pl-5">
        {open.map((label) => (
          <li key={label} className="wrap-anywhere">
            {label}
          </li>
        ))}
      </ul>
    </Confirm>
  );
}
