import { Link, useLoaderData } from "@remix-run/react";
import { count } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, Empty, PageTitle } from "#app/ui/page.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { keeps, requestTemplates } from "../templates.server.ts";

export const meta = titled("Templates of requests");

export const loader = asMember(({ member }) => ({
  templates: requestTemplates(member)
    .all()
    .map((template) => ({ id: template.id, name: template.name, items: template.content.items.length, first: template.content.items.slice(0, 3).map(({ label }) => label), by: template.authorName, createdAt: template.createdAt, mine: keeps(member, template) })),
}));

type Row = ReturnType<typeof useLoaderData<typeof loader>>["templates"][number];

const columns: Column<Row>[] = [
  {
    head: "Template",
    cell: ({ name, items, first }) => (
      <>
        <span className="wrap-anywhere">{name}</span>
        <span className="block text-fine font-normal text-ink-3 wrap-anywhere">
          {first.join(", ")}
          {items > first.length && ` and ${items - first.length} more`}
        </span>
      </>
    ),
  },
  { head: "Items", right: true, cell: ({ items }) => items },
  { head: "Kept by", cell: ({ by }) => by },
  { head: "Since", cell: ({ createdAt }) => <Day at={createdAt} /> },
  {
    head: "Actions",
    quiet: true,
    right: true,
    cell: ({ id, name, mine }) => (
      <span className="flex flex-wrap justify-end gap-2 max-md:justify-start">
        <Link className="btn btn-small" to={`/staff/requests/new?template=${id}`}>
          Use<span className="sr-only"> {name}</span>
        </Link>
        {mine && (
          <>
            <Link className="btn btn-small" to={`/staff/requests/templates/${id}`}>
              Rename<span className="sr-only"> {name}</span>
            </Link>
            <Link className="btn btn-small" to={`/staff/requests/templates/${id}/removal`}>
              Remove…<span className="sr-only"> {name}</span>
            </Link>
          </>
        )}
      </span>
    ),
  },
];

export default function Templates() {
  const { templates } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/requests", label: "Requests" }]} here="Templates" />
      <PageTitle lead="Lists you ask again and again. To make one, open a request and keep it as a template.">Templates</PageTitle>
      {templates.length ? (
        <Table caption={`Templates: ${count(templates.length, "template")}`} columns={columns} rows={templates} rowKey={({ id }) => id} />
      ) : (
        <Empty title="No templates yet" action={<Link to="/staff/requests?state=all">All requests</Link>}>
          Open a request whose items you will need again, and press “Keep as a template”.
        </Empty>
      )}
    </>
  );
}
