import { useLoaderData } from "@remix-run/react";
import { SessionWords } from "#app/access/parts.tsx";
import { sessionsSeen } from "#app/access/sessions.server.ts";
import { NoFields, blank, done, press } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { ActionButton } from "#app/ui/form.tsx";
import { Breadcrumb, Empty, PageTitle } from "#app/ui/page.tsx";
import { members } from "../members.server.ts";
import { signMemberOut } from "../second-factor.server.ts";

export const loader = asMember(
  ({ member, params }) => {
    const { id, name, personId } = members(member).find(params.id!);
    return { id, name, here: member.sessionId, sessions: sessionsSeen(personId, "staff"), end: blank(NoFields, member, `/staff/team/${id}/sessions`) };
  },
  { only: ["owner"] },
);

export const meta = titled<{ name: string }>(({ name }) => `Sessions of ${name}`);

export const action = asMember(
  ({ member, request, params }) =>
    press({ request, viewer: member }, (tx) => {
      const { id, name } = members(member, tx).find(params.id!);
      signMemberOut(tx, member, id);
      return done(`/staff/team/${id}/sessions`, id === member.id ? "Every other browser is signed out." : `${name} is signed out everywhere.`);
    }),
  { only: ["owner"] },
);

export default function MemberSessions() {
  const { id, name, here, sessions, end } = useLoaderData<typeof loader>();
  return (
    <div className="max-w-letter">
      <Breadcrumb
        trail={[
          { to: "/staff/team", label: "Team" },
          { to: `/staff/team/${id}`, label: name },
        ]}
        here="Sessions"
      />
      <PageTitle lead="The browsers they are signed in with on the staff side.">Sessions of {name}</PageTitle>
      {sessions.length === 0 ? (
        <Empty title={`${name} is signed in nowhere.`}>The next browser they sign in with stands here.</Empty>
      ) : (
        <>
          <ul>
            {sessions.map(({ id, ...words }) => (
              <li key={id} className="border-b border-rule py-3">
                <SessionWords {...words} here={id === here} />
              </li>
            ))}
          </ul>
          {sessions.some(({ id }) => id !== here) && (
            <div className="mt-5">
              <ActionButton given={end} kind="stop" small={false}>
                Sign out everywhere{sessions.some(({ id }) => id === here) && " else"}
              </ActionButton>
            </div>
          )}
        </>
      )}
    </div>
  );
}
