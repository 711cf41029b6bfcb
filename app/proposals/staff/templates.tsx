import { Link, useLoaderData } from "@remix-run/react";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, Empty, PageTitle } from "#app/ui/page.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { feeModels } from "../proposal.ts";
import { keeps, proposalTemplates } from "../templates.server.ts";

export const meta = titled("Proposal templates");

export const loader = asMember(({ member }) => ({
  templates: proposalTemplates(member)
    .all()
    .map(({ id, name, content, authorName, authorId, createdAt }) => ({ id, name, feeModel: feeModels[content.fee.model], sections: content.sections.length, lines: content.lines.length, authorName, createdAt, mine: keeps(member, { authorId }) })),
}));

type Row = ReturnType<typeof useLoaderData<typeof loader>>["templates"][number];
const columns: Column<Row>[] = [
  { head: "Template", cell: ({ id, name }) => <Link to={`/staff/proposals/new?template=${id}`} className="wrap-anywhere">{name}</Link> },
  { head: "Fee", cell: ({ feeModel }) => feeModel },
  { head: "Sections", right: true, cell: ({ sections }) => sections },
  { head: "Lines", right: true, cell: ({ lines }) => lines },
  { head: "Saved", cell: ({ authorName, createdAt }) => <>{authorName}, <Day at={createdAt} /></> },
  {
    head: "Change",
    quiet: true,
    right: true,
    cell: ({ id, name, mine }) =>
      mine && (
        <span className="flex flex-wrap justify-end gap-2 max-md:justify-start">
          <Link className="btn btn-small" to={`/staff/proposals/templates/${id}`}>Rename…<span className="sr-only"> {name}</span></Link>
          <Link className="btn btn-small" to={`/staff/proposals/templates/${id}/removal`}>Remove…<span className="sr-only"> {name}</span></Link>
        </span>
      ),
  },
];

export default function Templates() {
  const { templates } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/proposals", label: "Proposals" }]} here="Templates" />
      <PageTitle lead="What a new proposal can start from. Choose one to begin with it.">Proposal templates</PageTitle>
      {templates.length ? (
        <Table caption="Proposal templates" columns={columns} rows={templates} rowKey={({ id }) => id} mid />
      ) : (
        <Empty title="No templates yet">Open a proposal you like and press “Save as template”.</Empty>
      )}
    </>
  );
}
