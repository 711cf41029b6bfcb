import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import type { SupportForm as Shape } from "#app/agency/forms.server.ts";
import { SupportForm } from "#app/agency/forms.server.ts";
import { supportGiven } from "#app/agency/given.server.ts";
import { SettingsPage } from "#app/agency/parts.tsx";
import { changeSettings } from "#app/agency/settings.server.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Folio } from "#app/ui/page.tsx";
import { Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import { categories } from "../categories.server.ts";
import { CategoryForm } from "../forms.server.ts";
import { SETTINGS } from "../paths.ts";
import { AddCategory } from "./category-add.tsx";

const owners = { only: ["owner" as const] };

export const loader = asMember(
  ({ member }) => ({
    ...supportGiven(member),
    lists: (["job", "support"] as const).map((kind) => ({ kind, categories: categories(member).all(kind).map(({ id, name }) => ({ id, name })) })),
    add: blank(CategoryForm, member, `${SETTINGS}/categories`, { kind: "job" }),
  }),
  owners,
);
export const meta = titled("Settings: jobs & support");
export const shouldRevalidate = () => true;

export const action = asMember(
  ({ member, request }) =>
    submit({ request, viewer: member }, SupportForm, (tx, { seen, ticketAnswerHours }) => {
      changeSettings(tx, member, "support", { ticketAnswerHours }, seen);
      return done(SETTINGS, "Saved. It holds from the next page on.");
    }),
  owners,
);

const titles = { job: "Categories of jobs", support: "Categories of tickets" };

export default function SupportSettings() {
  const { form: given, seen, lists, add } = useLoaderData<typeof loader>();
  const [form, fields] = usePlainFormOf<z.input<typeof Shape>>(given, useActionData<typeof action>());
  return (
    <SettingsPage here={SETTINGS}>
      <Folio title="Answering">
        <Form of={form} className="grid max-w-letter gap-4">
          <input type="hidden" name="seen" value={seen} />
          <TextField of={fields.ticketAnswerHours} label="Hours to answer" hint="Clients read it where they write to you. What waits longer for your word counts as overdue." type="number" inputMode="numeric" className="max-w-24" />
          <div>
            <Button kind="brand">Save answering</Button>
          </div>
        </Form>
      </Folio>
      {lists.map(({ kind, categories }) => (
        <Folio key={kind} title={titles[kind]} hint="Clients choose one.">
          <ul className="rows max-w-letter">
            {categories.map(({ id, name }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
                <span className="font-medium wrap-anywhere">{name}</span>
                <span className="flex gap-4 text-small">
                  <Link className="inline-flex min-h-6 items-center" to={`${SETTINGS}/categories/${id}`}>
                    Rename<span className="sr-only"> {name}</span>
                  </Link>
                  {categories.length > 1 && (
                    <Link className="inline-flex min-h-6 items-center" to={`${SETTINGS}/categories/${id}/removal`}>
                      Remove…<span className="sr-only"> {name}</span>
                    </Link>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </Folio>
      ))}
      <Folio title="Add a category">
        <AddCategory given={add} />
      </Folio>
    </SettingsPage>
  );
}
