import { useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { titled } from "#app/ui/agency.tsx";
import { Empty, Folio, PageTitle } from "#app/ui/page.tsx";
import { Pages } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { acceptances } from "../acceptances.server.ts";
import { AcceptanceBadge, Deadline } from "../parts.tsx";
import { shown } from "../shown.server.ts";

export const meta = titled("Acceptances");

export const loader = asContact(({ contact, request }) => {
  const url = new URL(request.url);
  const slice = sliceFrom(url);
  const all = acceptances(contact);
  return {
    waiting: all.page({ limit: 100, offset: 0 }, { status: "pending" }).map(shown).sort((a, b) => a.deadline.getTime() - b.deadline.getTime()),
    settled: all.page(slice, { settled: true }).map(shown),
    pages: pageOf(url, slice, all.count({ settled: true })),
  };
});

export default function Acceptances() {
  const { waiting, settled, pages } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lead="Documents that need your formal yes, with your name and the date.">Acceptances</PageTitle>
      <Folio title="Waiting for you">
        {waiting.length === 0 && <Empty title="Nothing to accept">When a document needs your company’s yes, it stands here until it is given.</Empty>}
        <ul className="rows">
          {waiting.map((acceptance, index) => (
            <Row key={acceptance.id} of={acceptance} first={index === 0} />
          ))}
        </ul>
      </Folio>
      {settled.length > 0 && (
        <Folio title="Settled">
          <ul className="rows">
            {settled.map((acceptance) => (
              <Row key={acceptance.id} of={acceptance} />
            ))}
          </ul>
          <Pages of={pages} label="Pages of settled acceptances" />
          <p className="mt-6 text-small text-ink-3">An expired document can no longer be accepted. If you still need it, open it and ask us for more time.</p>
        </Folio>
      )}
    </>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["waiting"][number];

const Row = ({ of: { id, title, version, status, requestedAt, acceptedAt, deadline, until, hurry }, first }: { of: Row; first?: boolean }) => (
  <li>
    <article className="grid gap-x-8 gap-y-3 sm:grid-cols-[minmax(0,1fr)_8rem_11rem_10rem] sm:items-center">
      <div className="min-w-0">
        <h3 className="font-semibold wrap-anywhere">
          <a className="text-ink" href={`/portal/acceptances/${id}`}>
            {title}
          </a>
        </h3>
        <p className="mt-1 flex flex-wrap items-center gap-x-2 text-small text-ink-3">
          <AcceptanceBadge status={status} /> Version {version}
        </p>
      </div>
      <p className="text-small">
        <span className="text-ink-3 sm:block">Sent </span>
        <Day at={requestedAt} />
      </p>
      <p className="text-small">
        <span className="text-ink-3 sm:block">{acceptedAt ? "Accepted " : status === "pending" ? "Expires " : "Expired "}</span>
        {acceptedAt ? <Day at={acceptedAt} /> : <Deadline at={deadline} words={until} hurry={hurry} />}
      </p>
      <p className="sm:text-right">
        {status === "pending" ? (
          <a className={`btn btn-small${first ? " btn-brand" : ""}`} href={`/portal/acceptances/${id}`}>
            Review &amp; Accept<span className="sr-only"> {title}</span>
          </a>
        ) : (
          <a className="inline-flex min-h-6 items-center" href={`/portal/acceptances/${id}`}>
            View<span className="sr-only"> {title}, version {version}</span>
          </a>
        )}
      </p>
    </article>
  </li>
);
