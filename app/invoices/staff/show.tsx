import { useActionData, useLoaderData } from "@remix-run/react";
import { WhoSees } from "#app/clients/audience.tsx";
import { Trail } from "#app/events/parts.tsx";
import { trail } from "#app/events/trail.server.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { AnswerForm } from "#app/questions/forms.server.ts";
import { AnswerQuestion, Questions } from "#app/questions/parts.tsx";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, Folio, PageTitle } from "#app/ui/page.tsx";
import { longDay } from "#app/lib/dates.ts";
import { askAboutInvoice } from "../settling.server.ts";
import { standing } from "../standing.server.ts";
import { Doings, Facts, Notices } from "./standing.tsx";
import { Payments } from "./payments.tsx";
import { Standing } from "./row.tsx";
import { Sheet } from "../sheet.tsx";
import { shown } from "./shown.server.ts";

const billers = { only: ["owner" as const, "manager" as const] };
const pathOf = (id: string) => `/staff/invoices/${id}`;

export const loader = asMember(({ member, params }) => {
  const { found, subject, bank, ...rest } = standing(member, params.id!);
  const { payLink, voidReason, sentAt, voidedAt, writtenOffAt } = found;
  return { invoice: { ...shown(found), payLink, voidReason, sentAt, voidedAt, writtenOffAt }, bankChangedAt: bank?.changedAt ?? null, noBank: sentAt !== null && bank?.details === null, ...rest, form: blank(AnswerForm, member, pathOf(found.id)), history: trail(member).of(subject, 50) };
}, billers);

export const meta = titled<{ invoice: { number: string | null; clientName: string } }>(({ invoice: { number, clientName } }) => number ?? `Draft invoice for ${clientName}`);

export const action = asMember(
  ({ viewer, request, params }) =>
    submit({ request, viewer }, AnswerForm, (tx, words) => {
      const id = askAboutInvoice(tx, viewer, params.id!, words);
      return done(`${pathOf(params.id!)}#comment-${id}`, "Your answer is sent.");
    }),
  billers,
);

export default function Invoice() {
  const { invoice, bankChangedAt, noBank, paper, payments, notes, disputes, thread, views, credit, audience, later, may, form, history } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { id, number, clientId, clientName, sentAt, balance } = invoice;
  const since = [...payments.map(({ amount, how, paidOn, reverses }) => ({ label: `${reverses ? "Payment reversed" : how === "from credit" ? "Paid from credit" : "Payment received"}, ${longDay(paidOn)}`, amount: amount.startsWith("−") ? amount.slice(1) : `−${amount}` })), ...notes.map(({ number, issuedOn, amount }) => ({ label: `Credit note ${number}, ${longDay(issuedOn)}`, amount: `−${amount}` }))];
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/invoices", label: "Invoices" }, { to: `/staff/clients/${clientId}`, label: clientName }]} here={number ?? "Draft"} />
      <p className="mb-3">
        <Standing {...invoice} />
      </p>
      <PageTitle
        actions={
          <>
            {sentAt && (
              <a className="btn" href={`${pathOf(id)}/invoice.pdf`}>
                PDF
              </a>
            )}
            <Doings id={id} may={may} />
          </>
        }
      >{number ? `Invoice ${number}` : `Draft invoice for ${clientName}`}</PageTitle>
      <WhoSees of={audience} because={sentAt ? "nobody there may see invoices" : "it is a draft"} later={later} />
      <Notices invoice={invoice} disputes={disputes} credit={credit} bankChangedAt={bankChangedAt} noBank={noBank} may={may} />
      <Folio title="At a glance">
        <Facts of={invoice} views={views} mayLink={may.link} />
      </Folio>
      <Folio title={sentAt ? "As they read it" : "As they will read it"}>
        <Sheet of={paper} since={since} outstanding={sentAt ? (balance ?? "None") : undefined} />
      </Folio>
      {sentAt && (
        <Folio title="Payments and credit notes">
          <Payments id={id} payments={payments} notes={notes} mayReverse={may.reverse} mayPay={may.pay} />
        </Folio>
      )}
      {disputes.length > 0 && (
        <Folio title="Disputes">
          <ul className="rows max-w-letter">
            {disputes.map(({ id, contactName, reason, outcome, settledAt }) => (
              <li key={id} className="py-2">
                <p className="wrap-anywhere">
                  <strong>{contactName}</strong>: {reason}
                </p>
                <p className="mt-1 wrap-anywhere text-ink-2">{settledAt ? `Settled: ${outcome}` : "Open."}</p>
              </li>
            ))}
          </ul>
        </Folio>
      )}
      {may.ask && (
        <Folio title="Questions">
          <div className="grid max-w-letter gap-6">
            {thread.length > 0 ? <Questions of={thread} /> : <p className="text-ink-3">Nobody asked anything.</p>}
            <AnswerQuestion given={form} answer={answer} client={clientName} />
          </div>
        </Folio>
      )}
      <Folio title="History">
        <Trail entries={history} />
      </Folio>
    </>
  );
}
