import { useActionData, useLoaderData } from "@remix-run/react";
import { agency } from "#app/agency/agency.server.ts";
import { asContact } from "#app/portal/door.server.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { QuestionForm } from "#app/questions/forms.server.ts";
import { MayNotAsk, QuestionPage } from "#app/questions/pages.tsx";
import { ask } from "#app/questions/questions.server.ts";
import { threadAbout } from "#app/questions/thread.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { pathOf } from "../filling.server.ts";
import { requests, subjectOf } from "../requests.server.ts";

export const loader = asContact(({ contact, params }) => {
  const { id, number, title, ...found } = requests(contact).find(params.id!);
  return { id, number: number!, title, agencyName: agency().name, thread: threadAbout(contact, subjectOf({ ...found, id, title }), found.clientName), open: contact.can.comment, form: blank(QuestionForm, contact, `${pathOf(id)}/question`) };
});

export const meta = titled<{ title: string }>(({ title }) => `Ask about ${title}`);

export const action = asContact(({ viewer, request, params }) =>
  submit({ request, viewer }, QuestionForm, (tx, question) => {
    const id = ask(tx, viewer, subjectOf(requests(viewer, tx).find(params.id!)), question);
    return done(`${pathOf(params.id!)}#comment-${id}`, "Your question is sent.");
  }),
);

export default function Question() {
  const { id, number, title, agencyName, thread, open, form } = useLoaderData<typeof loader>();
  return <QuestionPage trail={[{ to: "/portal/requests", label: "Requests" }, { to: `/portal/requests/${id}`, label: number }]} about={title} thread={thread} who={agencyName} form={form} answer={useActionData<typeof action>()} closed={open ? undefined : <MayNotAsk />} />;
}
