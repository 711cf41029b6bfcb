import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, TextArea, useFormOf } from "#app/ui/form.tsx";
import { Folio } from "#app/ui/page.tsx";
import { LettersForm } from "../forms.server.ts";
import { lettersGiven } from "../given.server.ts";
import { SettingsPage } from "../parts.tsx";
import { changeSettings } from "../settings.server.ts";

const owners = { only: ["owner" as const] };

export const loader = asMember(({ member }) => lettersGiven(member), owners);
export const meta = titled("Settings: letters");
export const shouldRevalidate = () => true;

export const action = asMember(
  ({ member, request }) =>
    submit({ request, viewer: member }, LettersForm, (tx, { seen, letterFooter }) => {
      changeSettings(tx, member, "letters", { letterFooter }, seen);
      return done("/staff/settings/letters", "Saved. The next letter carries it.");
    }),
  owners,
);

export default function Letters() {
  const { form: given, seen } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof LettersForm>>(given, useActionData<typeof action>());
  return (
    <SettingsPage here="/staff/settings/letters">
      <Form of={form} className="">
        <input type="hidden" name="seen" value={seen} />
        <Folio title="Footer">
          <div className="max-w-letter">
            <TextArea of={fields.letterFooter} label="Words at the foot of every letter" hint="After your name and address: a company number, opening hours. Plain text, up to 600 characters." rows={4} optional />
          </div>
        </Folio>
        <div className="border-t border-rule pt-5">
          <Button kind="brand">Save footer</Button>
        </div>
      </Form>
      <p className="mt-8 max-w-letter text-ink-3">
        Letters carry your agency’s name in type and a band in your colour. A logo would be a picture to load, which most mail programs hide until the reader allows it. What was sent stands under <a href="/staff/outbox">Letters</a>.
      </p>
    </SettingsPage>
  );
}
