import { Link } from "@remix-run/react";
import { Day } from "#app/ui/when.tsx";
import { Empty } from "#app/ui/page.tsx";

interface Entry {
  id: string;
  amount: string;
  how: string;
  reference: string;
  paidOn: string;
  reverses: string | null;
  reason: string;
  reversed: boolean;
  recordedByName: string;
}

/** Every entry, oldest first: money that came, what was taken back, and the credit notes. Nothing is ever taken out. */
export const Payments = ({ id, payments, notes, mayReverse, mayPay }: { id: string; payments: Entry[]; notes: { id: string; number: string; reason: string; issuedOn: string; amount: string }[]; mayReverse: boolean; mayPay: boolean }) =>
  payments.length + notes.length === 0 ? (
    <Empty title="Nothing was paid yet" action={mayPay && <Link to={`/staff/invoices/${id}/payment`}>Record the first payment</Link>}>
      Payments, reversals and credit notes stand here.
    </Empty>
  ) : (
    <ul className="rows">
      {payments.map(({ id: payment, amount, how, reference, paidOn, reverses, reason, reversed, recordedByName }, index) => (
        <li key={payment} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-2">
          <span className="wrap-anywhere">
            <Day at={paidOn} />: {reverses ? "payment reversed" : `paid ${how}`}
            {reference && `, ${reference}`}
            {reason && `. ${reason}`}
            <span className="block text-fine text-ink-3">
              Recorded by {recordedByName}
              {reversed && ". Reversed."}
            </span>
          </span>
          <span className="flex items-baseline gap-4">
            <span className="num font-semibold">{amount}</span>
            {mayReverse && !reverses && !reversed && (
              <Link className="btn btn-small" to={`/staff/invoices/${id}/payments/${payment}/reversal`}>
                Reverse…<span className="sr-only"> payment {index + 1}</span>
              </Link>
            )}
          </span>
        </li>
      ))}
      {notes.map(({ id: note, number, reason, issuedOn, amount }) => (
        <li key={note} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-2">
          <span className="wrap-anywhere">
            <Day at={issuedOn} />: credit note <a href={`/staff/invoices/${id}/credit-notes/${note}`}>{number}<span className="sr-only"> (PDF)</span></a>. {reason}
          </span>
          <span className="num font-semibold">{amount}</span>
        </li>
      ))}
    </ul>
  );
