import { Link, useLoaderData } from "@remix-run/react";
import { asMember } from "#app/staff/door.server.ts";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { titled } from "#app/ui/agency.tsx";
import { BadgeOf } from "#app/ui/badge.tsx";
import { Empty, PageTitle, Tabs } from "#app/ui/page.tsx";
import { Pages, Table } from "#app/ui/table.tsx";
import { When } from "#app/ui/when.tsx";
import { letterbook } from "../letterbook.server.ts";
import { type LetterState, letterBadge, letterStates } from "../post.ts";

export const meta = titled("Letters");

export const loader = asMember(
  ({ member, request }) => {
    const url = new URL(request.url);
    const state = letterStates.find((state) => state === url.searchParams.get("state")) ?? null;
    const book = letterbook(member);
    const slice = sliceFrom(url);
    return { state, letters: book.page(state, slice), pages: pageOf(url, slice, book.count(state)), counts: { waiting: book.count("waiting"), gave_up: book.count("gave_up") } as Partial<Record<LetterState, number>> };
  },
  { only: ["owner"] },
);

export default function Letters() {
  const { state, letters, pages, counts } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lead="What Parlour writes to people, and what became of it.">Letters</PageTitle>
      <Tabs
        label="Letters by state"
        tabs={[
          { to: "/staff/outbox", label: "All", current: state === null },
          ...letterStates.map((each) => ({ to: `/staff/outbox?state=${each}`, label: letterBadge[each].label, current: state === each, count: counts[each] || undefined })),
        ]}
      />
      {letters.length === 0 ? (
        <Empty title={state ? "No such letters" : "No letters yet"}>Invitations, sign-in links and news of a project stand here once they are written.</Empty>
      ) : (
        <Table
          caption="Letters"
          rows={letters}
          rowKey={({ id, state }) => id + state}
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
            { head: "Asked for", cell: ({ queuedAt }) => <When at={queuedAt} /> },
          ]}
        />
      )}
      <Pages of={pages} label="Letters" />
    </>
  );
}
