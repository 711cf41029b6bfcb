import { useActionData, useLoaderData } from "@remix-run/react";
import { done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { DetailsForm as Schema } from "../forms.server.ts";
import { viewIn } from "../asked.server.ts";
import { STAFF_LIST, staffPath, staffPathIn } from "../paths.ts";
import { changeDetails } from "../sorting.server.ts";
import { tickets } from "../tickets.server.ts";
import { DetailsForm } from "./details-form.tsx";
import { detailsFor } from "./page.server.ts";

export const loader = asMember(({ member, params }) => {
  const ticket = tickets(member).find(params.id!);
  return { id: ticket.id, name: ticket.name, subject: ticket.subject, details: detailsFor(member, ticket) };
});

export const meta = titled<{ subject: string }>(({ subject }) => `Details of ${subject}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, Schema, (tx, chosen) => {
    changeDetails(tx, member, params.id!, chosen);
    return done(staffPathIn(params.id!, viewIn(request)), "The changes are saved.");
  }),
);

export default function Details() {
  const { id, name, subject, details } = useLoaderData<typeof loader>();
  return (
    <div className="max-w-note">
      <Breadcrumb
        trail={[
          { to: STAFF_LIST, label: "Jobs & support" },
          { to: staffPath(id), label: name },
        ]}
        here="Details"
      />
      <PageTitle>Details of {subject}</PageTitle>
      <DetailsForm of={details} answer={useActionData<typeof action>()} />
    </div>
  );
}
