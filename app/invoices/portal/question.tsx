import { useActionData, useLoaderData } from "@remix-run/react";
import { agency } from "#app/agency/agency.server.ts";
import { asContact } from "#app/portal/door.server.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { QuestionForm } from "#app/questions/forms.server.ts";
import { QuestionPage } from "#app/questions/pages.tsx";
import { titled } from "#app/ui/agency.tsx";
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
  return <QuestionPage trail={[{ to: "/portal/invoices", label: "Invoices" }, { to: pathOf(id), label: number }]} about={`invoice ${number}`} thread={thread} who={agencyName} form={form} answer={useActionData<typeof action>()} />;
}
