import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { agency } from "#app/agency/agency.server.ts";
import { uploadLimit } from "#app/agency/limits.server.ts";
import { submitFiles } from "#app/documents/uploads.server.ts";
import { blank, done } from "#app/lib/form.server.ts";
import { spelled } from "#app/lib/words.ts";
import { asContact } from "#app/portal/door.server.ts";
import { projects } from "#app/projects/projects.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Choices, Select, TextArea, TextField } from "#app/ui/field.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import { categories } from "../categories.server.ts";
import { TicketForm } from "../forms.server.ts";
import { Attach, categoryOptions, kindOptions } from "../parts.tsx";
import { PORTAL_LIST, portalPath } from "../paths.ts";
import { submitTicket } from "../submitting.server.ts";
import { FILES_AT_ONCE, isKind } from "../ticket.ts";
import { tickets } from "../tickets.server.ts";

const section = { needs: "submitRequests" as const };

export const meta = titled("New request");

export const loader = asContact(({ contact, request }) => {
  const asked = new URL(request.url).searchParams;
  const kind = asked.get("kind");
  const mine = projects(contact).page({ limit: 200, offset: 0 }, { state: "active" });
  return {
    agencyName: agency().name,
    hours: agency().ticketAnswerHours,
    limit: uploadLimit(),
    categories: categories(contact).all(),
    projects: mine.map(({ id, name }) => ({ value: id, label: name })),
    form: blank(TicketForm, contact, `${PORTAL_LIST}/new`, { kind: isKind(kind) ? kind : "job", projectId: mine.find(({ id }) => id === asked.get("project"))?.id ?? "" }),
  };
}, section);

export const action = asContact(
  ({ contact, request }) =>
    submitFiles(
      { request, viewer: contact },
      TicketForm,
      (tx, asked, files) => {
        const id = submitTicket(tx, contact, asked, files);
        return done(portalPath(id), `We have your request: ${tickets(contact, tx).find(id).name}. A letter confirms it.`);
      },
      { most: FILES_AT_ONCE, optional: true },
    ),
  section,
);

export default function NewRequest() {
  const { agencyName, hours, limit, categories, projects, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = usePlainFormOf<z.input<typeof TicketForm> & { files: string }>(given, useActionData<typeof action>());
  const within = hours % 24 ? `${spelled(hours)} ${hours === 1 ? "hour" : "hours"}` : hours === 24 ? "one day" : `${spelled(hours / 24)} days`;
  return (
    <>
      <Breadcrumb trail={[{ to: PORTAL_LIST, label: "Jobs & support" }]} here="New request" />
      <PageTitle lead={`We read every request, and answer within ${within}.`}>New request</PageTitle>
      <Form of={form} limit={limit} className="by-kind grid max-w-letter gap-7">
        <Choices of={fields.kind} label="What is this about?" options={kindOptions} />
        <Select of={fields.categoryId} label="Category" className="max-w-72" options={categoryOptions(categories)} />
        <TextField of={fields.subject} label="Subject" hint="A few words, as in an email." />
        <TextArea of={fields.body} label="Details" hint="For a problem: what you did, what happened, and the page address." rows={6} />
        {projects.length > 0 && <Select of={fields.projectId} label="Project" className="max-w-note" options={[{ value: "", label: "None of these" }, ...projects]} optional />}
        <TextField of={fields.wantedOn} label="When do you need it?" type="date" className="max-w-56" optional />
        <Attach of={fields.files} limit={limit} label="Files" />
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <Button kind="brand">Send to {agencyName}</Button>
          <a href={PORTAL_LIST}>Go back</a>
        </div>
      </Form>
    </>
  );
}
