import { useActionData, useLoaderData } from "@remix-run/react";
import { done, submit } from "#app/lib/form.server.ts";
import { count } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Unchosen } from "#app/ui/several.tsx";
import { SeveralForm } from "../forms.server.ts";
import { projects } from "../projects.server.ts";
import { changeSeveral } from "../several.server.ts";

const listOf = (id: string) => `/staff/projects/${id}/tasks`;

export const meta = titled("Change several tasks");

/** Where one lands who opens the address of the form, and where it says what went wrong. */
export const loader = asMember(({ member, params }) => ({ back: listOf(projects(member).find(params.id!).id) }));

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, SeveralForm, (tx, chosen) => {
    const { changed, left } = changeSeveral(tx, member, params.id!, chosen);
    const query = new URLSearchParams(chosen.query);
    query.delete("added");
    return done(`${listOf(params.id!)}${query.size ? `?${query}` : ""}`, sentenceOf(changed, left));
  }),
);

function sentenceOf(changed: number, left: number) {
  const words = `${count(changed, "task is", "tasks are")} changed.`;
  const more = left ? ` ${count(left, "was left as it is", "were left as they are")}: it stands so already, or cannot be moved there.` : "";
  return words[0]!.toUpperCase() + words.slice(1) + more;
}

export default function Several() {
  return <Unchosen title="Change several tasks" back={useLoaderData<typeof loader>().back} answer={useActionData<typeof action>()} />;
}
