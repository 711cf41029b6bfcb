import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { list } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { members } from "#app/team/members.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Choices, Form, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { PeopleForm } from "../forms.server.ts";
import { requireLead } from "../lead.server.ts";
import { setPeople, team } from "../people.server.ts";
import { projects } from "../projects.server.ts";

export const loader = asMember(({ member, params }) => {
  const { id, name } = projects(member).find(params.id!);
  requireLead(undefined, member, { id, name });
  const now = team(member, id);
  const chosen = { members: now.map(({ id }) => id), managers: now.filter(({ manages }) => manages).map(({ id }) => id) };
  return { id, name, colleagues: members(member).active(), form: blank(PeopleForm, member, `/staff/projects/${id}/people`, chosen) };
});

export const meta = titled<{ name: string }>(({ name }) => `${name}: people`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, PeopleForm, (tx, people) => {
    const busy = setPeople(tx, member, params.id!, people);
    // Who takes themselves off may not see it any more.
    const stays = projects(member, tx).count({ id: params.id! }) > 0;
    return done(stays ? `/staff/projects/${params.id!}` : "/staff/projects", `The people are saved.${busy.length ? ` ${list(busy)} still ${busy.length === 1 ? "has" : "have"} open tasks here: give them to somebody.` : ""}`);
  }),
);

export default function ProjectPeople() {
  const { id, name, colleagues, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof PeopleForm>>(given, useActionData<typeof action>());
  const options = colleagues.map(({ id, name, title }) => ({ value: id, label: name, hint: title || undefined }));
  return (
    <div className="max-w-letter">
      <Breadcrumb
        trail={[
          { to: "/staff/projects", label: "Projects" },
          { to: `/staff/projects/${id}`, label: name },
        ]}
        here="People"
      />
      <PageTitle>Who works on it</PageTitle>
      <Form of={form}>
        <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
          <Choices of={fields.members} label="On the project" hint="They are told when the client writes." options={options} several optional />
          <Choices of={fields.managers} label="Project managers" hint="Whom the client turns to. They are on the project too." options={options.map(({ value, label }) => ({ value, label }))} several optional />
        </div>
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Save people</Button>
          <a className="btn" href={`/staff/projects/${id}`}>
            Go back
          </a>
        </div>
      </Form>
    </div>
  );
}
