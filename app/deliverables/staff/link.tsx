import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, TextField, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { deliverables } from "../deliverables.server.ts";
import { addLink } from "../drafting.server.ts";
import { LinkForm } from "../forms.server.ts";

const pathOf = (id: string) => `/staff/approvals/${id}`;

export const loader = asMember(({ member, params }) => {
  const { id, title, round } = deliverables(member).find(params.id!);
  return { id, title, next: round + 1, form: blank(LinkForm, member, `${pathOf(id)}/link`) };
});

export const meta = titled<{ title: string }>(({ title }) => `Add a link to ${title}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, LinkForm, (tx, link) => {
    addLink(tx, member, params.id!, link);
    return done(`${pathOf(params.id!)}#next`, "The link is added.");
  }),
);

export default function AddLink() {
  const { id, title, next, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof LinkForm>>(given, useActionData<typeof action>());
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/staff/approvals", label: "Approvals" },
          { to: pathOf(id), label: title },
        ]}
        here="Add a link"
      />
      <PageTitle lead="A staging site, say. What it leads to can change, so a round needs a file beside it.">Add a link to round {next}</PageTitle>
      <Form of={form} className="grid max-w-letter gap-5">
        <TextField of={fields.url} label="Address" type="url" hint="It begins with https://" />
        <TextField of={fields.title} label="What it leads to" />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Add link</Button>
          <a className="btn" href={pathOf(id)}>
            Go back
          </a>
        </div>
      </Form>
    </>
  );
}
