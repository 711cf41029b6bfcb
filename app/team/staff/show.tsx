import { Link, useLoaderData } from "@remix-run/react";
import { Trail } from "#app/events/parts.tsx";
import { trail } from "#app/events/trail.server.ts";
import { now } from "#app/lib/clock.ts";
import { accessBadge, accessOf } from "#app/people/access.ts";
import { worksOn } from "#app/projects/people.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { BadgeOf } from "#app/ui/badge.tsx";
import { Breadcrumb, Empty, Folio, PageTitle } from "#app/ui/page.tsx";
import { Day, When } from "#app/ui/when.tsx";
import { may } from "../duties.ts";
import { roleHints, roleWords } from "../member.ts";
import { members } from "../members.server.ts";
import { Reach } from "../parts.tsx";
import { ProjectsTheyAreOn } from "./about.tsx";

export const loader = asMember(({ member, params }) => {
  const { id, name, title, email, phone, role, lastSeenAt, invitedAt, ...facts } = members(member).find(params.id!);
  const access = accessOf({ invitedAt, lastSeenAt, ...facts }, now());
  return {
    about: { id, name, title, email, phone, role, access, lastSeenAt, invitedAt },
    you: id === member.id,
    mayKeep: may(member, "team"),
    projects: worksOn(member, id, 24),
    trail: trail(member).of({ kind: "member", id }, 12),
  };
});

export const meta = titled<{ about: { name: string } }>(({ about }) => about.name);

export default function ShowMember() {
  const { about, you, mayKeep, projects, trail } = useLoaderData<typeof loader>();
  const { name, title, role, access, lastSeenAt, invitedAt } = about;
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/team", label: "Team" }]} here={name} />
      <div className="mb-2">
        <BadgeOf of={accessBadge[access]} />
      </div>
      <PageTitle lead={title || undefined} actions={mayKeep ? <Actions of={about} /> : you && <OwnDetails />}>
        {name}
      </PageTitle>
      <Folio title="About them">
        <dl className="facts max-w-letter sm:grid-cols-2">
          <div>
            <dt>Reach them</dt>
            <dd>
              <Reach of={about} />
            </dd>
          </div>
          <div>
            <dt>Role</dt>
            <dd>
              {roleWords[role]}
              <span className="block text-small text-ink-3">{roleHints[role]}</span>
            </dd>
          </div>
          <div>
            <dt>Invited</dt>
            <dd>
              <Day at={invitedAt} />
            </dd>
          </div>
          <div>
            <dt>Last seen</dt>
            <dd>{lastSeenAt ? <When at={lastSeenAt} start /> : "Not yet"}</dd>
          </div>
        </dl>
      </Folio>
      <Folio title="Projects" hint="Under way, and as far as you see them.">
        <ProjectsTheyAreOn name={name} {...projects} />
      </Folio>
      {trail.length > 0 && (
        <Folio title="History">
          <Trail entries={trail} />
        </Folio>
      )}
      {trail.length === 0 && mayKeep && (
        <Folio title="History">
          <Empty title="Nothing yet">Invitations and changes of role stand here.</Empty>
        </Folio>
      )}
    </>
  );
}

const OwnDetails = () => (
  <Link className="btn" to="/staff/profile/edit">
    Edit profile
  </Link>
);

const Actions = ({ of: { id, access } }: { of: { id: string; access: string } }) =>
  access === "ended" ? (
    <Link className="btn" to={`/staff/team/${id}/reactivation`}>
      Give access again…
    </Link>
  ) : (
    <>
      {access !== "active" && (
        <Link className="btn" to={`/staff/team/${id}/invitation`}>
          Invite again…
        </Link>
      )}
      <Link className="btn" to={`/staff/team/${id}/edit`}>
        Edit details
      </Link>
      <Link className="btn" to={`/staff/team/${id}/sessions`}>
        Sessions
      </Link>
      <Link className="btn btn-stop" to={`/staff/team/${id}/deactivation`}>
        End access…
      </Link>
    </>
  );
