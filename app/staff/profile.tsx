import { useLoaderData } from "@remix-run/react";
import { NewPassword, Sessions } from "#app/access/parts.tsx";
import { signingIn } from "#app/access/sessions.server.ts";
import { roleWords } from "#app/team/member.ts";
import { titled } from "#app/ui/agency.tsx";
import { Folio, PageTitle } from "#app/ui/page.tsx";
import { asMember } from "./door.server.ts";

export const meta = titled("Profile");

export const loader = asMember(({ member }) => ({
  about: [
    { label: "Name", value: member.name },
    { label: "Email address", value: member.email },
    { label: "Title", value: member.title || "Not said" },
    { label: "Role", value: roleWords[member.role] },
  ],
  ...signingIn(member, "/staff/profile"),
}));

export default function Profile() {
  const { about, sessions, everywhere, password } = useLoaderData<typeof loader>();
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
      </Folio>
      <Folio title="Signing in">
        <NewPassword given={password} />
        <Sessions sessions={sessions} everywhere={everywhere} />
      </Folio>
    </>
  );
}
