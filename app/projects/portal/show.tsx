import { Outlet, useLoaderData, useLocation } from "@remix-run/react";
import { deliverables } from "#app/deliverables/deliverables.server.ts";
import { ApprovalsOf } from "#app/deliverables/portal/brief.tsx";
import { shown as approvalShown } from "#app/deliverables/shown.server.ts";
import { documentCounts } from "#app/documents/documents.server.ts";
import { hours } from "#app/lib/words.ts";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, Figures, Folio, PageTitle, Tabs } from "#app/ui/page.tsx";
import { When } from "#app/ui/when.tsx";
import { People } from "../parts.tsx";
import { everybodyOn } from "../people.server.ts";
import { projects } from "../projects.server.ts";
import { tasks } from "../tasks.server.ts";
import { timeTotals } from "#app/time/time.server.ts";

export const loader = asContact(({ contact, params }) => {
  const { id, name, summary, commentCount, lastActivityAt } = projects(contact).find(params.id!);
  const { total, billable } = timeTotals(contact, id);
  return {
    id,
    name,
    summary,
    totalHours: hours(total),
    billableHours: hours(billable),
    lastActivityAt,
    counts: { documents: documentCounts(contact, [id])[id] ?? 0, tasks: tasks(contact).count(id), comments: commentCount },
    approvals: deliverables(contact).page({ limit: 6, offset: 0 }, { projectId: id }).map(approvalShown),
    allApprovals: deliverables(contact).count({ projectId: id }),
    team: everybodyOn(contact, id),
  };
});

export const meta = titled<{ name: string }>(({ name }) => name);

export default function Project() {
  const { id, name, summary, totalHours, billableHours, lastActivityAt, counts, approvals, allApprovals, team } = useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  const here = `/portal/projects/${id}`;
  const tab = (path: string, label: string, count: number) => ({ to: here + path, label, count, current: pathname === here + path });
  return (
    <>
      <Breadcrumb trail={[{ to: "/portal/projects", label: "Projects" }]} here={name} />
      <PageTitle lead={summary}>{name}</PageTitle>
      <Figures
        figures={[
          { label: "Total hours", value: `${totalHours} h` },
          { label: "Billable hours", value: `${billableHours} h` },
          { label: "Last activity", value: <When at={lastActivityAt} start /> },
        ]}
      />
      <Tabs label="Project sections" tabs={[tab("", "Documents", counts.documents), tab("/tasks", "Tasks", counts.tasks), tab("/comments", "Comments", counts.comments)]} />
      <Outlet />
      {approvals.length > 0 && (
        <Folio title="Approvals">
          <ApprovalsOf rows={approvals} all={allApprovals} />
        </Folio>
      )}
      {team.length > 0 && (
        <Folio title="On this project">
          <People people={team} />
        </Folio>
      )}
    </>
  );
}
