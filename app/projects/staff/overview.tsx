import { Link, useLoaderData } from "@remix-run/react";
import { Trail } from "#app/events/parts.tsx";
import { deliverables } from "#app/deliverables/deliverables.server.ts";
import { shown as approvalShown } from "#app/deliverables/shown.server.ts";
import { ApprovalsOf } from "#app/deliverables/staff/brief.tsx";
import { trail } from "#app/events/trail.server.ts";
import { requests } from "#app/information-requests/requests.server.ts";
import { RequestsOf } from "#app/information-requests/staff/brief.tsx";
import { rowOf } from "#app/information-requests/staff/row.server.ts";
import { InvoicesOf } from "#app/invoices/staff/of-client.tsx";
import { invoicesOf } from "#app/invoices/staff/shown.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Empty, Folio } from "#app/ui/page.tsx";
import { People } from "../parts.tsx";
import { leads } from "../lead.server.ts";
import { isTeamShown, team } from "../people.server.ts";
import { internalNotesOf, projects } from "../projects.server.ts";

export const loader = asMember(({ member, params }) => {
  const project = projects(member).find(params.id!);
  const { id, clientId, summary, stage, finishedAt } = project;
  const asked = requests(member).page({ limit: 12, offset: 0 }, { projectId: id, tab: "current" }).map(rowOf);
  const approvals = deliverables(member).page({ limit: 12, offset: 0 }, { projectId: id }).map(approvalShown);
  const allApprovals = deliverables(member).count({ projectId: id });
  return { id, clientId, approvals, allApprovals, billed: invoicesOf(member, { projectId: id }), asked, finished: finishedAt !== null, summary, stage, internalNotes: internalNotesOf(member, id), team: team(member, id), trail: trail(member).of({ kind: "project", id }, 12), teamShown: isTeamShown(project), leads: leads(member, id) };
});

export default function Overview() {
  const { id, clientId, approvals, allApprovals, billed, asked, finished, summary, stage, internalNotes, team, teamShown, leads, trail } = useLoaderData<typeof loader>();
  return (
    <>
      <Folio title="What the client reads">
        {summary || stage ? (
          <div className="prose max-w-letter wrap-anywhere">
            {summary && <p className="whitespace-pre-line">{summary}</p>}
            {stage && <p>Stage: {stage}</p>}
          </div>
        ) : (
          <Empty title="No summary yet" action={leads && <Link to={`/staff/projects/${id}/edit`}>Write one</Link>}>
            One or two sentences under the name, and where the project stands.
          </Empty>
        )}
      </Folio>
      {internalNotes && (
        <Folio title="Internal notes">
          <div className="note max-w-letter">
            <p className="flex items-center gap-1.5 text-fine font-semibold">
              <Icon name="lock" />
              Clients never see this
            </p>
            <p className="mt-1 whitespace-pre-line wrap-anywhere">{internalNotes}</p>
          </div>
        </Folio>
      )}
      <Folio title="On this project" hint={teamShown ? "The client sees these names." : "Hidden from the client."}>
        {team.length ? (
          <People people={team} />
        ) : (
          <Empty title="Nobody works on it yet" action={leads && <Link to={`/staff/projects/${id}/people`}>Choose people</Link>}>
            Who is on the project is told when the client writes.
          </Empty>
        )}
      </Folio>
      <Folio title="Requests" hint="What the client is asked for.">
        <RequestsOf rows={asked} ask={finished ? null : `/staff/clients/${clientId}/requests/new?project=${id}`} all={`/staff/requests?state=all&client=${clientId}`} />
      </Folio>
      <Folio title="Approvals" hint="Work they look at, round by round.">
        <ApprovalsOf rows={approvals} all={allApprovals} within={{ project: id }} begin={!finished} />
      </Folio>
      {billed && (
        <Folio title="Invoices" hint="What is billed for this project.">
          <InvoicesOf of={billed} begin={`/staff/clients/${clientId}/invoices/new?project=${id}`} />
        </Folio>
      )}
      <Folio title="Recent activity" hint="Everything in this project, for members only.">
        {trail.length ? <Trail entries={trail} /> : <Empty title="Nothing yet">What happens in this project stands here.</Empty>}
      </Folio>
    </>
  );
}
