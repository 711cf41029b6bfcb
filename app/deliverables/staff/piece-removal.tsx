import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { draftPiece, removePiece } from "../drafting.server.ts";

const pathOf = (id: string) => `/staff/approvals/${id}`;

export const loader = asMember(({ member, params }) => {
  const { found, draft, piece } = draftPiece(member, params.id!, params.piece!);
  return { id: found.id, name: piece.title, number: draft.number, form: blank(NoFields, member, `${pathOf(found.id)}/pieces/${piece.id}/removal`) };
});

export const meta = titled<{ name: string }>(({ name }) => `Take out ${name}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    removePiece(tx, member, params.id!, params.piece!);
    return done(`${pathOf(params.id!)}#next`, "Taken out.");
  }),
);

export default function Remove() {
  const { id, name, number, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  return <Confirm of={form} question={`Take ${name} out of round ${number}?`} consequence="The client was not shown it in this round. What earlier rounds show stays as it is." verb="Take it out" back={pathOf(id)} />;
}
