import { useLoaderData } from "@remix-run/react";
import { agency } from "#app/agency/agency.server.ts";
import { Trail } from "#app/events/parts.tsx";
import { trail } from "#app/events/trail.server.ts";
import { now } from "#app/lib/clock.ts";
import { greeting } from "#app/lib/dates.ts";
import { figure, initials } from "#app/lib/words.ts";
import { Needs } from "#app/needs/parts.tsx";
import { waiting } from "#app/needs/lead.ts";
import { needsOf, waitingElsewhere } from "#app/needs/needs.server.ts";
import { shown } from "#app/needs/shown.server.ts";
import { Progress } from "#app/projects/parts.tsx";
import { yourTeam } from "#app/projects/people.server.ts";
import { projects } from "#app/projects/projects.server.ts";
import { tasks } from "#app/projects/tasks.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Avatar, Empty, Folio, PageTitle } from "#app/ui/page.tsx";
import { asContact } from "./door.server.ts";

export const meta = titled("Home");

/** How many of what waits stand on the page at first: a glance, not a list. */
const AT_A_GLANCE = 6;

export const loader = asContact(({ contact, request }) => {
  const needs = needsOf(contact);
  const all = new URL(request.url).searchParams.get("show") === "all";
  const active = projects(contact).page({ limit: 5, offset: 0 }, { state: "active" });
  const progress = tasks(contact).progress(active.map(({ id }) => id));
  return {
    greeting: greeting(agency().timeZone, now()),
    firstName: contact.name.split(/\s+/)[0]!,
    active: active.map(({ id, name, summary, stage }) => ({ id, name, summary, stage, progress: progress[id] ?? null })),
    lead: needs.length > 0 ? waiting(needs) : null,
    needs: (all ? needs : needs.slice(0, AT_A_GLANCE)).map(shown),
    more: all || needs.length <= AT_A_GLANCE ? 0 : needs.length,
    elsewhere: waitingElsewhere(contact),
    recent: trail(contact).recent(6),
    team: yourTeam(contact),
  };
});

export default function Home() {
  const { greeting, firstName, active, lead, needs, more, elsewhere, recent, team } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lead={lead}>
        {greeting}, {firstName}
      </PageTitle>
      <Folio title="Needs your attention">
        {needs.length === 0 ? <Empty title="Nothing waiting for you">When we need something from you, it stands here first.</Empty> : <Needs of={needs} />}
        {more > 0 && (
          <p className="mt-5 noprint">
            <a href="/portal/home?show=all">Show all {figure(more)}</a>
          </p>
        )}
        {elsewhere.length > 0 && (
          <div className="noprint mt-6 text-small text-ink-2 wrap-anywhere">
            {elsewhere.map(({ clientName, lead }) => (
              <p key={clientName}>
                <span className="font-semibold text-ink">At {clientName}:</span> {lead}
              </p>
            ))}
            <p className="mt-1">
              <a className="inline-flex min-h-6 items-center" href="/portal/clients">
                Choose whom you are here for
              </a>
            </p>
          </div>
        )}
      </Folio>
      <Folio title="Active projects">
        {active.length === 0 && <Empty title="No project under way">As soon as we begin work for you, it stands here.</Empty>}
        <ul className="rows">
          {active.map(({ id, name, summary, stage, progress }) => (
            <li key={id} className="grid gap-x-6 gap-y-2 sm:grid-cols-[minmax(0,1fr)_15rem] sm:items-center">
              <div>
                <h3 className="font-semibold wrap-anywhere">
                  <a href={`/portal/projects/${id}`} className="text-ink">
                    {name}
                  </a>
                </h3>
                <p className="text-small text-ink-2">{summary}</p>
              </div>
              <Progress name={name} stage={stage} of={progress} />
            </li>
          ))}
        </ul>
        <p className="mt-5">
          <a href="/portal/projects">All projects</a>
        </p>
      </Folio>
      <Folio title="Recent activity">{recent.length ? <Trail entries={recent} /> : <Empty title="Nothing yet">What we share with you, and what you write to us, stands here.</Empty>}</Folio>
      {team.length > 0 && <YourTeam team={team} />}
    </>
  );
}

const YourTeam = ({ team }: { team: { id: string; name: string; title: string; email: string; phone: string }[] }) => (
  <Folio title="Your team">
    <ul className="grid gap-x-10 gap-y-7 sm:grid-cols-2">
      {team.map(({ id, name, title, email, phone }) => (
        <li key={id} className="flex gap-4">
          <Avatar initials={initials(name)} />
          <div className="min-w-0">
            <h3 className="font-semibold wrap-anywhere">{name}</h3>
            <p className="text-small text-ink-3">{title}</p>
            <p className="mt-2 flex flex-wrap gap-2">
              <a className="btn btn-small" href={`mailto:${email}`}>
                <Icon name="mail" />
                Email<span className="sr-only"> {name}</span>
              </a>
              {phone && (
                <a className="btn btn-small num" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
                  <Icon name="phone" />
                  <span className="sr-only">Call {name}, </span>
                  {phone}
                </a>
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  </Folio>
);
