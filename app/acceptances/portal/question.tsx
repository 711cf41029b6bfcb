import { useActionData, useLoaderData } from "@remix-run/react";
import { agency } from "#app/agency/agency.server.ts";
import { asContact } from "#app/portal/door.server.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { QuestionForm } from "#app/questions/forms.server.ts";
import { MayNotAsk, QuestionPage } from "#app/questions/pages.tsx";
import { threadAbout } from "#app/questions/thread.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { acceptances, subjectOf } from "../acceptances.server.ts";
import { askAbout } from "../asking.server.ts";
import { mayAsk, standingFor } from "../review.server.ts";
import { Standing } from "./standing.tsx";

const pathOf = (id: string) => `/portal/acceptances/${id}`;

export const loader = asContact(({ contact, params }) => {
  const found = acceptances(contact).find(params.id!);
  return { id: found.id, title: found.title, agencyName: agency().name, thread: threadAbout(contact, subjectOf(found), found.clientName), standing: standingFor(contact, found), open: mayAsk(contact, found), form: blank(QuestionForm, contact, `${pathOf(found.id)}/question`) };
});

export const meta = titled<{ title: string }>(({ title }) => `Ask about ${title}`);

export const action = asContact(({ viewer, request, params }) =>
  submit({ request, viewer }, QuestionForm, (tx, question) => {
    const id = askAbout(tx, viewer, params.id!, question);
    return done(`${pathOf(params.id!)}#comment-${id}`, "Your question is sent.");
  }),
);

export default function Question() {
  const { id, title, agencyName, standing, open, thread, form } = useLoaderData<typeof loader>();
  const closed = open ? undefined : standing.acceptance.status === "pending" ? <MayNotAsk /> : <Standing of={standing} />;
  return <QuestionPage trail={[{ to: "/portal/acceptances", label: "Acceptances" }, { to: pathOf(id), label: title }]} about={title} thread={thread} who={agencyName} form={form} answer={useActionData<typeof action>()} closed={closed} />;
}
