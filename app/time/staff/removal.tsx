import { useActionData, useLoaderData } from "@remix-run/react";
import { longDay } from "#app/lib/dates.ts";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { hours } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { projects } from "#app/projects/projects.server.ts";
import { mayChangeTime, removeTime } from "../entries.server.ts";
import { timeOn } from "../time.server.ts";

const listOf = (id: string) => `/staff/projects/${id}/time`;

export const meta = titled("Remove time");

export const loader = asMember(({ member, params }) => {
  const { id, name } = projects(member).find(params.id!);
  const { id: entry, memberId, minutes, workedOn, note } = timeOn(member, id).find(params.entry!);
  if (!mayChangeTime(member, { memberId })) throw new Refused(403, "Only who logged this time, a manager or an owner may remove it.");
  return { id, name, hours: hours(minutes), day: longDay(workedOn), note, form: blank(NoFields, member, `${listOf(id)}/${entry}/removal`) };
});

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    removeTime(tx, member, params.id!, params.entry!);
    return done(listOf(params.id!), "The time is removed.");
  }),
);

export default function TimeRemoval() {
  const { id, name, hours, day, note, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  return <Confirm of={form} question={`Remove ${hours} hours?`} consequence={`${day}, on ${name}${note ? `: ${note}` : ""}. It leaves the sums the client sees, and cannot be brought back.`} verb="Remove time" back={listOf(id)} />;
}
