import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { agency } from "#app/agency/agency.server.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn } from "#app/lib/dates.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { requireDuty } from "#app/team/duties.ts";
import { members } from "#app/team/members.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { addClient } from "../clients.server.ts";
import { ClientForm } from "../forms.server.ts";
import { ClientFields } from "../parts.tsx";
import { clientPath } from "../paths.ts";

export const meta = titled("Add a client");

export const loader = asMember(({ member }) => {
  requireDuty(member, "clients");
  return {
    members: members(member).active(),
    form: blank(ClientForm, member, "/staff/clients/new", { sinceOn: dayIn(agency().timeZone, now()), lookedAfterBy: member.id }),
  };
});

export const action = asMember(({ member, request }) =>
  submit({ request, viewer: member }, ClientForm, (tx, client) => done(clientPath(addClient(tx, member, client)), `${client.name} is a client now. Add a contact, so that somebody there can sign in.`)),
);

export default function NewClient() {
  const { members, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof ClientForm>>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Breadcrumb trail={[{ to: "/staff/clients", label: "Clients" }]} here="Add a client" />
      <PageTitle>Add a client</PageTitle>
      <Form of={form}>
        <ClientFields fields={fields} members={members} />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Add client</Button>
          <Link className="btn" to="/staff/clients">
            Go back
          </Link>
        </div>
      </Form>
    </div>
  );
}
