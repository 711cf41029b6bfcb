import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { TextArea, useFormOf } from "#app/ui/form.tsx";
import { ReturnForm } from "../forms.server.ts";
import { itemPath, staffPath } from "../paths.ts";
import { itemOf } from "../requests.server.ts";
import { returnItem } from "../reviewing.server.ts";
import { Answered } from "./answered.tsx";
import { Barred } from "./barred.tsx";
import { forReview } from "./review.server.ts";

export const loader = asMember(({ member, params }) => forReview(member, params.id!, params.item!, "reject", ReturnForm, `${itemPath(params.id!, params.item!)}/return`));

export const meta = titled<{ label: string }>(({ label }) => `Return ${label}`);

// After a refusal too: the answer that counts now must be read.
export const shouldRevalidate = () => true;

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, ReturnForm, (tx, { submission, reason }) => {
    const { item } = itemOf(member, params.id!, params.item!, tx);
    returnItem(tx, member, params.id!, item.id, submission, reason);
    return done(`${staffPath(params.id!)}#item-${item.id}`, `“${item.label}” is returned. They get a letter.`);
  }),
);

export default function ReturnItem() {
  const { barred, title, id, itemId, label, clientName, latest, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof ReturnForm>>(given, useActionData<typeof action>());
  if (barred && !form.handedBack) return <Barred why={barred} id={id} title={title} here="Return an answer" />;
  return (
    <Confirm of={form} question={`Return “${label}”?`} consequence={`${clientName} reads why, and can answer again. This answer is kept.`} verb="Return answer" back={`${staffPath(id)}#item-${itemId}`}>
      {latest && <Answered of={latest} />}
      <TextArea of={fields.reason} label="What is missing?" hint="Say what would be right, so that it can be mended at once." rows={4} />
    </Confirm>
  );
}
