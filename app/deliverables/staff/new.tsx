import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { projects } from "#app/projects/projects.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, Select, TextField, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { beginDeliverable } from "../drafting.server.ts";
import { DeliverableForm } from "../forms.server.ts";

export const meta = titled("New work for approval");

export const loader = asMember(({ member, request }) => {
  const query = new URL(request.url).searchParams;
  const all = projects(member).page({ limit: 500, offset: 0 }, { state: "active", clientId: query.get("client") ?? undefined });
  const asked = query.get("project") ?? (all.length === 1 ? all[0]!.id : undefined);
  return { options: all.map(({ id, name, clientName }) => ({ value: id, label: name, group: clientName })), form: blank(DeliverableForm, member, "/staff/approvals/new", { projectId: asked, roundsIncluded: 3 }) };
});

export const action = asMember(({ member, request }) =>
  submit({ request, viewer: member }, DeliverableForm, (tx, words) => {
    const id = beginDeliverable(tx, member, words);
    return done(`/staff/approvals/${id}`, "Begun. Now add its files.");
  }),
);

export default function New() {
  const { options, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof DeliverableForm>>(given, useActionData<typeof action>());
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/approvals", label: "Approvals" }]} here="New" />
      <PageTitle lead="Nothing is shown to the client until you publish its first round.">New work for approval</PageTitle>
      <Form of={form} className="grid max-w-letter gap-5">
        <Select of={fields.projectId} label="Project" options={[{ value: "", label: "Choose a project" }, ...options]} />
        <TextField of={fields.title} label="Title" hint="As the client reads it, without the round: “Winter Blend label”." />
        <TextField of={fields.roundsIncluded} label="Rounds included" type="number" inputMode="numeric" hint="As agreed with the client. Empty: nobody counts." className="max-w-24" optional />
        <div>
          <Button kind="brand">Begin</Button>
        </div>
      </Form>
    </>
  );
}
