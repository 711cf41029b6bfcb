import { Link, useLoaderData } from "@remix-run/react";
import { now } from "#app/lib/clock.ts";
import { pageOf, sliceFrom, sortFrom, sortLinks } from "#app/lib/pages.ts";
import { accessBadge, accessOf } from "#app/people/access.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { BadgeOf } from "#app/ui/badge.tsx";
import { FilterChoice, FilterField, Filters } from "#app/ui/filters.tsx";
import { Empty, PageTitle } from "#app/ui/page.tsx";
import { type Column, Pages, Table } from "#app/ui/table.tsx";
import { When } from "#app/ui/when.tsx";
import { may } from "../duties.ts";
import { roleWords, roles } from "../member.ts";
import { memberOrders, members } from "../members.server.ts";
import { Reach } from "../parts.tsx";

export const meta = titled("Team");

export const loader = asMember(({ member, request }) => {
  const url = new URL(request.url);
  const asked = { search: (url.searchParams.get("search") ?? "").trim().slice(0, 120), role: roles.find((role) => role === url.searchParams.get("role")), ended: url.searchParams.get("show") === "ended" };
  const [slice, sort] = [sliceFrom(url), sortFrom(url, memberOrders, { by: "name", direction: "ascending" })];
  return {
    asked,
    mayInvite: may(member, "team"),
    sort: sortLinks(url, memberOrders, sort),
    team: members(member)
      .page(slice, asked, sort)
      .map((one) => ({ id: one.id, name: one.name, title: one.title, email: one.email, phone: one.phone, role: roleWords[one.role], access: accessOf(one, now()), seenAt: one.lastSeenAt, you: one.id === member.id })),
    pages: pageOf(url, slice, members(member).count(asked)),
  };
});

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

const columns = (sort: Loaded["sort"]): Column<Loaded["team"][number]>[] => [
  {
    head: "Name",
    sort: sort.name,
    cell: ({ id, name, title, you }) => (
      <>
        <Link to={`/staff/team/${id}`} className="wrap-anywhere">
          {name}
        </Link>
        {you && <span className="font-normal text-ink-3"> (you)</span>}
        {title && <span className="block text-fine font-normal text-ink-3 wrap-anywhere">{title}</span>}
      </>
    ),
  },
  { head: "Reach them", cell: (one) => <Reach of={one} /> },
  { head: "Role", sort: sort.role, cell: ({ role }) => role },
  { head: "State", cell: ({ access }) => <BadgeOf of={accessBadge[access]} /> },
  { head: "Last seen", sort: sort.seen, cell: ({ seenAt }) => (seenAt ? <When at={seenAt} start /> : "Not yet") },
];

export default function Team() {
  const { asked, mayInvite, sort, team, pages } = useLoaderData<typeof loader>();
  const narrowed = asked.search !== "" || asked.role !== undefined || asked.ended;
  return (
    <>
      <PageTitle
        lead={mayInvite ? undefined : "An owner invites people, and says what role they have."}
        actions={
          mayInvite && (
            <>
              <Link className="btn" to="/staff/team/second-factor">
                Second factors
              </Link>
              <Link className="btn btn-brand" to="/staff/team/new">
                Invite a member
              </Link>
            </>
          )
        }
      >
        Team
      </PageTitle>
      <Filters label="Narrow the list" reset={narrowed ? "/staff/team" : null}>
        <FilterField name="search" label="Name or address" value={asked.search} />
        <FilterChoice name="role" label="Role" value={asked.role ?? ""} options={[{ value: "", label: "All roles" }, ...roles.map((role) => ({ value: role, label: roleWords[role] }))]} />
        <FilterChoice name="show" label="Show" value={asked.ended ? "ended" : ""} options={[{ value: "", label: "The team" }, { value: "ended", label: "Who has left" }]} />
      </Filters>
      {team.length ? (
        <Table caption={asked.ended ? "Who has left the team" : "Team"} columns={columns(sort)} rows={team} rowKey={({ id }) => id} />
      ) : asked.ended && !asked.search && !asked.role ? (
        <Empty title="Nobody has left">Whose access ends stands here, with everything they did under their name.</Empty>
      ) : (
        <Empty title="Nobody matches">Change what you look for, or show all.</Empty>
      )}
      <Pages of={pages} label="Pages of the team" />
    </>
  );
}
