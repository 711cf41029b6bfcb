import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { FirstRunForm } from "#app/access/forms.server.ts";
import { found } from "#app/access/first-run.server.ts";
import { asStranger } from "#app/access/stranger.server.ts";
import { blankUnsigned, submitUnsigned } from "#app/lib/form.server.ts";
import { currencies, currencyWords, timeZones } from "#app/lib/zones.ts";
import type { PageHandle } from "#app/ui/document.ts";
import { Button, Form, Select, TextField, useFormOf } from "#app/ui/form.tsx";
import { OuterFrame } from "./frame.tsx";

export const meta = () => [{ title: "Set up Parlour" }];
export const handle: PageHandle = { body: "staff" };

// Only until there is an agency: afterwards this address is like any that never was.
export const loader = asStranger(
  () => ({
    form: blankUnsigned(FirstRunForm, "/staff/first-run", { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, currency: "USD" }),
    timeZones: timeZones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
    currencies: currencies.map((code) => ({ value: code, label: currencyWords(code) })),
  }),
  { founded: false },
);

export const action = asStranger(({ request, viewer }) => submitUnsigned(request, FirstRunForm, (given) => found(request, viewer, given)), { founded: false });

export default function FirstRun() {
  const { form: given, timeZones, currencies } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof FirstRunForm>>(given, useActionData<typeof action>());
  return (
    <OuterFrame wide>
      <h1>Set up Parlour</h1>
      <p className="mt-1 text-ink-2">This page makes your agency and you, its owner. Then it is gone for good.</p>
      <Form of={form} className="mt-6 grid gap-4">
        <TextField of={fields.code} label="One-time code" hint="It stands in the log of the process that serves this page." className="max-w-48 num" autoComplete="off" />
        <h2 className="mt-4 text-h3 font-semibold">Your agency</h2>
        <TextField of={fields.agencyName} label="Name" hint="Your clients see it on every page and letter." autoComplete="organization" />
        <Select of={fields.timeZone} label="Time zone" hint="Dates and deadlines are written in it." options={timeZones} />
        <Select of={fields.currency} label="Currency" options={currencies} />
        <h2 className="mt-4 text-h3 font-semibold">You</h2>
        <TextField of={fields.name} label="Your name" autoComplete="name" />
        <TextField of={fields.email} label="Work email" type="email" autoComplete="username" />
        <TextField of={fields.password} label="Password" hint="At least 12 characters. Several words with spaces are good." type="password" autoComplete="new-password" />
        <div className="mt-1">
          <Button kind="brand">Set up the agency</Button>
        </div>
      </Form>
    </OuterFrame>
  );
}
