import { useActionData, useLoaderData } from "@remix-run/react";
import { agency } from "#app/agency/agency.server.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { hours } from "#app/lib/words.ts";
import { projects } from "#app/projects/projects.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { When } from "#app/ui/when.tsx";
import { rateWords, taxes, taxesById, today } from "../billing.server.ts";
import { DraftForm } from "../forms.server.ts";
import { typedFrom } from "../typed.ts";
import { unbilledMinutes } from "../unbilled.server.ts";
import { changeDraft, draftOf, mustDraft } from "../writing.server.ts";
import { Steps } from "./steps.tsx";
import { Writing } from "./writing.tsx";

const billers = { only: ["owner" as const, "manager" as const] };
const pathOf = (id: string) => `/staff/invoices/${id}`;

export const loader = asMember(({ member, params }) => {
  const draft = mustDraft(member, params.id!);
  const { id, clientId, clientName, currency, content, projectId, issuedOn, dueOn, payLink, changedAt } = draft;
  const seen = stampOf(draftOf(draft));
  const used = new Set(content.lines.map(({ taxId }) => taxId));
  const known = taxesById();
  const open = taxes();
  const choices = [...open, ...Object.values(known).filter((tax) => used.has(tax.id) && !open.some(({ id }) => id === tax.id))];
  const minutes = unbilledMinutes(member, { clientId });
  return {
    invoice: { id, clientId, clientName, currency, locale: agency().locale, changedAt },
    projects: projects(member).page({ limit: 200, offset: 0 }, { clientId }).map(({ id, name }) => ({ value: id, label: name })),
    taxes: choices.map(({ id, name, parts, note }) => ({ id, name, parts, note, label: [name, rateWords(parts)].filter(Boolean).join(" ") })),
    unbilled: minutes ? hours(minutes) : null,
    form: blank(DraftForm, member, `${pathOf(id)}/edit`, { projectId: projectId ?? "", issuedOn: issuedOn ?? today(), dueOn: dueOn ?? "", ...typedFrom(content, currency), note: content.note, terms: content.terms, payLink, seen }),
    seen,
  };
}, billers);

export const meta = titled<{ invoice: { clientName: string } }>(({ invoice }) => `Write an invoice for ${invoice.clientName}`);

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, DraftForm, (tx, { next, ...words }) => {
      changeDraft(tx, member, params.id!, words);
      return next ? done(`${pathOf(params.id!)}/${next}`) : done(`${pathOf(params.id!)}/edit`, "The draft is saved. Nothing was sent.");
    }),
  billers,
);

export default function Edit() {
  const { invoice, projects, taxes, unbilled, form, seen } = useLoaderData<typeof loader>();
  const { id, clientName, changedAt } = invoice;
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/invoices", label: "Invoices" }, { to: pathOf(id), label: `Draft for ${clientName}` }]} here="Write" />
      <PageTitle
        lead={
          <>
            For {clientName}. Draft, saved <When at={changedAt} />.
          </>
        }
      >
        Write the invoice
      </PageTitle>
      <Steps at="write" />
      <Writing key={seen} given={form} answer={useActionData<typeof action>()} invoice={invoice} projects={projects} taxes={taxes} unbilled={unbilled} />
    </>
  );
}
