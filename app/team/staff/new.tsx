import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, TextField, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { requireDuty } from "../duties.ts";
import { DetailFields, RoleField } from "../fields.tsx";
import { MemberForm } from "../forms.server.ts";
import { inviteMember } from "../members.server.ts";

export const meta = titled("Invite a member");

export const loader = asMember(({ member }) => {
  requireDuty(member, "team");
  return { form: blank(MemberForm, member, "/staff/team/new", { role: "member" }) };
});

export const action = asMember(({ member, request }) =>
  submit({ request, viewer: member }, MemberForm, (tx, invited) => done(`/staff/team/${inviteMember(tx, member, invited)}`, `${invited.name} is on the team, and an invitation is on its way.`)),
);

export default function NewMember() {
  const { form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof MemberForm>>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Breadcrumb trail={[{ to: "/staff/team", label: "Team" }]} here="Invite a member" />
      <PageTitle lead="They get a letter with a link to the staff pages, which holds for three days.">Invite a member</PageTitle>
      <Form of={form}>
        <DetailFields fields={fields}>
          <TextField of={fields.email} label="Email address" hint="They sign in with it." type="email" autoComplete="off" />
        </DetailFields>
        <RoleField of={fields.role} />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Invite member</Button>
          <Link className="btn" to="/staff/team">
            Go back
          </Link>
        </div>
      </Form>
    </div>
  );
}
