import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, TextArea, TextField, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { describePiece, draftPiece } from "../drafting.server.ts";
import { PieceForm } from "../forms.server.ts";

const pathOf = (id: string) => `/staff/approvals/${id}`;

export const loader = asMember(({ member, params }) => {
  const { found, piece } = draftPiece(member, params.id!, params.piece!);
  return { id: found.id, title: found.title, name: piece.title, form: blank(PieceForm, member, `${pathOf(found.id)}/pieces/${piece.id}`, { title: piece.title, alt: piece.alt }) };
});

export const meta = titled<{ name: string }>(({ name }) => `Describe ${name}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, PieceForm, (tx, words) => {
    describePiece(tx, member, params.id!, params.piece!, words);
    return done(`${pathOf(params.id!)}#next`, "Saved.");
  }),
);

export default function Describe() {
  const { id, title, name, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof PieceForm>>(given, useActionData<typeof action>());
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/staff/approvals", label: "Approvals" },
          { to: pathOf(id), label: title },
        ]}
        here={name}
      />
      <PageTitle>Describe {name}</PageTitle>
      <Form of={form} className="grid max-w-letter gap-5">
        <TextField of={fields.title} label="Name" hint="As the client reads it." />
        <TextArea of={fields.alt} label="What is to be seen" hint="For people who do not see the picture." rows={3} optional />
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
