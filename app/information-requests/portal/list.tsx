import { useLoaderData } from "@remix-run/react";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { BadgeOf } from "#app/ui/badge.tsx";
import { Empty, PageTitle, Tabs } from "#app/ui/page.tsx";
import { Pages } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { Ticks, acceptedOf, standing } from "../parts.tsx";
import { badge } from "../request.ts";
import { requests } from "../requests.server.ts";

export const meta = titled("Requests");

const HERE = "/portal/requests";

export const loader = asContact(({ contact, request }) => {
  const url = new URL(request.url);
  const tab = url.searchParams.get("tab") === "completed" ? "completed" : "open";
  const slice = sliceFrom(url, 20);
  const mine = requests(contact);
  const counts = { open: mine.count({ tab: "open" }), completed: mine.count({ tab: "completed" }) };
  return {
    tab,
    counts,
    pages: pageOf(url, slice, counts[tab]),
    requests: mine.page(slice, { tab }).map(({ id, number, title, status, projectName, sentAt, progress }) => ({ id, number, title, status, projectName, sentAt: sentAt!, progress })),
  };
});

export default function Requests() {
  const { tab, counts, pages, requests } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lead="Details and files we need from you to keep the work moving.">Requests</PageTitle>
      <Tabs
        label="Requests by state"
        tabs={[
          { to: HERE, label: "Open", count: counts.open, current: tab === "open" },
          { to: `${HERE}?tab=completed`, label: "Completed", count: counts.completed, current: tab === "completed" },
        ]}
      />
      <h2 className="sr-only">{tab === "open" ? "Open requests" : "Completed requests"}</h2>
      {requests.length === 0 && tab === "open" && (
        <Empty title="Nothing open" action={counts.completed > 0 && <a href={`${HERE}?tab=completed`}>Show completed requests</a>}>
          When we need details or files from you, the request stands here and you get a letter.
        </Empty>
      )}
      {requests.length === 0 && tab === "completed" && <Empty title="Nothing completed yet">A request moves here once we have everything it asks for.</Empty>}
      <ul className="rows">
        {requests.map(({ id, number, title, status, projectName, sentAt, progress }) => (
          <li key={id}>
            <article className="grid gap-x-10 gap-y-3 sm:grid-cols-[minmax(0,1fr)_16rem] sm:items-center">
              <div className="min-w-0">
                <p className="num mb-1 flex flex-wrap items-center gap-x-3 text-small text-ink-3">
                  {number} <BadgeOf of={badge[status]} />
                </p>
                <h3 className="text-lead font-semibold wrap-anywhere">
                  <a className="text-ink" href={`${HERE}/${id}`}>
                    {title}
                  </a>
                </h3>
                <p className="text-small text-ink-2">
                  {projectName ? `${projectName}, sent ` : "Sent "}
                  <Day at={sentAt} />
                </p>
              </div>
              <div>
                <Ticks of={progress} />
                <p className="num mt-2 text-small">
                  <strong>{acceptedOf(progress)}</strong>
                  {status !== "cancelled" && standing(progress) && <span className="text-ink-3">, {standing(progress)}</span>}
                </p>
              </div>
            </article>
          </li>
        ))}
      </ul>
      <Pages of={pages} label="Pages of requests" />
    </>
  );
}
