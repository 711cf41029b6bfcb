import { Link, useLoaderData } from "@remix-run/react";
import { NewPassword, Sessions } from "#app/access/parts.tsx";
import { InForce } from "#app/access/second-factor-parts.tsx";
import { ownSecondFactor } from "#app/access/second-factor.server.ts";
import { signingIn } from "#app/access/sessions.server.ts";
import { roleWords } from "#app/team/member.ts";
import { members } from "#app/team/members.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Folio, PageTitle } from "#app/ui/page.tsx";
import { asMember } from "./door.server.ts";

export const meta = titled("Profile");

export const loader = asMember(({ member }) => ({
  about: [
    { label: "Name", value: member.name },
    { label: "Email address", value: member.email },
    { label: "Title", value: member.title || "Not said" },
    { label: "Telephone", value: members(member).find(member.id).phone || "Not said" },
    { label: "Role", value: roleWords[member.role] },
  ],
  isOwner: member.role === "owner",
  second: ownSecondFactor(member).on,
  ...signingIn(member, "/staff/profile"),
}));

export default function Profile() {
  const { about, isOwner, second, sessions, everywhere, password } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle>Profile</PageTitle>
      <Folio title="About you">
        <dl className="facts max-w-letter sm:grid-cols-2">
          {about.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="break-words">{value}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-5">
          <Link className="btn btn-small" to="/staff/profile/edit">
            Edit profile
          </Link>
        </p>
      </Folio>
      <Folio title="Second factor" hint={isOwner && <Link to="/staff/team/second-factor">Who on the team has one</Link>}>
        {second ? (
          <InForce {...second} />
        ) : (
          <div className="max-w-letter">
            <p className="text-ink-2">Off: your password alone signs you in. With an authenticator app, whoever learns it does not get in.</p>
            <p className="mt-4">
              <Link className="btn btn-small" to="/staff/profile/second-factor">
                Turn on…
              </Link>
            </p>
          </div>
        )}
      </Folio>
      <Folio title="Letters and calendar">
        <ul className="grid max-w-letter gap-2">
          <li>
            <Link to="/staff/profile/letters">Choose which letters you get, and when</Link>
          </li>
          <li>
            <Link to="/staff/profile/calendar">Have what clients owe in your calendar</Link>
          </li>
        </ul>
      </Folio>
      <Folio title="Signing in">
        <NewPassword given={password} />
        <Sessions sessions={sessions} everywhere={everywhere} />
      </Folio>
    </>
  );
}
