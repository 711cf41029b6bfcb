import { Fragment, type ReactNode } from "react";
import type { Badge } from "#app/lib/badge.ts";
import { size } from "#app/lib/words.ts";
import { BadgeOf } from "#app/ui/badge.tsx";
import { FileName } from "#app/ui/file.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Folio, Notice } from "#app/ui/page.tsx";
import { Prose } from "#app/ui/prose.tsx";
import { Table } from "#app/ui/table.tsx";
import { type Piece, worth } from "./frozen.ts";
import { type Receipt, calledAs, type given } from "./receipt.ts";

/** What a receipt's page is drawn from. */
export interface ReceiptGiven extends Pick<Receipt, "act" | "person" | "signature" | "subject" | "files" | "amount"> {
  id: string;
  kind: ReturnType<typeof given>;
  time: Receipt["time"] & { offset: string };
  event: { seq: number; hash: string };
  keyId: string;
  frozen: Piece[];
  /** What does not hold, in words; empty where everything does. */
  faults: string[];
}

const badges = {
  signed: { label: "Signed", tone: "done", icon: "done" },
  declined: { label: "Declined", tone: "stop", icon: "cross" },
  requested: { label: "Revisions requested", tone: "late", icon: "back" },
  recorded: { label: "Recorded by the agency", tone: "idle", icon: "info", open: true },
} satisfies Record<ReceiptGiven["kind"], Badge>;
export const ReceiptBadge = ({ kind }: Pick<ReceiptGiven, "kind">) => <BadgeOf of={badges[kind]} />;

/** The two files of a receipt; `at` is its page's address. */
export const ReceiptFiles = ({ at }: { at: string }) => (
  <>
    <a className="btn" href={`${at}/certificate.pdf`}>
      <Icon name="download" />
      Certificate, PDF
    </a>
    <a className="btn" href={`${at}/receipt.json`}>
      <Icon name="download" />
      Receipt file
    </a>
  </>
);

/** A receipt as both faces show it: the slip, what was in front of the person, and how to check it. */
export function ReceiptSheet({ of }: { of: ReceiptGiven }) {
  const { subject, files, frozen, faults } = of;
  return (
    <div className="print:[zoom:.8]">
      {faults.length > 0 && (
        <Notice tone="stop">
          <strong>This receipt does not hold.</strong> {faults.join(" ")}
        </Notice>
      )}
      <div className="folio">
        <dl className="facts facts-margin">
          <Fact label="About">{calledAs(subject)}</Fact>
          {of.amount && <Fact label="Amount">{of.amount.shown}</Fact>}
          <Fact label="Button pressed">{of.act.verb}</Fact>
          {of.person.signedInBy && <Fact label="Signed in by">{of.person.signedInBy}</Fact>}
          {of.person.address && <Fact label="From address">{of.person.address}</Fact>}
        </dl>
        <div className="max-w-letter">
          <Slip of={of} />
          <p className="hint mt-4 print:mt-2">{worth[of.kind]}</p>
        </div>
      </div>
      {files.length > 0 && (
        <Folio title="Files" hint="As they were then, byte for byte.">
          <Table
            caption="Files of this receipt"
            columns={[
              { head: "File", cell: ({ name }) => <FileName name={name} /> },
              { head: "Size", right: true, cell: ({ size: bytes }) => size(bytes) },
              { head: "SHA-256", cell: ({ sha256 }) => <span className="num text-fine break-all">{sha256}</span> },
            ]}
            rows={files}
            rowKey={({ name, sha256 }) => `${sha256} ${name}`}
            mid
          />
        </Folio>
      )}
      <div className="noprint">
        <Folio title="What was in front of them" hint="Frozen as it was then; nothing later changes it.">
          <Pieces of={frozen} />
        </Folio>
      </div>
      <Folio title="How to check it">
        <Proof of={of} />
      </Folio>
    </div>
  );
}

