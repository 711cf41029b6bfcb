import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { Choices, TextArea, useFormOf } from "#app/ui/form.tsx";
import { mustSend } from "../duty.server.ts";
import { OutsideAnswerForm } from "../forms.server.ts";
import { recordOutsideAnswer } from "../sending.server.ts";

const pathOf = (id: string) => `/staff/proposals/${id}`;

export const loader = asMember(({ member, params }) => {
  const { id, title, clientName, version } = mustSend(member, params.id!, "record_acceptance");
  return { id, title, clientName, version, form: blank(OutsideAnswerForm, member, `${pathOf(id)}/outside-answer`) };
});

export const meta = titled<{ title: string }>(({ title }) => `Record an answer to ${title}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, OutsideAnswerForm, (tx, answer) => {
    recordOutsideAnswer(tx, member, params.id!, answer);
    return done(pathOf(params.id!), "Recorded. The receipt says that it was recorded by you.");
  }),
);

export default function OutsideAnswer() {
  const { title, clientName, version, id, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof OutsideAnswerForm>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} kind="brand" question={`Record the answer ${clientName} gave elsewhere?`} consequence={`It settles version ${version} of ${title}, without its optional lines. The receipt says “recorded by the agency” and shows no signature of theirs; both sides get it.`} verb="Record answer" back={pathOf(id)}>
      <Choices of={fields.answer} label="What they answered" options={answers} />
      <TextArea of={fields.note} label="How and when" hint="Who said it, to whom, where: “Dana on the telephone, 12 March”. It stands in the receipt." rows={4} />
    </Confirm>
  );
}

const answers = [
  { value: "accepted", label: "They accepted it" },
  { value: "declined", label: "They declined it" },
];
