import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { now } from "#app/lib/clock.ts";
import { clockTime } from "#app/lib/dates.ts";
import { done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, Select, useFormOf } from "#app/ui/form.tsx";
import { Folio } from "#app/ui/page.tsx";
import { choices } from "../choices.server.ts";
import { RegionForm } from "../forms.server.ts";
import { regionGiven } from "../given.server.ts";
import { SettingsPage } from "../parts.tsx";
import { changeSettings } from "../settings.server.ts";
import { zoneWords } from "../settings.ts";

const owners = { only: ["owner" as const] };

export const loader = asMember(({ member }) => ({ ...regionGiven(member), ...choices() }), owners);
export const meta = titled("Settings: region");
export const shouldRevalidate = () => true;

export const action = asMember(
  ({ member, request }) =>
    submit({ request, viewer: member }, RegionForm, (tx, { seen, ...region }) => {
      const before = changeSettings(tx, member, "region", region, seen);
      const moved = before.timeZone !== region.timeZone && `It is ${clockTime(region.timeZone, now())} in ${zoneWords(region.timeZone)}: every time is written so from now on, and every deadline ends with the day there.`;
      const paid = before.currency !== region.currency && `New sums are in ${region.currency}; what was written before keeps its own.`;
      return done("/staff/settings/region", ["Saved.", moved, paid].filter(Boolean).join(" "));
    }),
  owners,
);

export default function Region() {
  const { form: given, seen, timeZones, locales, currencies } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof RegionForm>>(given, useActionData<typeof action>());
  return (
    <SettingsPage here="/staff/settings/region">
      <Form of={form} className="">
        <input type="hidden" name="seen" value={seen} />
        <Folio title="Time">
          <div className="max-w-letter">
            <Select of={fields.timeZone} label="Time zone" hint="Times are written in it, and a deadline ends when its day does there. A change rewrites how every time is shown; days stay the days they are." options={timeZones} />
          </div>
        </Folio>
        <Folio title="Money and figures">
          <div className="grid max-w-letter gap-4">
            <Select of={fields.currency} label="Currency" hint="For what you write from now on. What has a currency already keeps it." options={currencies} />
            <Select of={fields.locale} label="Figures as in" hint="How large figures and sums are written. Dates read 20 Nov 2025 everywhere, so that nobody mistakes the month." options={locales} />
          </div>
        </Folio>
        <div className="border-t border-rule pt-5">
          <Button kind="brand">Save region</Button>
        </div>
      </Form>
    </SettingsPage>
  );
}
