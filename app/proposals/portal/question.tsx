import { useActionData, useLoaderData } from "@remix-run/react";
import { agency } from "#app/agency/agency.server.ts";
import { asContact } from "#app/portal/door.server.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { KeptWords, keptOf } from "#app/comments/parts.tsx";
import { QuestionForm } from "#app/questions/forms.server.ts";
import { AskQuestion, AskedSoFar } from "#app/questions/parts.tsx";
import { threadAbout } from "#app/questions/thread.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { askAbout } from "../answering.server.ts";
import { proposals, subjectOf } from "../proposals.server.ts";
import { mayAsk, standingFor } from "../reading.server.ts";
import { Standing } from "./standing.tsx";

const pathOf = (id: string) => `/portal/proposals/${id}`;

export const loader = asContact(({ contact, params }) => {
  const found = proposals(contact).find(params.id!);
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
  const { id, title, agencyName, thread, standing, open, form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const kept = keptOf(answer, form);
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/portal/proposals", label: "Proposals" },
          { to: pathOf(id), label: title },
        ]}
        here="Question"
      />
      <PageTitle>Ask about {title}</PageTitle>
      <div className="grid max-w-letter gap-6">
        {thread.length > 0 && <AskedSoFar of={thread} />}
        {open && <AskQuestion given={form} answer={answer} who={agencyName} />}
        {!open && kept && <KeptWords of={kept} />}
        {!open && (standing.status === "sent" ? <p>Asking questions is switched off for your account. Ask us to switch it on.</p> : <Standing of={{ ...standing, mine: false }} />)}
      </div>
    </>
  );
}
