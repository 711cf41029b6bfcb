import { Link, useLoaderData } from "@remix-run/react";
import { agency } from "#app/agency/agency.server.ts";
import { Trail } from "#app/events/parts.tsx";
import { trail } from "#app/events/trail.server.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn, monthWords } from "#app/lib/dates.ts";
import { blank } from "#app/lib/form.server.ts";
import { figure, hours } from "#app/lib/words.ts";
import { deliverables } from "#app/deliverables/deliverables.server.ts";
import { shown as approvalShown } from "#app/deliverables/shown.server.ts";
import { ApprovalsOf } from "#app/deliverables/staff/brief.tsx";
import { requests } from "#app/information-requests/requests.server.ts";
import { RequestsOf } from "#app/information-requests/staff/brief.tsx";
import { rowOf } from "#app/information-requests/staff/row.server.ts";
import { creditOf } from "#app/invoices/invoices.server.ts";
import { InvoicesOf } from "#app/invoices/staff/of-client.tsx";
import { amounts, invoicesOf } from "#app/invoices/staff/shown.server.ts";
import { projects } from "#app/projects/projects.server.ts";
import { proposals } from "#app/proposals/proposals.server.ts";
import { ProposalsOf } from "#app/proposals/staff/of-client.tsx";
import { shown } from "#app/proposals/staff/shown.server.ts";
import { tasks } from "#app/projects/tasks.server.ts";
import { minutesOn } from "#app/time/time.server.ts";
import { TicketsOf } from "#app/tickets/staff/of-client.tsx";
import { rowOf as ticketRowOf } from "#app/tickets/staff/row.server.ts";
import { mostPressing, tickets } from "#app/tickets/tickets.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { may } from "#app/team/duties.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, Empty, Figures, Folio, Notice, PageTitle } from "#app/ui/page.tsx";
import { Day } from "#app/ui/when.tsx";
import { audienceOfClient } from "../audience.server.ts";
import { WhoSees } from "../audience.tsx";
import { clients } from "../clients.server.ts";
import { contacts } from "../contacts.server.ts";
import { figuresOf } from "../figures.server.ts";
import { ContactForm } from "../forms.server.ts";
import { clientPath } from "../paths.ts";
import { Notes, ProjectsOf } from "./about.tsx";
import { contactLines, portalAccess } from "./contacts.server.ts";
import { AddContact, ContactLine } from "./contacts.tsx";
import { PortalAccess } from "./portal-access.tsx";

export const loader = asMember(({ member, params }) => {
  const { id, name, address, sinceOn, lookedAfterByName, internalNotes, archivedAt, portalClosedAt } = clients(member).find(params.id!);
  const people = contacts(member).of(id);
  const slice = { limit: 12, offset: 0 };
  const [active, all] = [projects(member).page(slice, { clientId: id, state: "active" }), projects(member).count({ clientId: id })];
  const ids = active.map(({ id }) => id);
  const [progress, minutes] = [tasks(member).progress(ids), minutesOn(member, ids)];
  return {
    client: { id, name, address, sinceOn, lookedAfterByName, internalNotes, archivedAt },
    may: { change: may(member, "clients"), start: may(member, "projects") && archivedAt === null },
    audience: audienceOfClient(id),
    figures: figuresOf(member, id, dayIn(agency().timeZone, now()).slice(0, 7)),
    portal: portalAccess(member, { id, name, portalClosedAt }, people),
    contacts: contactLines(member, people, { archivedAt, portalClosedAt }),
    adding: (archivedAt ?? portalClosedAt) || !may(member, "clients") ? null : blank(ContactForm, member, `${clientPath(id)}/contacts/new`, { canComment: true, canSubmitRequests: true }),
    projects: active.map(({ id, name, lastActivityAt }) => ({ id, name, lastActivityAt, progress: progress[id] ?? null, minutes: minutes[id] ?? 0 })),
    otherProjects: all - active.length,
    offered: { clientId: id, proposals: proposals(member).page({ limit: 6, offset: 0 }, { clientId: id }).map(shown), all: proposals(member).count({ clientId: id }), mayWrite: archivedAt === null },
    requests: requests(member).page(slice, { clientId: id, tab: "current" }).map(rowOf),
    approvals: deliverables(member).page({ limit: 6, offset: 0 }, { clientId: id }).map(approvalShown),
    allApprovals: deliverables(member).count({ clientId: id }),
    tickets: tickets(member).page({ limit: 6, offset: 0 }, { clientId: id, state: "open" }, mostPressing).map(ticketRowOf),
    allTickets: tickets(member).count({ clientId: id }),
    billed: invoicesOf(member, { clientId: id }),
    credit: may(member, "billing") ? amounts(Object.entries(creditOf(member, id)).map(([currency, minor]) => ({ currency, minor }))) : [],
    trail: trail(member).ofClient(id, 12),
  };
});

