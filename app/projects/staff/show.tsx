import { Link, Outlet, useLoaderData, useLocation } from "@remix-run/react";
import { WhoSees } from "#app/clients/audience.tsx";
import { documentCounts } from "#app/documents/documents.server.ts";
import { hours, list } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, Figures, PageTitle, Tabs } from "#app/ui/page.tsx";
import { When } from "#app/ui/when.tsx";
import { leads } from "../lead.server.ts";
import { audienceOfProject } from "../audience.server.ts";
import { team } from "../people.server.ts";
import { projects } from "../projects.server.ts";
import { tasks } from "../tasks.server.ts";
import { timeTotals } from "#app/time/time.server.ts";

export const loader = asMember(({ member, params }) => {
  const { id, name, clientId, clientName, stage, finishedAt, lastActivityAt, commentCount } = projects(member).find(params.id!);
  const { total, billable } = timeTotals(member, id);
  return {
    id,
    name,
    client: { id: clientId, name: clientName },
    stage,
    finished: finishedAt !== null,
    lastActivityAt,
    audience: audienceOfProject(member, id),
    totalHours: hours(total),
    billableHours: hours(billable),
    progress: tasks(member).progress([id])[id] ?? null,
    counts: { tasks: tasks(member).count(id), documents: documentCounts(member, [id])[id] ?? 0, comments: commentCount },
    leads: leads(member, id),
    managers: list(team(member, id).filter(({ manages }) => manages).map(({ name }) => name)),
  };
});

export const meta = titled<{ name: string }>(({ name }) => name);

export default function Project() {
  const { id, name, client, audience, stage, finished, lastActivityAt, totalHours, billableHours, progress, counts, leads, managers } = useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  const here = `/staff/projects/${id}`;
  const tab = (path: string, label: string, count?: number) => ({ to: here + path, label, count, current: path ? pathname.startsWith(here + path) : pathname === here });
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/staff/clients", label: "Clients" },
          { to: `/staff/clients/${client.id}`, label: client.name },
        ]}
        here={name}
      />
      <PageTitle lead={`${[client.name, finished ? "Finished" : stage].filter(Boolean).join(". ")}. ${managers ? `Managed by ${managers}.` : "Nobody manages it yet."}`} actions={leads && <Actions here={here} finished={finished} />}>
        {name}
      </PageTitle>
      <WhoSees of={audience} because="it is not shown to them" />
      <Figures
        className="sm:grid-cols-2 lg:grid-cols-4"
        figures={[
          { label: "Total hours", value: `${totalHours} h` },
          { label: "Billable hours", value: `${billableHours} h` },
          { label: "Tasks done", value: progress ? `${progress.done} of ${progress.all}` : "None yet" },
          { label: "Last activity", value: <When at={lastActivityAt} start /> },
        ]}
      />
      <Tabs label="Project sections" tabs={[tab("", "Overview"), tab("/tasks", "Tasks", counts.tasks), tab("/time", "Time"), tab("/documents", "Documents", counts.documents), tab("/comments", "Comments", counts.comments)]} />
      <Outlet />
    </>
  );
}

const Actions = ({ here, finished }: { here: string; finished: boolean }) => (
  <>
    <Link className="btn" to={`${here}/edit`}>
      Change details
    </Link>
    <Link className="btn" to={`${here}/people`}>
      Choose people
    </Link>
    <Link className="btn" to={finished ? `${here}/resume` : `${here}/finish`}>
      {finished ? "Take up again…" : "Finish project…"}
    </Link>
  </>
);
