import { useActionData, useLoaderData } from "@remix-run/react";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { NoteForm } from "../forms.server.ts";
import { addNote } from "../notes.server.ts";
import { viewIn } from "../asked.server.ts";
import { STAFF_LIST, staffPath, staffPathIn } from "../paths.ts";
import { tickets } from "../tickets.server.ts";
import { WriteNote } from "./note-parts.tsx";

export const loader = asMember(({ member, params }) => {
  const { id, name, subject } = tickets(member).find(params.id!);
  return { id, name, subject, form: blank(NoteForm, member, `${staffPath(id)}/note`) };
});

export const meta = titled<{ subject: string }>(({ subject }) => `Internal note on ${subject}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoteForm, (tx, words) => {
    const note = addNote(tx, member, params.id!, words);
    return done(`${staffPathIn(params.id!, viewIn(request))}#note-${note}`, "The note is saved. Only your team reads it.");
  }),
);

export default function Note() {
  const { id, name, subject, form } = useLoaderData<typeof loader>();
  return (
    <div className="max-w-letter">
      <Breadcrumb
        trail={[
          { to: STAFF_LIST, label: "Jobs & support" },
          { to: staffPath(id), label: name },
        ]}
        here="Internal note"
      />
      <PageTitle>Internal note on {subject}</PageTitle>
      <WriteNote given={form} answer={useActionData<typeof action>()} />
    </div>
  );
}
