import { Link } from "@remix-run/react";
import { hours } from "#app/lib/words.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Empty } from "#app/ui/page.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { clientPath } from "../paths.ts";

interface ProjectRow {
  id: string;
  name: string;
  lastActivityAt: Date;
  progress: { done: number; all: number } | null;
  minutes: number;
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
  { head: "Tasks", cell: ({ progress }) => (progress ? `${progress.done} of ${progress.all} done` : "None yet") },
  { head: "Hours", right: true, cell: ({ minutes }) => hours(minutes) },
  { head: "Last activity", cell: ({ lastActivityAt }) => <Day at={lastActivityAt} /> },
];

/** A client's active projects, and the way to the others. */
export const ProjectsOf = ({ clientId, projects, others, mayStart }: { clientId: string; projects: ProjectRow[]; others: number; mayStart: boolean }) => (
  <>
    {projects.length > 0 ? (
      <Table caption="Active projects" columns={columns} rows={projects} rowKey={({ id }) => id} />
    ) : (
      <Empty title="No active projects" action={mayStart && <Link to={`${clientPath(clientId)}/projects/new`}>Start a project</Link>}>
        A project holds the documents, tasks, comments and hours of one piece of work.
      </Empty>
    )}
    {others > 0 && (
      <p className="mt-3">
        <Link to={`/staff/projects?client=${clientId}&state=all`}>All {projects.length + others} projects</Link>
      </p>
    )}
  </>
);

/** What the agency wrote for itself: marked so that nobody takes it for something the client reads. */
export const Notes = ({ children }: { children: string }) => (
  <div className="note">
    <p className="flex items-center gap-2 text-fine font-semibold">
      <Icon name="lock" />
      Internal note. Clients never see this.
    </p>
    <p className="mt-2 whitespace-pre-line wrap-anywhere">{children}</p>
  </div>
);