export const meta = titled<{ client: { name: string } }>(({ client }) => client.name);

export default function Client() {
  const { client, audience, may, portal, figures, contacts, adding, projects, otherProjects, offered, requests, approvals, allApprovals, tickets, allTickets, billed, credit, trail } = useLoaderData<typeof loader>();
  const { id, name, address, sinceOn, lookedAfterByName, internalNotes, archivedAt } = client;
  const lookedAfter = lookedAfterByName ? `, looked after by ${lookedAfterByName}` : "";
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/clients", label: "Clients" }]} here={name} />
      <PageTitle
        lead={`${address ? `${address.replace(/\s*\n\s*/g, ", ")}. ` : ""}Client since ${monthWords(sinceOn)}${lookedAfter}.`}
        actions={
          !may.change ? undefined : archivedAt ? (
            <Link className="btn" to={`${clientPath(id)}/restoration`}>
              Bring client back…
            </Link>
          ) : (
            <>
              {contacts.some(({ preview }) => preview) && (
                <Link className="btn" to={`${clientPath(id)}/preview`}>
                  See their portal
                </Link>
              )}
              <Link className="btn" to={`${clientPath(id)}/edit`}>
                Edit details
              </Link>
              <Link className="btn" to={`${clientPath(id)}/projects/new`}>
                Start a project
              </Link>
            </>
          )
        }
      >
        {name}
      </PageTitle>
      <WhoSees of={audience} because="the record is your team’s own" />
      {archivedAt && <Notice tone="move">This client is archived. Its contacts cannot sign in and get no letters; nothing is deleted.</Notice>}
      <Figures
        className={`mb-8 sm:grid-cols-2 ${billed ? "lg:grid-cols-5" : "lg:grid-cols-4"}`}
        figures={[
          { label: "Active projects", value: figure(figures.activeProjects) },
          { label: "Documents shared", value: figure(figures.documentsShared) },
          { label: "Hours this month", value: hours(figures.minutesThisMonth) },
          ...(billed ? [{ label: "Outstanding", value: billed.owed.length ? billed.owed.map((words) => <span key={words} className="block">{words}</span>) : "None" }] : []),
          { label: "Last activity", value: figures.lastActivityAt ? <Day at={figures.lastActivityAt} /> : "None yet" },
        ]}
      />
      {!archivedAt && (
        <Folio title="Portal access">
          <PortalAccess of={portal} />
        </Folio>
      )}
      <Folio title="Contacts" hint={may.change ? "Permissions are checked on every page and every action. Sections they cannot use are not shown." : undefined}>
        {contacts.map((contact) => (
          <ContactLine key={`${contact.id}-${contact.seen}`} of={contact} />
        ))}
        {contacts.length === 0 && <Empty title="No contacts yet">Somebody at {name} has to be a contact before anything can be sent to them. {may.change && "Add the first one here."}</Empty>}
        {adding && <AddContact given={adding} open={contacts.length === 0} />}
      </Folio>
      <Folio title="Projects">
        <ProjectsOf clientId={id} projects={projects} others={otherProjects} mayStart={may.start} />
      </Folio>
      <Folio title="Proposals">
        <ProposalsOf {...offered} />
      </Folio>
      <Folio title="Requests">
        <RequestsOf rows={requests} ask={archivedAt ? null : `${clientPath(id)}/requests/new`} all={`/staff/requests?state=all&client=${id}`} />
      </Folio>
      <Folio title="Approvals">
        <ApprovalsOf rows={approvals} all={allApprovals} within={{ client: id }} begin={archivedAt === null && projects.length > 0} />
      </Folio>
      <Folio title="Jobs & support">
        <TicketsOf rows={tickets} all={allTickets} clientId={id} open={archivedAt === null} />
      </Folio>
      {billed && (
        <Folio title="Invoices">
          {credit.length > 0 && (
            <Notice tone="move">
              {name} has {credit.join(" and ")} of credit. <Link to={`${clientPath(id)}/refund`}>Record that it was paid back</Link>
            </Notice>
          )}
          <InvoicesOf of={billed} begin={archivedAt ? null : `${clientPath(id)}/invoices/new`} />
          <p className="mt-3 text-small">
            <Link to={`${clientPath(id)}/billing`}>How {name} is billed</Link>
          </p>
        </Folio>
      )}
      {internalNotes && (
        <Folio title="Internal notes">
          <Notes>{internalNotes}</Notes>
        </Folio>
      )}
      <Folio title="Activity">{trail.length ? <Trail entries={trail} /> : <Empty title="Nothing has happened yet">What you and they do stands here, newest first.</Empty>}</Folio>
    </>
  );
}
