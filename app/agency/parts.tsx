import type { ReactNode } from "react";
import type { z } from "zod";
import type { FormGiven } from "#app/lib/form.server.ts";
import { Button, Form, TextField, useFormOf } from "#app/ui/form.tsx";
import { PageTitle, Tabs } from "#app/ui/page.tsx";
import type { AgencyForm } from "./forms.server.ts";

/** What a page gives a form of the settings: the form, and the mark of what it shows. */
export interface SettingsGiven {
  form: FormGiven;
  seen: string;
}

const tabs = [
  { to: "/staff/settings", label: "Branding" },
  { to: "/staff/settings/region", label: "Region" },
  { to: "/staff/settings/portal", label: "Portal" },
  { to: "/staff/settings/support", label: "Jobs & support" },
  { to: "/staff/settings/staff", label: "Staff" },
  { to: "/staff/settings/letters", label: "Letters" },
  { to: "/staff/settings/reminders", label: "Reminders" },
  { to: "/staff/settings/billing", label: "Billing" },
  { to: "/staff/settings/taxes", label: "Taxes" },
  { to: "/staff/settings/bank", label: "Bank details" },
  { to: "/staff/settings/backups", label: "Backups" },
];

/** The head of every page of the settings. `here` is the tab it stands under. */
export const SettingsPage = ({ here, children }: { here: string; children: ReactNode }) => (
  <>
    <PageTitle>Settings</PageTitle>
    <Tabs label="Settings" tabs={tabs.map((tab) => ({ ...tab, current: tab.to === here }))} />
    <div className="max-w-5xl">{children}</div>
  </>
);

/** How the agency is called and reached. */
export function AgencyFields({ given: { form: given, seen }, answer }: { given: SettingsGiven; answer?: unknown }) {
  const [form, fields] = useFormOf<z.input<typeof AgencyForm>>(given, answer);
  return (
    <Form of={form} className="grid max-w-letter gap-4 sm:grid-cols-2 sm:[&>.errors]:col-span-2">
      <input type="hidden" name="seen" value={seen} />
      <TextField of={fields.name} label="Name" autoComplete="organization" />
      <TextField of={fields.phone} label="Telephone" type="tel" optional autoComplete="tel" />
      <div className="sm:col-span-2">
        <TextField of={fields.email} label="Email" hint="Where clients’ replies go when nobody in particular looks after them." type="email" optional autoComplete="email" className="sm:max-w-[calc(50%-0.5rem)]" />
      </div>
      <div className="sm:col-span-2">
        <TextField of={fields.address} label="Address" hint="Shown at the foot of every portal page, letter and invoice." optional autoComplete="street-address" />
      </div>
      <div className="mt-1 sm:col-span-2">
        <Button>Save agency</Button>
      </div>
    </Form>
  );
}
