import { list } from "#app/lib/words.ts";
import { type Column, Table } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";

interface Version {
  version: number;
  sentAt: string | Date;
  sha256: string;
  supersededAt: string | Date | null;
  decision: string | null;
  receiptId: string | null;
  opened: { name: string; at: string | Date }[];
}

const columns: Column<Version>[] = [
  { head: "Version", cell: ({ version }) => version },
  { head: "Sent", cell: ({ sentAt }) => <Day at={sentAt} /> },
  {
    head: "Opened by",
    cell: ({ opened }) =>
      opened.length ? (
        <ul>
          {opened.map(({ name, at }) => (
            <li key={name}>
              {name}, <Day at={at} />
            </li>
          ))}
        </ul>
      ) : (
        <span className="text-ink-3">Nobody yet</span>
      ),
  },
  {
    head: "What became of it",
    cell: ({ decision, receiptId, supersededAt, version }) =>
      decision ? (
        <>
          {decision[0]!.toUpperCase() + decision.slice(1)}. <a href={`/staff/receipts/${receiptId}`}>Receipt<span className="sr-only"> of version {version}</span></a>
        </>
      ) : supersededAt ? (
        "Replaced by the next"
      ) : (
        "Stands"
      ),
  },
  { head: "Fingerprint (SHA-256)", cell: ({ sha256 }) => <code className="wrap-anywhere">{sha256}</code> },
];

/** Every version that was sent, newest first. */
export const Versions = ({ of }: { of: Version[] }) => <Table caption={`Versions that were sent: ${list(of.map(({ version }) => String(version)))}`} columns={columns} rows={of} rowKey={({ version }) => String(version)} />;
