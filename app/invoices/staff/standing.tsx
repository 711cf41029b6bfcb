import { Link } from "@remix-run/react";
import { list } from "#app/lib/words.ts";
import { Notice } from "#app/ui/page.tsx";
import { Day } from "#app/ui/when.tsx";
import type { Shown } from "./shown.server.ts";

export type May = Record<"write" | "discard" | "pay" | "useCredit" | "reverse" | "credit" | "void" | "writeOff" | "settle" | "ask" | "link", boolean>;
const at = (id: string, what: string) => `/staff/invoices/${id}/${what}`;

/** What is done with an invoice as it stands; what may not be done has no button. */
export const Doings = ({ id, may }: { id: string; may: May }) => (
  <>
    {may.write && <Link className="btn" to={at(id, "edit")}>Go on writing</Link>}
    {may.write && <Link className="btn btn-brand" to={at(id, "check")}>Check and send</Link>}
    {may.pay && <Link className="btn btn-brand" to={at(id, "payment")}>Record a payment</Link>}
    {may.useCredit && <Link className="btn" to={at(id, "credit")}>Use credit…</Link>}
    {may.credit && <Link className="btn" to={at(id, "credit-note")}>Credit note…</Link>}
    {may.writeOff && <Link className="btn btn-stop" to={at(id, "write-off")}>Write off…</Link>}
    {may.void && <Link className="btn btn-stop" to={at(id, "void")}>Void…</Link>}
    {may.discard && <Link className="btn btn-stop" to={at(id, "removal")}>Delete draft…</Link>}
  </>
);

type Invoice = Shown & { payLink: string; voidReason: string; voidedAt: string | Date | null; writtenOffAt: string | Date | null };

export const Facts = ({ of: { id, clientId, clientName, projectId, projectName, number, issuedOn, dueOn, total, balance, payLink }, views, mayLink }: { of: Invoice; views: { contactId: string; name: string }[]; mayLink: boolean }) => (
  <dl className="facts">
    <div><dt>Client</dt><dd><Link to={`/staff/clients/${clientId}`}>{clientName}</Link></dd></div>
    {projectId && <div><dt>Project</dt><dd><Link to={`/staff/projects/${projectId}`}>{projectName}</Link></dd></div>}
    {number && issuedOn && <div><dt>Issued</dt><dd><Day at={issuedOn} /></dd></div>}
    {dueOn && <div><dt>Due</dt><dd><Day at={dueOn} /></dd></div>}
    <div><dt>Total</dt><dd className="num font-semibold">{total}</dd></div>
    {number && <div><dt>Outstanding</dt><dd className="num font-semibold">{balance ?? "None"}</dd></div>}
    {number && <div><dt>Opened by</dt><dd>{views.length ? list(views.map(({ name }) => name)) : "Nobody yet"}</dd></div>}
    {(payLink || mayLink) && (
      <div>
        <dt>Pay online</dt>
        <dd className="wrap-anywhere">
          {payLink ? <a href={payLink} rel="noreferrer">{payLink}</a> : "No link"} {mayLink && <Link className="ml-2" to={at(id, "pay-link")}>Change the link</Link>}
        </dd>
      </div>
    )}
  </dl>
);

interface Told {
  invoice: Invoice;
  disputes: { id: string; contactName: string; reason: string; settledAt: string | Date | null }[];
  credit: string | null;
  bankChangedAt: string | Date | null;
  noBank: boolean;
  may: May;
}

/** How it stands, in sentences, with what there is to do about it. */
export const Notices = ({ invoice: { id, clientName, excess, balance, voidReason, voidedAt, writtenOffAt }, disputes, credit, bankChangedAt, noBank, may }: Told) => (
  <>
    {disputes
      .filter(({ settledAt }) => !settledAt)
      .map((dispute) => (
        <Notice key={dispute.id} tone="stop">
          {dispute.contactName} disputes it: “{dispute.reason}” {may.settle && <Link to={at(id, "settlement")}>Settle the dispute</Link>}
        </Notice>
      ))}
    {bankChangedAt && balance && (
      <Notice tone="soon">
        Our bank details changed on <Day at={bankChangedAt} />, after this was sent. {clientName} reads that above everything else on it.
      </Notice>
    )}
    {noBank && balance && <Notice tone="soon">This invoice says nothing about where to pay: there are no bank details yet. <a href="/staff/settings/bank">Enter them</a></Notice>}
    {excess && <Notice tone="move">{excess} more than was owed was paid or credited. It is {clientName}’s credit.</Notice>}
    {credit && may.useCredit && <Notice tone="move">{clientName} has {credit} of credit. <Link to={at(id, "credit")}>Pay from it</Link></Notice>}
    {voidedAt && <Notice tone="move">Void{voidReason ? `: ${voidReason}` : "."}</Notice>}
    {writtenOffAt && <Notice tone="move">Written off. A payment that comes after all takes it up again.</Notice>}
  </>
);
