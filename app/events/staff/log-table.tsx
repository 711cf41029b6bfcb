import { Link } from "@remix-run/react";
import { Icon } from "#app/ui/icon.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { Exactly } from "#app/ui/when.tsx";
import { figure } from "#app/lib/words.ts";

export interface LogLine {
  seq: number;
  at: Date | string;
  actor: string;
  company: string | null;
  role: string | null;
  before: string;
  subject: string;
  after: string;
  to: string | null;
  client: string | null;
  project: string | null;
  address: string;
  device: string;
  hash: string;
  erased: boolean;
}

/** What was done, around its subject; a link where there is a page of it. */
export const Deed = ({ of: { before, subject, after, to } }: { of: Pick<LogLine, "before" | "subject" | "after" | "to"> }) => (
  <span className="wrap-anywhere">
    {before.charAt(0).toUpperCase() + before.slice(1)}
    {to ? <a href={to}>{subject}</a> : subject}
    {after}
  </span>
);

const Fine = ({ children }: { children: React.ReactNode }) => <span className="block text-fine font-normal text-ink-3 wrap-anywhere">{children}</span>;

const columns: Column<LogLine>[] = [
  {
    head: "When",
    cell: ({ seq, at }) => (
      <span className="num font-normal text-ink-2">
        <Link to={`/staff/audit/${seq}`}>
          <Exactly at={at} zone />
        </Link>
      </span>
    ),
  },
  {
    head: "Who",
    cell: ({ actor, company, role, erased }) => (
      <div>
        <span className={erased ? "text-ink-3" : "font-medium wrap-anywhere"}>{erased ? "Erased" : actor}</span>
        {(role || company) && <Fine>{[role, company].filter(Boolean).join(", ")}</Fine>}
      </div>
    ),
  },
  { head: "Did", cell: (line) => <Deed of={line} /> },
  {
    head: "For",
    cell: ({ client, project }) =>
      client ? (
        <div>
          <span className="wrap-anywhere">{client}</span>
          {project && <Fine>{project}</Fine>}
        </div>
      ) : (
        <span className="text-ink-3">–</span>
      ),
  },
  {
    head: "From",
    cell: ({ address, device, erased }) =>
      erased ? (
        <span className="text-ink-3">Erased</span>
      ) : address || device ? (
        <div>
          <span className="num text-ink-3">{address || "–"}</span>
          {device && <Fine>{device}</Fine>}
        </div>
      ) : (
        <span className="text-ink-3">–</span>
      ),
  },
  {
    head: "Number and hash",
    right: true,
    cell: ({ seq, hash }) => (
      <div>
        <span className="num">{figure(seq)}</span>
        <span className="block font-mono text-fine text-ink-3" title={hash}>
          {hash.slice(0, 8)}…
        </span>
      </div>
    ),
  },
];

export const LogTable = ({ lines }: { lines: LogLine[] }) => <Table caption="Events, newest first" columns={columns} rows={lines} rowKey={({ seq }) => String(seq)} />;

/** "1 to 50 of 1,204", Newer, Older. Where there are too many to count it says so. */
export function Turns({ first, shown, total, newer, older }: { first: number | null; shown: number; total: number | null; newer: string | null; older: string | null }) {
  if (shown === 0) return null;
  const of = total === null ? "more than 10,000" : figure(total);
  return (
    <nav className="mt-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 text-small" aria-label="Pages of the log">
      <p className="num text-ink-3">{first === null ? `${figure(shown)} of ${of}` : `${figure(first)} to ${figure(first + shown - 1)} of ${of}`}</p>
      <p className="flex gap-5">
        {newer && (
          <a href={newer} className="inline-flex min-h-6 items-center gap-1" rel="prev">
            <Icon name="prev" />
            Newer
          </a>
        )}
        {older && (
          <a href={older} className="inline-flex min-h-6 items-center gap-1" rel="next">
            Older
            <Icon name="next" />
          </a>
        )}
      </p>
    </nav>
  );
}
