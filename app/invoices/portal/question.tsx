import { useActionData, useLoaderData } from "@remix-run/react";
import { agency } from "#app/agency/agency.server.ts";
import { asContact } from "#app/portal/door.server.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { QuestionForm } from "#app/questions/forms.server.ts";
import { AskQuestion, Questions } from "#app/questions/parts.tsx";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { askable } from "../owing.server.ts";
import { askAboutInvoice } from "../settling.server.ts";

const pathOf = (id: string) => `/portal/invoices/${id}`;

export const loader = asContact(({ contact, params }) => ({ ...askable(contact, params.id!), agencyName: agency().name, form: blank(QuestionForm, contact, `${pathOf(params.id!)}/question`) }), { needs: "viewInvoices" });

export const meta = titled<{ number: string }>(({ number }) => `Ask about invoice ${number}`);

export const action = asContact(
  ({ viewer, request, params }) =>
    submit({ request, viewer }, QuestionForm, (tx, question) => {
      const id = askAboutInvoice(tx, viewer, params.id!, question);
      return done(`${pathOf(params.id!)}#comment-${id}`, "Your question is sent.");
    }),
  { needs: "viewInvoices" },
);

export default function Question() {
  const { id, number, agencyName, thread, form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/portal/invoices", label: "Invoices" },
          { to: pathOf(id), label: number },
        ]}
        here="Question"
      />
      <PageTitle>Ask about invoice {number}</PageTitle>
      <div className="grid max-w-letter gap-6">
        {thread.length > 0 && (
          <section aria-labelledby="so-far">
            <h2 id="so-far" className="mb-3">
              So far
            </h2>
            <Questions of={thread} />
          </section>
        )}
        <AskQuestion given={form} answer={answer} who={agencyName} />
      </div>
    </>
  );
}
