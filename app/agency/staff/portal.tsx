import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { env } from "#app/lib/env.server.ts";
import { done, submit } from "#app/lib/form.server.ts";
import { figure } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Choice, Form, TextField, useFormOf } from "#app/ui/form.tsx";
import { Folio } from "#app/ui/page.tsx";
import { PortalForm } from "../forms.server.ts";
import { portalGiven } from "../given.server.ts";
import { SettingsPage } from "../parts.tsx";
import { changeSettings } from "../settings.server.ts";

const owners = { only: ["owner" as const] };

export const loader = asMember(({ member }) => ({ ...portalGiven(member), most: env().UPLOAD_LIMIT_MB }), owners);
export const meta = titled("Settings: portal");
export const shouldRevalidate = () => true;

export const action = asMember(
  ({ member, request }) =>
    submit({ request, viewer: member }, PortalForm, (tx, { seen, uploadLimitMb = null, ...portal }) => {
      changeSettings(tx, member, "portal", { ...portal, uploadLimitMb }, seen);
      return done("/staff/settings/portal", "Saved. It holds from the next page on.");
    }),
  owners,
);

export default function Portal() {
  const { form: given, seen, most } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof PortalForm>>(given, useActionData<typeof action>());
  return (
    <SettingsPage here="/staff/settings/portal">
      <Form of={form} className="">
        <input type="hidden" name="seen" value={seen} />
        <Folio title="People">
          <div className="max-w-letter">
            <Choice of={fields.showTeamMembers} label="Show clients who works for them" hint="Names of your team stand on the portal and in letters. Each project may say otherwise. Without it, your agency speaks with one name." />
          </div>
        </Folio>
        <Folio title="Deadlines" hint="Where nobody sets another.">
          <div className="grid max-w-letter gap-4 sm:grid-cols-2">
            <TextField of={fields.proposalDays} label="Days to answer a proposal" type="number" inputMode="numeric" className="max-w-24" />
            <TextField of={fields.acceptanceDays} label="Days to accept finished work" type="number" inputMode="numeric" className="max-w-24" />
          </div>
        </Folio>
        <Folio title="Proposals">
          <div className="max-w-letter">
            <Choice of={fields.declineNeedsReason} label="Ask for a reason when a proposal is declined" hint="Whoever declines has to say why, in a sentence. Without it, the reason is optional." />
          </div>
        </Folio>
        <Folio title="Files">
          <div className="max-w-letter">
            <TextField of={fields.uploadLimitMb} label="Largest file, in megabytes" hint={`At most ${figure(most)}, which this machine is set up for. Leave it empty for that.`} type="number" inputMode="numeric" optional className="max-w-24" />
          </div>
        </Folio>
        <div className="border-t border-rule pt-5">
          <Button kind="brand">Save portal</Button>
        </div>
      </Form>
    </SettingsPage>
  );
}
