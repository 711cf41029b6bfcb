import { useLoaderData } from "@remix-run/react";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { list } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { FilterChoice, Filters } from "#app/ui/filters.tsx";
import { Breadcrumb, Empty, PageTitle } from "#app/ui/page.tsx";
import { type Column, Pages, Table } from "#app/ui/table.tsx";
import { Exactly } from "#app/ui/when.tsx";
import { documents } from "../documents.server.ts";
import { downloadLog } from "../download-log.server.ts";

export const loader = asMember(({ member, params, request }) => {
  const { id, name, sharedAt } = documents(member).find(params.id!);
  const url = new URL(request.url);
  const who = url.searchParams.get("who") ?? "";
  const slice = sliceFrom(url);
  const log = downloadLog(member, id);
  return { id, name, who, isShared: sharedAt !== null, people: log.people(), notYet: log.notYet(), downloads: log.page(slice, who), pages: pageOf(url, slice, log.count(who)) };
});

export const meta = titled<{ name: string }>(({ name }) => `${name}: downloads`);

type Row = ReturnType<typeof useLoaderData<typeof loader>>["downloads"][number];

const columns: Column<Row>[] = [
  { head: "Person", cell: ({ name, isOurs }) => `${name ?? "Someone whose details were erased"}${isOurs ? " (staff)" : ""}` },
  { head: "Version", cell: ({ version }) => version ?? "–" },
  { head: "When", cell: ({ at }) => <Exactly at={at} /> },
  { head: "How", cell: ({ isInZip }) => (isInZip ? "In a zip" : "By itself") },
  { head: "From", cell: ({ address, device }) => [address, device].filter(Boolean).join(", ") || "–" },
];

export default function Downloads() {
  const { id, name, who, isShared, people, notYet, downloads, pages } = useLoaderData<typeof loader>();
  const here = `/staff/documents/${id}/downloads`;
  return (
    <>
      <Breadcrumb trail={[{ to: `/staff/documents/${id}`, label: name }]} here="Downloads" />
      <PageTitle lead={`${notYet.length ? `Not yet opened by ${list(notYet.map(({ name }) => name))}.` : isShared ? "Everybody who sees it has opened it." : "It is not shared: only staff can open it."} Nobody at the client’s sees this page.`}>Downloads</PageTitle>
      {people.length > 1 && (
        <Filters label="Narrow the list" reset={who ? here : null}>
          <FilterChoice name="who" label="Person" value={who} options={[{ value: "", label: "Everybody" }, ...people.map(({ id, name }) => ({ value: id, label: name }))]} />
        </Filters>
      )}
      {downloads.length ? <Table caption={`Downloads of ${name}`} columns={columns} rows={downloads} rowKey={({ seq }) => String(seq)} /> : <Empty title="No downloads yet">As soon as somebody opens a version, it stands here: who, when, and from where.</Empty>}
      <Pages of={pages} label="Pages of downloads" />
    </>
  );
}
