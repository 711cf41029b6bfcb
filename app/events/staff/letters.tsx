import { Link, useLoaderData } from "@remix-run/react";
import { asMember } from "#app/staff/door.server.ts";
import { fileOf, pageOf, sliceFrom, sortLinks } from "#app/lib/pages.ts";
import { titled } from "#app/ui/agency.tsx";
import { BadgeOf } from "#app/ui/badge.tsx";
import { CsvLink } from "#app/ui/csv.tsx";
import { FilterField, Filters } from "#app/ui/filters.tsx";
import { Empty, PageTitle, Tabs } from "#app/ui/page.tsx";
import { Pages, Table } from "#app/ui/table.tsx";
import { When } from "#app/ui/when.tsx";
import { letterOrders, lettersAsked } from "../asked.ts";
import { letterbook } from "../letterbook.server.ts";
import { type LetterState, letterBadge, letterStates } from "../post.ts";

export const meta = titled("Letters");

export const loader = asMember(
  ({ member, request }) => {
    const url = new URL(request.url);
    const asked = lettersAsked(url);
    const book = letterbook(member);
    const slice = sliceFrom(url);
    const counts: Partial<Record<LetterState, number>> = { waiting: book.count({ state: "waiting" }), gave_up: book.count({ state: "gave_up" }) };
    return { state: asked.state, whom: asked.whom, sort: url.searchParams.get("sort"), orders: sortLinks(url, letterOrders, asked.order), file: fileOf(url), letters: book.page(asked, slice), pages: pageOf(url, slice, book.count(asked)), counts };
  },
  { only: ["owner"] },
);

export default function Letters() {
  const { state, whom, sort, orders, file, letters, pages, counts } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lead="What Parlour writes to people, and what became of it." actions={letters.length > 0 && <CsvLink to={file} />}>Letters</PageTitle>
      <Tabs
        label="Letters by state"
        tabs={[
          { to: "/staff/outbox", label: "All", current: state === null },
          ...letterStates.map((each) => ({ to: `/staff/outbox?state=${each}`, label: letterBadge[each].label, current: state === each, count: counts[each] || undefined })),
        ]}
      />
      {(letters.length > 0 || whom) && (
        <Filters label="Narrow the list" reset={whom ? `/staff/outbox${state ? `?state=${state}` : ""}` : null} sort={sort}>
          {state && <input type="hidden" name="state" value={state} />}
          <FilterField name="to" label="Name or e-mail" value={whom} />
        </Filters>
      )}
      {letters.length === 0 && whom ? (
        <Empty title="No letter matches">Change whom you look for, or show all.</Empty>
      ) : letters.length === 0 ? (
        <Empty title={state ? "No such letters" : "No letters yet"}>Invitations, sign-in links and news of a project stand here once they are written.</Empty>
      ) : (
        <Table
          caption="Letters"
          rows={letters}
          rowKey={({ id, state }) => id + state}
          orders={orders}
          columns={[
            {
              head: "About",
              cell: ({ id, about, more }) => (
                <>
                  <Link to={`/staff/outbox/${id}`}>{about}</Link>
                  {more > 0 && <span className="block text-fine font-normal text-ink-3">and {more} more</span>}
                </>
              ),
            },
            {
              head: "To",
              order: "to",
              cell: ({ to, address }) => (
                <div>
                  {to || address}
                  {to && <span className="block text-fine text-ink-3">{address}</span>}
                </div>
              ),
            },
            {
              head: "State",
              cell: ({ state, why }) => (
                <div>
                  <BadgeOf of={letterBadge[state]} />
                  {why && state !== "sent" && <span className="block text-fine break-words text-ink-3">{why}</span>}
                </div>
              ),
            },
            { head: "Asked for", order: "queued", cell: ({ queuedAt }) => <When at={queuedAt} /> },
          ]}
        />
      )}
      <Pages of={pages} label="Letters" />
    </>
  );
}
