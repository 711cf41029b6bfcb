import { useActionData, useLoaderData } from "@remix-run/react";
import { done, submit } from "#app/lib/form.server.ts";
import { count } from "#app/lib/words.ts";
import { projects } from "#app/projects/projects.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Unchosen } from "#app/ui/several.tsx";
import { markTime } from "../entries.server.ts";
import { MarkForm } from "../forms.server.ts";

const listOf = (id: string) => `/staff/projects/${id}/time`;

export const meta = titled("Mark time");

/** Where one lands who opens the address of the buttons: what went wrong there, and the way back. */
export const loader = asMember(({ member, params }) => ({ back: listOf(projects(member).find(params.id!).id) }));

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, MarkForm, (tx, chosen) => {
    const changed = markTime(tx, member, params.id!, chosen);
    const words = chosen.as === "billable" ? "billable" : "not billable";
    const sentence = changed ? `${count(changed, "entry is", "entries are")} now ${words}.` : `All of them were ${words} already.`;
    return done(`${listOf(params.id!)}${chosen.query && `?${new URLSearchParams(chosen.query)}`}`, sentence);
  }),
);

export default function Marking() {
  return <Unchosen title="Mark time" back={useLoaderData<typeof loader>().back} answer={useActionData<typeof action>()} />;
}
