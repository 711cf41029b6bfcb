import { Link, useLoaderData } from "@remix-run/react";
import { alarms } from "#app/backups/backups.server.ts";
import { agency } from "#app/agency/agency.server.ts";
import { standing } from "#app/events/checks.server.ts";
import { Trail } from "#app/events/parts.tsx";
import { Alarm } from "#app/events/staff/standing.tsx";
import { trail } from "#app/events/trail.server.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn, namedDay } from "#app/lib/dates.ts";
import { spelled } from "#app/lib/words.ts";
import { may } from "#app/team/duties.ts";
import { titled } from "#app/ui/agency.tsx";
import { Empty, Folio, Notice, PageTitle } from "#app/ui/page.tsx";
import { asMember } from "./door.server.ts";
import { deadlines, onClients, onUs } from "./waiting.server.ts";
import { Deadlines, OnClients, OnUs, Section } from "./waiting.tsx";

export const meta = titled("Home");

export const loader = asMember(({ member }) => {
  const { timeZone } = agency();
  const today = dayIn(timeZone, now());
  const recent = trail(member).recent(20);
  const happenedToday = recent.filter(({ at }) => dayIn(timeZone, new Date(at)) === today);
  return {
    title: namedDay(timeZone, now()),
    may: { addClients: may(member, "clients"), startProjects: may(member, "projects") },
    broken: member.role === "owner" ? standing().broken : null,
    alarms: alarms(member),
    us: onUs(member),
    clients: onClients(member),
    deadlines: deadlines(member),
    anyToday: happenedToday.length > 0,
    trail: happenedToday.length ? happenedToday : recent.slice(0, 6),
  };
});

export default function Home() {
  const { title, may, broken, alarms, us, clients, deadlines, anyToday, trail } = useLoaderData<typeof loader>();
  return (
    <>
      {broken && <Alarm broken={broken} />}
      {alarms.map(({ title, says }) => (
        <Notice key={title} tone="stop">
          <p>
            <strong>{title}</strong> {says}
          </p>
          <p>
            <Link to="/staff/settings/backups">How files and backups stand</Link>
          </p>
        </Notice>
      ))}
      <PageTitle
        lead={leadOf(us.total, clients.total)}
        actions={
          <>
            {may.addClients && (
              <Link className="btn" to="/staff/clients/new">
                Add a client
              </Link>
            )}
            {may.startProjects && (
              <Link className="btn" to="/staff/projects/new">
                Start a project
              </Link>
            )}
          </>
        }
      >
        {title}
      </PageTitle>
      <div className="grid gap-x-12 gap-y-8 2xl:grid-cols-2">
        <Section title="Waiting on us" total={us.total}>
          <OnUs rows={us.rows} />
        </Section>
        <Section title="Waiting on clients" total={clients.total}>
          <OnClients rows={clients.rows} more={clients.total - clients.rows.length} />
        </Section>
        <Section title="Late, and due today" total={deadlines.total}>
          <Deadlines rows={deadlines.rows} />
        </Section>
      </div>
      <div className="mt-10">
        <Folio title={anyToday || !trail.length ? "Today" : "Lately"}>
          {trail.length ? <Trail entries={trail} /> : <Empty title="Nothing has happened yet">What you and your clients do stands here, newest first. Begin with a client and its contacts.</Empty>}
        </Folio>
      </div>
    </>
  );
}

/** "Nine things wait on us, fourteen on clients." */
function leadOf(us: number, clients: number) {
  if (us + clients === 0) return "Nothing waits, on us or on clients.";
  const words = us === 0 ? "Nothing waits on us" : us === 1 ? "One thing waits on us" : `${spelled(us)} things wait on us`;
  return `${words[0]!.toUpperCase()}${words.slice(1)}, ${clients === 0 ? "nothing" : spelled(clients)} on clients.`;
}
