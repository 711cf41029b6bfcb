import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { changeMember, memberDetails } from "../changes.server.ts";
import { requireDuty } from "../duties.ts";
import { DetailFields, RoleField } from "../fields.tsx";
import { MemberChangeForm } from "../forms.server.ts";
import { members } from "../members.server.ts";

export const loader = asMember(({ member, params }) => {
  const one = members(member).find(params.id!);
  requireDuty(member, "team");
  return { id: one.id, name: one.name, ended: one.deactivatedAt !== null, seen: stampOf(memberDetails(one)), form: blank(MemberChangeForm, member, `/staff/team/${one.id}/edit`, memberDetails(one)) };
});

export const meta = titled<{ name: string }>(({ name }) => `Edit ${name}`);

// After a refusal too: the form must know what stands there now.
export const shouldRevalidate = () => true;

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, MemberChangeForm, (tx, change) => {
    changeMember(tx, member, params.id!, change);
    return done(`/staff/team/${params.id!}`, "The details are saved.");
  }),
);

export default function EditMember() {
  const { id, name, ended, seen, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof MemberChangeForm>>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Breadcrumb
        trail={[
          { to: "/staff/team", label: "Team" },
          { to: `/staff/team/${id}`, label: name },
        ]}
        here="Edit details"
      />
      <PageTitle lead="A new role holds at their very next step.">Edit {name}</PageTitle>
      <Form of={form}>
        <input type="hidden" name="seen" value={seen} />
        <DetailFields fields={fields} />
        <RoleField of={fields.role} />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Save details</Button>
          <Link className="btn" to={`/staff/team/${id}`}>
            Go back
          </Link>
        </div>
      </Form>
      {!ended && (
        <p className="mt-10 border-t border-rule pt-5">
          <Link className="btn btn-small btn-stop" to={`/staff/team/${id}/deactivation`}>
            End access…
          </Link>
        </p>
      )}
    </div>
  );
}