function Slip({ of: { act, person, signature, time, kind } }: { of: ReceiptGiven }) {
  const reasons = kind === "requested" ? "What should change" : "Why";
  const who = [person.name, person.role, person.company].filter((word, at, all) => word && all.indexOf(word) === at).join(", ");
  const when = (
    <p className="mt-1 text-small text-ink-2">
      <time dateTime={time.utc}>
        {time.local} ({time.offset}, {time.zone})
      </time>
      <br />
      <span className="num text-ink-3">{time.utc} UTC</span>
    </p>
  );
  if ("name" in signature)
    return (
      <article className="border border-rule px-6 py-7 sm:px-10 sm:py-9 print:py-4" aria-label="What was signed">
        <p className="text-lead font-semibold wrap-anywhere">{act.words}</p>
        <p className="mt-5 flex gap-2.5">
          <span className="mt-1 text-done">
            <Icon name="done" />
          </span>
          <span className="wrap-anywhere">{signature.consent}</span>
        </p>
        <div className="sign mt-6">
          <p className="min-w-0 pb-2 text-h3 wrap-anywhere">
            <span className="sr-only">Signed with the typed name </span>
            {signature.name}
          </p>
        </div>
        <p className="mt-3 wrap-anywhere">
          {who}
          {person.email && <span className="block text-small text-ink-2">{person.email}</span>}
        </p>
        {when}
      </article>
    );
  const [label, words] = "reason" in signature ? [reasons, signature.reason] : ["Their answer, as it was recorded", signature.outside];
  return (
    <article className="border-2 border-dashed border-rule-2 px-6 py-7 sm:px-10 sm:py-9 print:py-4" aria-label="What was recorded">
      <p className="text-lead font-semibold wrap-anywhere">{act.words}</p>
      {words && (
        <>
          <p className="mt-5 text-fine text-ink-3">{label}</p>
          <blockquote className="mt-1 border-l-[3px] border-rule-2 pl-3.5 whitespace-pre-line wrap-anywhere">{words}</blockquote>
        </>
      )}
      <p className="mt-5 wrap-anywhere">
        {act.recordedBy === "agency" ? `Recorded by ${who}` : who}
        {person.email && <span className="block text-small text-ink-2">{person.email}</span>}
      </p>
      {when}
    </article>
  );
}

const Pieces = ({ of }: { of: Piece[] }) => (
  <div className="grid max-w-letter gap-4">
    {of.map((piece, index) => (
      <Fragment key={index}>{drawn(piece)}</Fragment>
    ))}
  </div>
);

function drawn(piece: Piece): ReactNode {
  if (piece.kind === "heading") return <h3 className="mt-2 wrap-anywhere">{piece.words}</h3>;
  if (piece.kind === "prose") return <Prose of={piece.blocks} from={4} />;
  if (piece.kind === "facts")
    return (
      <dl className="facts">
        {piece.pairs.map(([label, value]) => (
          <Fact key={label} label={label}>
            {value}
          </Fact>
        ))}
      </dl>
    );
  const columns = piece.columns.map(({ head, right }, index) => ({ head, right, cell: (row: string[]) => <span className="wrap-anywhere">{row[index]}</span> }));
  return (
    <Table
      caption={piece.columns.map(({ head }) => head).join(", ")}
      columns={columns}
      rows={piece.rows}
      rowKey={(row) => row.join("\n")}
      foot={
        piece.foot.length > 0 && <tfoot>
          {piece.foot.map(([label, ...rest], index) => (
            <tr key={index} className="font-semibold">
              <th scope="row" colSpan={piece.columns.length - 1}>
                {label}
              </th>
              <td className="n">{rest.at(-1)}</td>
            </tr>
          ))}
        </tfoot>
      }
    />
  );
}

const Proof = ({ of: { subject, event, keyId, faults } }: { of: ReceiptGiven }) => (
  <div className="max-w-letter">
    {faults.length === 0 && (
      <p className="flex gap-2.5">
        <span className="mt-1 text-done">
          <Icon name="done" />
        </span>
        It was checked as this page was opened: everything holds.
      </p>
    )}
    <p className="noprint mt-2">
      You need not take our word for it: <a href="/verify">check the receipt file</a> without signing in, or on your own machine with the verifier offered there.
    </p>
    <dl className="mt-4 grid gap-3 text-small">
      <Fact label="Fingerprint of the text, SHA-256">
        <span className="num break-all">{subject.snapshot}</span>
      </Fact>
      <Fact label={`Event ${event.seq} of the record`}>
        <span className="num break-all">{event.hash}</span>
      </Fact>
      <Fact label="Signed with key, Ed25519">
        <span className="num">{keyId}</span>
      </Fact>
    </dl>
  </div>
);

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-fine text-ink-3">{label}</dt>
    <dd className="wrap-anywhere">{children}</dd>
  </div>
);
