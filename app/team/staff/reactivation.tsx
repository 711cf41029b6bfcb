import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { reactivateMember } from "../changes.server.ts";
import { requireDuty } from "../duties.ts";
import { roleWords } from "../member.ts";
import { members } from "../members.server.ts";

export const loader = asMember(({ member, params }) => {
  const { id, name, role } = members(member).find(params.id!);
  requireDuty(member, "team");
  return { id, name, role: roleWords[role].toLowerCase(), form: blank(NoFields, member, `/staff/team/${id}/reactivation`) };
});

export const meta = titled<{ name: string }>(({ name }) => `Give ${name} access again`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    reactivateMember(tx, member, params.id!);
    return done(`/staff/team/${params.id!}`, "They are on the team again.");
  }),
);

export default function ReactivateMember() {
  const { id, name, role, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  return <Confirm of={form} kind="brand" question={`Give ${name} access again?`} consequence={`They can sign in again, as ${role === "owner" ? "an" : "a"} ${role}, and are on the projects they were on. What was handed over stays with who has it.`} verb="Give access" back={`/staff/team/${id}`} />;
}
