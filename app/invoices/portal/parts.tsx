import { count } from "#app/lib/words.ts";
import { BadgeOf } from "#app/ui/badge.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Notice } from "#app/ui/page.tsx";
import { QrCode } from "#app/ui/qr.tsx";
import { Day } from "#app/ui/when.tsx";
import { disputedBadge } from "../invoice.ts";
import type { OwedInvoice, OwnInvoice } from "../owing.server.ts";

/** Badges, with the exact days beside them: a badge says "at least so many". */
export const Standing = ({ badges, daysLate, disputed }: Pick<OwedInvoice, "badges" | "daysLate" | "disputed">) => (
  <span className="inline-flex flex-wrap items-center gap-x-2.5 gap-y-1">
    {badges.map((badge) => (
      <BadgeOf key={badge.label} of={badge} />
    ))}
    {disputed && <BadgeOf of={disputedBadge} />}
    {daysLate > 0 && <span className="num text-fine text-ink-3">{count(daysLate, "day")} overdue</span>}
  </span>
);

type Owned = { of: Sent<OwnInvoice> };
/** As it comes over the wire, where instants may be strings. */
type Sent<T> = T extends Date ? Date | string : T extends (infer U)[] ? Sent<U>[] : T extends object ? { [K in keyof T]: Sent<T[K]> } : T;

/** What must be read before anything is paid, in sentences. */
export const Notices = ({ of: { number, owed, pay, phone, excess, credit, voidedAt, writtenOff, disputes } }: Owned) => (
  <>
    {pay?.changedAt && (
      <div className="notice t-stop mb-6" role="alert">
        <Icon name="alert" />
        <div>
          <p>
            <strong>
              Our bank details have changed, on <Day at={pay.changedAt} />, after we sent you this invoice.
            </strong>
          </p>
          <p>Pay to the account on this page, not to one you saved earlier.{phone && ` If you are in doubt, call us on ${phone} before you pay: nobody minds.`}</p>
        </div>
      </div>
    )}
    {disputes
      .filter(({ settledAt }) => !settledAt)
      .map(({ id, who, reason }) => (
        <Notice key={id} tone="soon">
          <p className="wrap-anywhere">
            {who} told us that something is wrong: “{reason}” We are looking into it, and do not remind you meanwhile.
          </p>
        </Notice>
      ))}
    {voidedAt && <Notice tone="move">{number} is void: there is nothing to pay.</Notice>}
    {writtenOff && <Notice tone="move">We no longer ask you to pay what was left of {number}.</Notice>}
    {excess && <Notice tone="move">{excess} more than was owed was paid or credited. It stands to your credit.</Notice>}
    {owed && credit && <Notice tone="move">You have {credit} of credit with us. Ask us to use it for this invoice.</Notice>}
  </>
);

/** Where to pay, with the code for a banking app, and what was paid so far. */
export const Paying = ({ of: { number, pay, payLink, outstanding, payments, notes, id } }: Owned) =>
  pay || payLink || payments.length > 0 || notes.length > 0 ? (
    <div className="mt-10 grid gap-x-12 gap-y-6 border-t border-rule pt-5 text-small sm:grid-cols-2 print:mt-3 print:pt-2 print:grid-cols-2">
      {(pay || payLink) && (
        <div>
          <h2 className="text-small font-semibold">How to pay</h2>
          {payLink && (
            <p className="noprint mt-2 mb-3">
              <a className="btn btn-brand" href={payLink} rel="noreferrer">
                Pay {outstanding} online
              </a>
            </p>
          )}
          {pay && (
            <p className="mt-1 wrap-anywhere text-ink-2">
              {[pay.holder, pay.bank].filter(Boolean).map((words) => (
                <span key={words} className="block">
                  {words}
                </span>
              ))}
              {[
                ["IBAN", pay.iban],
                ["BIC", pay.bic],
                ["Routing", pay.routing],
                ["Account", pay.account],
              ].map(
                ([label, value]) =>
                  value && (
                    <span key={label} className="block">
                      {label} <span className="num">{value}</span>
                    </span>
                  ),
              )}
              <span className="block">
                Quote <strong>{pay.reference}</strong>
              </span>
            </p>
          )}
          {pay?.code && (
            <figure className="mt-4">
              <QrCode {...pay.code} label={`QR code of a transfer of ${outstanding} for ${number}, for a banking app`} className="size-36 print:size-28" />
              <figcaption className="hint mt-1.5">Scan it with your banking app: it fills in the transfer.</figcaption>
            </figure>
          )}
        </div>
      )}
      {(payments.length > 0 || notes.length > 0) && (
        <div>
          <h2 className="text-small font-semibold">{notes.length ? "Payments and credit notes" : "Payments"}</h2>
          <ul className="mt-1 grid gap-1 text-ink-2">
            {payments.map(({ id, amount, how, reference, day, reverses, reversed }) => (
              <li key={id} className="wrap-anywhere">
                {amount} {reverses ? "taken back" : how}, <Day at={day} />
                {reference && `, ${reference}`}
                {reversed && " (reversed)"}
              </li>
            ))}
            {notes.map((note) => (
              <li key={note.id} className="wrap-anywhere">
                <a href={`/portal/invoices/${id}/credit-notes/${note.id}`}>
                  {note.number}
                  <span className="sr-only"> (PDF)</span>
                </a>{" "}
                of {note.amount}, <Day at={note.day} />: {note.reason}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  ) : null;

/** What can be done with it on the client's side. */
export const Doings = ({ of: { id, number, may } }: Owned) => (
  <p className="noprint flex flex-wrap gap-3">
    <a className="btn" href={`/portal/invoices/${id}/invoice.pdf`}>
      <Icon name="download" />
      Download PDF
    </a>
    {may.ask && (
      <a className="btn" href={`/portal/invoices/${id}/question`}>
        Ask a question
      </a>
    )}
    {may.dispute && (
      <a className="btn" href={`/portal/invoices/${id}/dispute`}>
        Something is wrong…<span className="sr-only"> with {number}</span>
      </a>
    )}
  </p>
);
