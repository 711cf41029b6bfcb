import { useActionData, useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { MoreTimeForm } from "#app/questions/forms.server.ts";
import { AskForTime } from "#app/questions/parts.tsx";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { proposals } from "../proposals.server.ts";
import { askForTime } from "../answering.server.ts";
import { openUntil } from "../reading.server.ts";

const pathOf = (id: string) => `/portal/proposals/${id}`;

export const loader = asContact(({ contact, params }) => {
  const found = proposals(contact).find(params.id!);
  return { id: found.id, title: found.title, until: openUntil(found).words, form: blank(MoreTimeForm, contact, `${pathOf(found.id)}/more-time`) };
});

export const meta = titled("Ask for more time");

export const action = asContact(({ viewer, request, params }) =>
  submit({ request, viewer }, MoreTimeForm, (tx, { note }) => {
    askForTime(tx, viewer, params.id!, note);
    return done(pathOf(params.id!), "We have your note, and will answer.");
  }),
);

export default function MoreTime() {
  const { id, title, until, form } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/portal/proposals", label: "Proposals" },
          { to: pathOf(id), label: title },
        ]}
        here="More time"
      />
      <PageTitle lead={`“${title}” was open until ${until}.`}>Ask for more time?</PageTitle>
      <div className="max-w-letter">
        <AskForTime given={form} answer={useActionData<typeof action>()} />
      </div>
    </>
  );
}
