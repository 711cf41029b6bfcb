import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { HandoverForm } from "#app/projects/forms.server.ts";
import { assignmentsOf, handOver, takers } from "#app/projects/handover.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { handOver as handOverTickets, openOf } from "#app/tickets/sorting.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { deactivateMember } from "../changes.server.ts";
import { requireDuty } from "../duties.ts";
import { members } from "../members.server.ts";
import { Handover, type Left } from "./handover.tsx";

export const loader = asMember(({ member, params }) => {
  const { id, name } = members(member).find(params.id!);
  requireDuty(member, "team");
  const left = assignmentsOf(member, id);
  const taker = id === member.id ? "" : member.id;
  const kinds: Left[] = [
    { kind: "projects", label: "Projects they manage", things: left.projects.map(({ id, name, clientName }) => ({ id, name, of: clientName })) },
    { kind: "tasks", label: "Open tasks", things: left.tasks.map(({ id, title, projectName }) => ({ id, name: title, of: projectName })) },
    { kind: "clients", label: "Clients they look after", things: left.clients.map(({ id, name }) => ({ id, name, of: "" })) },
    { kind: "tickets", label: "Open jobs and tickets", things: openOf(member, id).map(({ id, subject, name, clientName }) => ({ id, name: subject, of: `${name}, ${clientName}` })) },
  ];
  return {
    id,
    name,
    left: kinds.filter(({ things }) => things.length),
    colleagues: members(member).active().filter((one) => one.id !== id).map(({ id, name }) => ({ value: id, label: name })),
    form: blank(HandoverForm, member, `/staff/team/${id}/deactivation`, { projects: taker, tasks: taker, clients: taker, tickets: taker }),
  };
});

export const meta = titled<{ name: string }>(({ name }) => `End the access of ${name}`);

// After a refusal too: what they leave behind may have changed.
export const shouldRevalidate = () => true;

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, HandoverForm, (tx, chosen) => {
    const { id, name } = members(member, tx).find(params.id!);
    handOver(tx, member, id, chosen);
    const takerOf = takers(tx, member, id, chosen);
    handOverTickets(tx, member, id, (ticket) => takerOf("tickets", ticket));
    deactivateMember(tx, member, id);
    return done(`/staff/team/${id}`, `${name} has no access any more.`);
  }),
);

export default function DeactivateMember() {
  const { id, name, left, colleagues, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof HandoverForm>>(given, useActionData<typeof action>());
  return (
    <Confirm
      of={form}
      question={`End ${name}’s access?`}
      consequence={`They are signed out at once, their links stop working and they get no more letters. What they did stays, under their name. ${left.length ? "What they leave behind goes to whom you say, in the same moment." : "They manage no project, have no open task, job or ticket, and look after no client."}`}
      verb="End access"
      back={`/staff/team/${id}`}
    >
      {left.map((one) => (
        <Handover key={one.kind} of={one} field={fields[one.kind]} each={fields.each} colleagues={colleagues} />
      ))}
    </Confirm>
  );
}
