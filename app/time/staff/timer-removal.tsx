import { useActionData, useLoaderData } from "@remix-run/react";
import { now } from "#app/lib/clock.ts";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { elapsedWords } from "../timer.ts";
import { dropTimer, timerOf } from "../timers.server.ts";

export const meta = titled("Drop timer");

export const loader = asMember(({ member }) => {
  const timer = timerOf(member);
  if (!timer) throw new NotFound();
  const { projectName, startedAt, stoppedAt } = timer;
  return { project: projectName ?? "a project you are no longer on", ran: elapsedWords((stoppedAt ?? now()).getTime() - startedAt.getTime()), form: blank(NoFields, member, "/staff/timer/removal") };
});

export const action = asMember(({ member, request }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    dropTimer(tx, member);
    return done("/staff/time", "The timer is dropped.");
  }),
);

export default function Drop() {
  const { project, ran, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  return <Confirm of={form} question="Drop this timer?" consequence={`It counted ${ran} on ${project}. Nothing of it is logged, and it cannot be brought back.`} verb="Drop timer" back="/staff/timer" />;
}
