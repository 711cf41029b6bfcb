import { Link } from "@remix-run/react";
import { figure } from "#app/lib/words.ts";
import { Empty } from "#app/ui/page.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";

interface ProjectRow {
  id: string;
  name: string;
  clientName: string;
  manages: boolean;
  openTasks: number;
  lastActivityAt: Date;
}

const columns: Column<ProjectRow>[] = [
  {
    head: "Project",
    cell: ({ id, name }) => (
      <Link to={`/staff/projects/${id}`} className="wrap-anywhere">
        {name}
      </Link>
    ),
  },
  { head: "Client", cell: ({ clientName }) => <span className="wrap-anywhere">{clientName}</span> },
  { head: "As", cell: ({ manages }) => (manages ? "Project manager" : "Member") },
  { head: "Open tasks", right: true, cell: ({ openTasks }) => figure(openTasks) },
  { head: "Last activity", cell: ({ lastActivityAt }) => <Day at={lastActivityAt} /> },
];

/** The projects under way somebody is on, as far as who asks may see them. */
export const ProjectsTheyAreOn = ({ name, projects, total }: { name: string; projects: ProjectRow[]; total: number }) =>
  projects.length ? (
    <>
      <Table caption={`Projects ${name} is on`} columns={columns} rows={projects} rowKey={({ id }) => id} />
      {total > projects.length && <p className="mt-3 text-ink-3">And {figure(total - projects.length)} more.</p>}
    </>
  ) : (
    <Empty title="On no project">Projects they are put on stand here.</Empty>
  );
