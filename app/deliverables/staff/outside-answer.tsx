import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { Hidden, TextArea, useFormOf } from "#app/ui/form.tsx";
import { VERBS, recordOutsideApproval } from "../deciding.server.ts";
import { deliverables } from "../deliverables.server.ts";
import { OutsideApprovalForm } from "../forms.server.ts";

const pathOf = (id: string) => `/staff/approvals/${id}`;

export const loader = asMember(({ member, params }) => {
  const { id, title, round, clientName } = deliverables(member).find(params.id!);
  return { id, title, round, clientName, verb: VERBS.record, form: blank(OutsideApprovalForm, member, `${pathOf(id)}/outside-answer`, { round }) };
});

export const meta = titled<{ title: string }>(({ title }) => `Record an approval of ${title}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, OutsideApprovalForm, (tx, words) => {
    const receipt = recordOutsideApproval(tx, member, params.id!, words);
    return done(`/staff/receipts/${receipt}`, "Recorded. They get the receipt, which says that you recorded it.");
  }),
);

export default function Outside() {
  const { id, title, round, clientName, verb, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof OutsideApprovalForm>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} kind="brand" question={`Record that ${clientName} approved ${title}, round ${round}?`} consequence="For an answer they gave by telephone, by email or in person. The receipt says “recorded by the agency” and shows no signature of theirs." verb={verb} back={pathOf(id)}>
      <Hidden of={fields.round} />
      <TextArea of={fields.note} label="Who approved it, when and how" hint="It stands on the receipt, which both sides get." rows={3} />
    </Confirm>
  );
}
