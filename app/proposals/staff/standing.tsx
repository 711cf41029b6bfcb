import { Link } from "@remix-run/react";
import { Icon } from "#app/ui/icon.tsx";
import { Notice } from "#app/ui/page.tsx";
import { Day, When } from "#app/ui/when.tsx";
import { type Row, Until } from "./row.tsx";

export const Hurry = ({ of: { hurry } }: { of: Pick<Row, "hurry"> }) =>
  hurry && (
    <span className="badge badge-open t-soon">
      <Icon name="clock" />
      Expires {hurry}
    </span>
  );

export const Facts = ({ of: { number, version, clientId, clientName, authorName, feeModel, price, sentAt, until, hurry, projectId } }: { of: Row & { projectId: string | null } }) => (
  <dl className="facts">
    <div><dt>Client</dt><dd><Link to={`/staff/clients/${clientId}`}>{clientName}</Link></dd></div>
    {number && <div><dt>Number</dt><dd className="num">{number}, version {version}</dd></div>}
    <div><dt>{feeModel}</dt><dd className="num font-semibold">{price.shown}</dd></div>
    <div><dt>Written by</dt><dd>{authorName}</dd></div>
    {sentAt && <div><dt>Sent</dt><dd><Day at={sentAt} /></dd></div>}
    {until && <div><dt>Open until</dt><dd><Until until={until} hurry={hurry} /></dd></div>}
    {projectId && <div><dt>Project</dt><dd><Link to={`/staff/projects/${projectId}`}>The project it became</Link></dd></div>}
  </dl>
);

interface Standing {
  proposal: Pick<Row, "id" | "status" | "version" | "clientName"> & { reason: string };
  decided: { decision: string; by: string; at: string | Date; receiptId: string; reason: string } | null;
  revised: boolean;
  timeAsk: { name: string; note: string } | null;
  mayExtend: boolean;
}

/** How it stands, in sentences, with what there is to do about it. */
export const Notices = ({ proposal: { id, status, version, clientName, reason }, decided, revised, timeAsk, mayExtend }: Standing) => (
  <>
    {timeAsk && (
      <Notice tone="soon">
        {timeAsk.name} asks for more time{timeAsk.note ? `: “${timeAsk.note}”` : "."} {mayExtend && <Link to={`/staff/proposals/${id}/extension`}>Extend it</Link>}
      </Notice>
    )}
    {decided && (
      <Notice tone={decided.decision === "accepted" ? "done" : "move"}>
        {decided.by} {decided.decision} it <When at={decided.at} />
        {decided.reason ? `: “${decided.reason}”` : "."} <a href={`/staff/receipts/${decided.receiptId}`}>The receipt</a>
      </Notice>
    )}
    {status === "withdrawn" && <Notice tone="move">Withdrawn{reason ? `: ${reason}` : "."}</Notice>}
    {revised && <Notice tone="move">There is a draft of version {version + 1}. {clientName} does not see it before it is sent.</Notice>}
  </>
);
