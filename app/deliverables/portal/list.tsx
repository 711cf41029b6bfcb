import { useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { titled } from "#app/ui/agency.tsx";
import { Empty, PageTitle, Tabs } from "#app/ui/page.tsx";
import { Pages } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { type DeliverableStatus, badge, isOpen } from "../deliverable.ts";
import { deliverables } from "../deliverables.server.ts";
import { DeliverableBadge, Hurry } from "../parts.tsx";
import { shownInList } from "../shown.server.ts";

export const meta = titled("Approvals");

const tabs = ["pending", "in_review", "needs_changes", "approved"] as const;

export const loader = asContact(({ contact, request }) => {
  const url = new URL(request.url);
  const slice = sliceFrom(url);
  const status = tabs.find((one) => one === url.searchParams.get("status"));
  const counts = deliverables(contact).counts();
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0);
  return { rows: shownInList(contact, deliverables(contact).page(slice, { status })), status: status ?? null, counts, all, pages: pageOf(url, slice, status ? (counts[status] ?? 0) : all) };
});

export default function Approvals() {
  const { rows, status, counts, all, pages } = useLoaderData<typeof loader>();
  const at = "/portal/approvals";
  const first = rows.findIndex((row) => isOpen(row.status));
  return (
    <>
      <PageTitle lead="Work that is ready for you to look at.">Approvals</PageTitle>
      {all > 0 && (
        <Tabs
          label="Approvals by state"
          tabs={[{ to: at, label: "All", count: all, current: status === null }, ...tabs.map((one) => ({ to: `${at}?status=${one}`, label: badge[one].label, count: counts[one] ?? 0, current: status === one }))]}
        />
      )}
      {rows.length === 0 && (status ? <Empty title={`Nothing is ${badge[status].label.toLowerCase()}`} action={<a href={at}>Show all</a>} /> : <Empty title="Nothing to approve yet">When we have work for you to look at, it stands here.</Empty>)}
      <ul className="rows">
        {rows.map((row, index) => (
          <Row key={row.id} of={row} first={index === first} />
        ))}
      </ul>
      <Pages of={pages} label="Pages of approvals" />
    </>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];

const verbs = { pending: "Review", in_review: "Continue review", needs_changes: "View changes", approved: "View record", withdrawn: "View", draft: "View" } satisfies Record<DeliverableStatus, string>;

const Row = ({ of: { id, title, round, status, projectName, publishedAt, decidedAt, due, picture, mark }, first }: { of: Row; first: boolean }) => (
  <li>
    <article className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-5 gap-y-3 sm:grid-cols-[8rem_minmax(0,1fr)_auto] sm:items-center">
      <div>{picture ? <img {...picture} className="aspect-4/3 h-auto w-full border border-rule object-cover object-top" alt="" loading="lazy" decoding="async" /> : <span className="grid aspect-4/3 w-full place-items-center border border-rule bg-desk"><span className="ext" aria-hidden="true">{mark}</span></span>}</div>
      <div className="min-w-0">
        <p className="mb-1 flex flex-wrap gap-2">
          <DeliverableBadge status={status} />
          <Hurry of={due} />
        </p>
        <h2 className="text-base font-semibold wrap-anywhere">
          <a className="text-ink" href={`/portal/approvals/${id}`}>
            {title}, round {round}
          </a>
        </h2>
        <p className="text-small text-ink-2">
          {projectName}. {decidedAt ? <>{status === "approved" ? "Approved" : "Changes asked for"} on <Day at={decidedAt} /></> : <>Sent <Day at={publishedAt!} /></>}
          {due && isOpen(status) && <>, answer by <Day at={due.on} /></>}
        </p>
      </div>
      <p className="col-span-2 sm:col-span-1">
        <a className={isOpen(status) ? `btn btn-small sm:min-w-36${first ? " btn-brand" : ""}` : "inline-flex min-h-6 items-center sm:min-w-36"} href={`/portal/approvals/${id}`}>
          {verbs[status]}
          <span className="sr-only"> {title}</span>
        </a>
      </p>
    </article>
  </li>
);
