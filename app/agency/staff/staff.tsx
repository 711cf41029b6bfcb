import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Choice, Form, useFormOf } from "#app/ui/form.tsx";
import { Folio } from "#app/ui/page.tsx";
import { StaffForm } from "../forms.server.ts";
import { staffGiven } from "../given.server.ts";
import { SettingsPage } from "../parts.tsx";
import { changeSettings } from "../settings.server.ts";

const owners = { only: ["owner" as const] };

export const loader = asMember(({ member }) => staffGiven(member), owners);
export const meta = titled("Settings: staff");
export const shouldRevalidate = () => true;

export const action = asMember(
  ({ member, request }) =>
    submit({ request, viewer: member }, StaffForm, (tx, { seen, membersSeeAll }) => {
      changeSettings(tx, member, "staff", { membersSeeAll }, seen);
      return done("/staff/settings/staff", membersSeeAll ? "Saved. Every member sees every project." : "Saved. Members see the projects they are on.");
    }),
  owners,
);

export default function Staff() {
  const { form: given, seen } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof StaffForm>>(given, useActionData<typeof action>());
  return (
    <SettingsPage here="/staff/settings/staff">
      <Form of={form} className="">
        <input type="hidden" name="seen" value={seen} />
        <Folio title="What members see" hint="Owners and managers see everything.">
          <div className="max-w-letter">
            <Choice of={fields.membersSeeAll} label="Members see all projects" hint="Without it, a member sees the projects they are on, their clients, and nothing of the others." />
          </div>
        </Folio>
        <Folio title="Signing in">
          <p className="max-w-letter">
            Whether everybody on the team must confirm who they are with an authenticator app is decided on <Link to="/staff/team/second-factor">a page of its own</Link>.
          </p>
        </Folio>
        <div className="border-t border-rule pt-5">
          <Button kind="brand">Save staff</Button>
        </div>
      </Form>
    </SettingsPage>
  );
}
