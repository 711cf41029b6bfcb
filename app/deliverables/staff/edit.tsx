import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, Hidden, TextField, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { deliverables } from "../deliverables.server.ts";
import { changeDeliverable, shownIn } from "../drafting.server.ts";
import { DeliverableChangeForm } from "../forms.server.ts";

const pathOf = (id: string) => `/staff/approvals/${id}`;

export const loader = asMember(({ member, params }) => {
  const found = deliverables(member).find(params.id!);
  const { id, title, roundsIncluded } = found;
  return { id, title, form: blank(DeliverableChangeForm, member, `${pathOf(id)}/edit`, { title, roundsIncluded: roundsIncluded ?? undefined, seen: stampOf(shownIn(found)) }) };
});

export const meta = titled<{ title: string }>(({ title }) => `Edit ${title}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, DeliverableChangeForm, (tx, words) => {
    changeDeliverable(tx, member, params.id!, words);
    return done(pathOf(params.id!), "Saved.");
  }),
);

export default function Edit() {
  const { id, title, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof DeliverableChangeForm>>(given, useActionData<typeof action>());
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/staff/approvals", label: "Approvals" },
          { to: pathOf(id), label: title },
        ]}
        here="Edit"
      />
      <PageTitle lead="The client reads the title, and how many rounds are included. Rounds that were published stay as they are.">Edit {title}</PageTitle>
      <Form of={form} className="grid max-w-letter gap-5">
        <Hidden of={fields.seen} />
        <TextField of={fields.title} label="Title" />
        <TextField of={fields.roundsIncluded} label="Rounds included" type="number" inputMode="numeric" hint="Empty: nobody counts." className="max-w-24" optional />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Save</Button>
          <a className="btn" href={pathOf(id)}>
            Go back
          </a>
        </div>
      </Form>
    </>
  );
}
