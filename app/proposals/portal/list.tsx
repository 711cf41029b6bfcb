import { useLoaderData } from "@remix-run/react";
import { pageOf, sliceFrom, sortLinks } from "#app/lib/pages.ts";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { FilterChoice, FilterField, Filters } from "#app/ui/filters.tsx";
import { Empty, PageTitle } from "#app/ui/page.tsx";
import { type Column, Pages, Table } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { amountOf } from "../answering.server.ts";
import { portalChoices, portalProposalsAsked } from "../asked.ts";
import { ProposalBadge } from "../parts.tsx";
import { feeModels } from "../proposal.ts";
import { proposals } from "../proposals.server.ts";

export const meta = titled("Proposals");

/** So many are seen at a glance, and need no narrowing. */
const FEW = 6;

export const loader = asContact(({ contact, request }) => {
  const url = new URL(request.url);
  const { asked, filter, order } = portalProposalsAsked(url);
  const slice = sliceFrom(url, 24);
  const all = proposals(contact);
  const total = all.count(filter);
  return {
    clientName: contact.clientName,
    proposals: all.page(slice, filter, order).map((proposal) => ({ id: proposal.id, number: proposal.number, title: proposal.title, status: proposal.status, feeModel: feeModels[proposal.snapshot!.content.fee.model], fee: amountOf(proposal, proposal.sent!.chosen ?? []).shown, sentAt: proposal.sent!.sentAt })),
    pages: pageOf(url, slice, total),
    orders: sortLinks(url, ["title", "sent"] as const, order),
    asked,
    sort: url.searchParams.get("sort"),
    isNarrowed: Boolean(filter.status || filter.search),
    isLong: total > FEW || url.search !== "",
  };
});

export default function Proposals() {
  const { clientName, proposals, pages, orders, asked, sort, isNarrowed, isLong } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lead="Work we have offered to do, and what you decided.">Proposals</PageTitle>
      {isLong && (
        <Filters label="Proposals" reset={isNarrowed ? "/portal/proposals" : null} sort={sort}>
          <FilterField name="search" label="Title" value={asked.search} />
          <FilterChoice name="status" label="Status" value={asked.status} options={portalChoices} />
        </Filters>
      )}
      {proposals.length === 0 && isNarrowed && (
        <Empty title="No proposal matches" action={<a href="/portal/proposals">Show all proposals</a>}>
          Try another status, or part of a title.
        </Empty>
      )}
      {proposals.length === 0 && !isNarrowed && (
        <Empty title="No proposals yet" action={<a href="/portal/projects">Show your projects</a>}>
          As soon as we offer you new work, it stands here for you to read and answer.
        </Empty>
      )}
      {proposals.length > 0 && <Table caption={`Proposals sent to ${clientName}`} columns={columns} rows={proposals} rowKey={({ id }) => id} orders={orders} />}
      <Pages of={pages} label="Pages of proposals" />
    </>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["proposals"][number];

const columns: Column<Row>[] = [
  {
    head: "Proposal",
    order: "title",
    cell: ({ id, title, number }) => (
      <>
        <a className="wrap-anywhere" href={`/portal/proposals/${id}`}>
          {title}
        </a>
        <span className="num block text-fine font-normal text-ink-3">{number}</span>
      </>
    ),
  },
  { head: "Fee model", cell: ({ feeModel }) => feeModel },
  { head: "Fee", right: true, cell: ({ fee }) => fee },
  { head: "Sent", order: "sent", cell: ({ sentAt }) => <Day at={sentAt} /> },
  { head: "Status", cell: ({ status }) => <ProposalBadge status={status} /> },
];
