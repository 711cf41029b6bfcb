import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { projects } from "#app/projects/projects.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, Select, TextArea, TextField, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { changeRequest, detailsOf } from "../asking.server.ts";
import { RequestForm } from "../forms.server.ts";
import { staffPath } from "../paths.ts";
import { requests } from "../requests.server.ts";
import { barredFromChange, drawn } from "./barred.server.ts";
import { Barred } from "./barred.tsx";

export const loader = asMember(({ member, params }) => {
  const request = requests(member).find(params.id!);
  const details = detailsOf(request);
  const mine = projects(member).page({ limit: 1000, offset: 0 }, { state: "active", clientId: request.clientId }).map(({ id, name }) => ({ value: id, label: name }));
  // A project that is finished since stays its project until another is chosen.
  const others = request.projectId && !mine.some(({ value }) => value === request.projectId) ? [{ value: request.projectId, label: request.projectName! }] : [];
  return drawn(barredFromChange(member, request, "change"), {
    id: request.id,
    title: request.title,
    isSent: request.sentAt !== null,
    projects: [...mine, ...others],
    seen: stampOf(details),
    form: blank(RequestForm, member, `${staffPath(request.id)}/edit`, { ...details, projectId: details.projectId ?? "", dueOn: details.dueOn ?? "" }),
  });
});

export const meta = titled<{ title: string }>(({ title }) => `${title}: details`);

// After a refusal too: the form must know what stands there now.
export const shouldRevalidate = () => true;

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, RequestForm, (tx, details) => {
    changeRequest(tx, member, params.id!, details);
    return done(staffPath(params.id!), "The details are saved.");
  }),
);

export default function EditRequest() {
  const { barred, id, title, isSent, projects, seen, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof RequestForm>>(given, useActionData<typeof action>());
  if (barred && !form.handedBack) return <Barred why={barred} id={id} title={title} here="Change the details" />;
  return (
    <div className="max-w-letter">
      <Breadcrumb
        trail={[
          { to: "/staff/requests", label: "Requests" },
          { to: staffPath(id), label: title },
        ]}
        here="Details"
      />
      <PageTitle lead={isSent ? "The client has this request and sees at once what you change." : undefined}>Change the details</PageTitle>
      <Form of={form}>
        <input type="hidden" name="seen" value={seen} />
        <TextField of={fields.title} label="Title" hint="The client reads it." />
        <TextArea of={fields.intro} label="Introduction" hint="What it is for, and whom to ask. The client reads it above the items." rows={4} optional />
        <Select of={fields.projectId} label="Project" className="max-w-note" options={[{ value: "", label: "No project" }, ...projects]} optional />
        <TextField of={fields.dueOn} label="Needed by" type="date" className="max-w-44" hint="For all of it. An item may have an earlier day of its own." optional />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Save details</Button>
          <a className="btn" href={staffPath(id)}>
            Go back
          </a>
        </div>
      </Form>
    </div>
  );
}
