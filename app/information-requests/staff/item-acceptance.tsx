import { useActionData, useLoaderData } from "@remix-run/react";
import { done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { AcceptItemForm } from "../forms.server.ts";
import { itemPath, staffPath } from "../paths.ts";
import { acceptItem } from "../reviewing.server.ts";
import { itemOf } from "../requests.server.ts";
import { Answered } from "./answered.tsx";
import { Barred } from "./barred.tsx";
import { forReview } from "./review.server.ts";

// The button stands beside the answer; this page is where it leads when a newer answer came meanwhile.
export const loader = asMember(({ member, params }) => forReview(member, params.id!, params.item!, "accept", AcceptItemForm, `${itemPath(params.id!, params.item!)}/acceptance`));

export const meta = titled<{ label: string }>(({ label }) => `Accept ${label}`);

// After a refusal too: the answer that counts now must be read.
export const shouldRevalidate = () => true;

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, AcceptItemForm, (tx, { submission }) => {
    const { item } = itemOf(member, params.id!, params.item!, tx);
    acceptItem(tx, member, params.id!, item.id, submission);
    return done(`${staffPath(params.id!)}#item-${item.id}`, `“${item.label}” is accepted.`);
  }),
);

export default function AcceptItem() {
  const { barred, title, id, itemId, label, latest, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  if (barred && !form.handedBack) return <Barred why={barred} id={id} title={title} here="Accept an answer" />;
  return (
    <Confirm of={form} kind="brand" question={`Accept “${label}”?`} consequence="The client can no longer change it then." verb="Accept answer" back={`${staffPath(id)}#item-${itemId}`}>
      {latest && <Answered of={latest} />}
    </Confirm>
  );
}
