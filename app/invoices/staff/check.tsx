import { useActionData, useLoaderData } from "@remix-run/react";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { money } from "#app/lib/money.ts";
import { list, spelled } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb } from "#app/ui/page.tsx";
import { Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import { Day } from "#app/ui/when.tsx";
import { checked } from "../checking.server.ts";
import { IssueForm } from "../forms.server.ts";
import { issueInvoice } from "../issuing.server.ts";
import { paperOf } from "../reading.server.ts";
import { Sheet } from "../sheet.tsx";
import { Steps } from "./steps.tsx";

const billers = { only: ["owner" as const, "manager" as const] };
const pathOf = (id: string) => `/staff/invoices/${id}`;

export const loader = asMember(({ member, params }) => {
  const { draft, number, snapshot, people, missing, seen } = checked(member, params.id!);
  const { id, clientName } = draft;
  return { id, clientName, number, people, missing, dueOn: snapshot.dueOn, lines: snapshot.lines.length, total: money(snapshot.totals.total, snapshot.currency, snapshot.locale), paper: paperOf(snapshot), form: missing.length ? null : blank(IssueForm, member, `${pathOf(id)}/check`, { seen }) };
}, billers);

export const meta = titled<{ number: string }>(({ number }) => `Send ${number}`);

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, IssueForm, (tx, asked) => {
      const number = issueInvoice(tx, member, params.id!, asked);
      return done(pathOf(params.id!), `${number} is sent. They get a letter.`);
    }),
  billers,
);

export default function Check() {
  const { id, clientName, number, people, missing, dueOn, lines, total, paper, form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/invoices", label: "Invoices" }, { to: pathOf(id), label: `Draft for ${clientName}` }]} here="Send" />
      <div className="max-w-letter">
        <h1>{form ? `Send ${number} to ${clientName}?` : `Before it can be sent to ${clientName}`}</h1>
        <div className="mt-5">
          <Steps at="check" back={`${pathOf(id)}/edit`} />
        </div>
        <dl className="cells figures sm:grid-cols-3">
          <div>
            <dt className="text-fine text-ink-3">Total</dt>
            <dd className="mt-0.5 text-h2 font-semibold">{total}</dd>
          </div>
          <div>
            <dt className="text-fine text-ink-3">Due</dt>
            <dd className="mt-0.5 text-h2 font-semibold">{dueOn ? <Day at={dueOn} /> : "–"}</dd>
          </div>
          <div>
            <dt className="text-fine text-ink-3">Lines</dt>
            <dd className="mt-0.5 text-h2 font-semibold">{lines}</dd>
          </div>
        </dl>
        {form ? (
          <>
            <p className="mt-4">
              It goes by email to {people.length === 1 ? "the one contact who may see invoices" : `the ${spelled(people.length)} contacts who may see invoices`}: <strong>{list(people)}</strong>. Once sent it can be voided, not changed.
            </p>
            <Sending given={form} answer={answer} back={`${pathOf(id)}/edit`} />
          </>
        ) : (
          <>
            <ul className="rows mt-5">
              {missing.map(({ words, to, label }) => (
                <li key={words} className="py-1.5">
                  {words}. <a href={to}>{label}</a>
                </li>
              ))}
            </ul>
            <p className="mt-6">
              <a className="btn" href={`${pathOf(id)}/edit`}>
                Go back and edit
              </a>
            </p>
          </>
        )}
      </div>
      <section className="mt-10 max-w-4xl" aria-labelledby="as-read">
        <h2 id="as-read" className="mb-3 text-h3!">
          As they read it
        </h2>
        <Sheet of={paper} />
      </section>
    </>
  );
}

function Sending({ given, answer, back }: { given: NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["form"]>; answer: unknown; back: string }) {
  const [form] = usePlainFormOf<{ seen: string }>(given, answer);
  return (
    <Form of={form} refused="Nothing was sent" className="mt-6 grid gap-5">
      <input type="hidden" name="seen" value={String(given.values.seen)} />
      <div className="flex flex-wrap gap-2">
        <Button kind="brand">Send invoice</Button>
        <a className="btn" href={back}>
          Go back and edit
        </a>
      </div>
    </Form>
  );
}
