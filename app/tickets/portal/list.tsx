import { useLoaderData } from "@remix-run/react";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { count } from "#app/lib/words.ts";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { BadgeOf } from "#app/ui/badge.tsx";
import { FilterChoice, FilterField, Filters } from "#app/ui/filters.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Empty, PageTitle, Tabs } from "#app/ui/page.tsx";
import { type Column, Pages, Table } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { PORTAL_LIST, portalPath } from "../paths.ts";
import { badge, isKind, kinds } from "../ticket.ts";
import { tickets } from "../tickets.server.ts";

export const meta = titled("Jobs & support");

const section = { needs: "submitRequests" as const };

export const loader = asContact(({ contact, request }) => {
  const url = new URL(request.url);
  const asked = { search: (url.searchParams.get("search") ?? "").slice(0, 120), kind: url.searchParams.get("kind") ?? "" };
  const tab: "open" | "over" = url.searchParams.get("tab") === "resolved" ? "over" : "open";
  const filter = { search: asked.search.trim() || undefined, kind: isKind(asked.kind) ? asked.kind : undefined };
  const mine = tickets(contact);
  const counts = { open: mine.count({ ...filter, state: "open" }), over: mine.count({ ...filter, state: "over" }) };
  const slice = sliceFrom(url, 24);
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
  const at = (tab?: string) => {
    const all = new URLSearchParams(query);
    if (tab) all.set("tab", tab);
    return `${PORTAL_LIST}${all.size ? `?${all}` : ""}`;
  };
  return {
    asked,
    tab,
    counts,
    narrowed: Boolean(filter.search || filter.kind),
    tabs: { open: at(), over: at("resolved") },
    pages: pageOf(url, slice, counts[tab]),
    rows: mine.page(slice, { ...filter, state: tab }).map(({ id, name, subject, kind, categoryName, lastMessageAt, status }) => ({ id, name, subject, kind: kinds[kind], category: categoryName, lastMessageAt, status })),
  };
}, section);

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];
const columns: Column<Row>[] = [
  {
    head: "Subject",
    cell: ({ id, subject, name }) => (
      <>
        <a className="wrap-anywhere" href={portalPath(id)}>
          {subject}
        </a>
        <span className="num block text-fine font-normal text-ink-3">{name}</span>
      </>
    ),
  },
  { head: "Kind", cell: ({ kind }) => kind },
  { head: "Category", cell: ({ category }) => category },
  { head: "Last message", cell: ({ lastMessageAt }) => <Day at={lastMessageAt} /> },
  { head: "Status", cell: ({ status }) => <BadgeOf of={badge[status]} /> },
];

export default function Support() {
  const { asked, tab, counts, narrowed, tabs, pages, rows } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle
        lead="Ask for new work, or tell us when something is wrong."
        actions={
          <a className="btn btn-brand" href={`${PORTAL_LIST}/new`}>
            <Icon name="plus" />
            New request
          </a>
        }
      >
        Jobs & support
      </PageTitle>
      <Tabs
        label="By state"
        tabs={[
          { to: tabs.open, label: "Open", count: counts.open, current: tab === "open" },
          { to: tabs.over, label: "Resolved", count: counts.over, current: tab === "over" },
        ]}
      />
      {(narrowed || counts.open + counts.over > 5) && (
        <Filters label="Narrow the list" reset={narrowed ? PORTAL_LIST : null}>
          {tab === "over" && <input type="hidden" name="tab" value="resolved" />}
          <FilterField name="search" label="Words or number" value={asked.search} />
          <FilterChoice name="kind" label="Kind" value={asked.kind} options={[{ value: "", label: "Jobs and tickets" }, { value: "job", label: "Jobs" }, { value: "support", label: "Support tickets" }]} />
        </Filters>
      )}
      {rows.length > 0 && <Table caption={`${tab === "open" ? "Open" : "Resolved"}: ${count(pages.total, "job or ticket", "jobs and tickets")}`} columns={columns} rows={rows} rowKey={({ id }) => id} />}
      {rows.length === 0 &&
        (narrowed ? (
          <Empty title="Nothing matches" action={<a href={PORTAL_LIST}>Show everything open</a>}>
            Change what you look for.
          </Empty>
        ) : tab === "open" ? (
          <Empty title="Nothing open" action={<a href={`${PORTAL_LIST}/new`}>Write a new request</a>}>
            What you ask of us stands here until it is done, with every answer.
          </Empty>
        ) : (
          <Empty title="Nothing resolved yet">What is done moves here, so that you can read it again.</Empty>
        ))}
      <Pages of={pages} label="Pages of jobs and tickets" />
    </>
  );
}
