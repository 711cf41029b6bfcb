import { useLoaderData } from "@remix-run/react";
import { whoToAsk } from "#app/access/ended.server.ts";
import { NewPassword, Sessions } from "#app/access/parts.tsx";
import { signingIn } from "#app/access/sessions.server.ts";
import { permissionNames, permissions } from "#app/people/viewer.ts";
import { titled, useAgency } from "#app/ui/agency.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Folio, PageTitle } from "#app/ui/page.tsx";
import { asContact } from "./door.server.ts";

export const meta = titled("Profile");

export const loader = asContact(({ contact }) => ({
  about: [
    { label: "Name", value: contact.name },
    { label: "Email address", value: contact.email },
    { label: "Client", value: contact.clientName },
    { label: "Role", value: contact.role || "Not said" },
  ],
  can: permissionNames.filter((name) => contact.can[name]).map((name) => permissions[name].can),
  ask: whoToAsk(contact.id),
  ...signingIn(contact, "/portal/profile"),
}));

export default function Profile() {
  const { about, can, ask, sessions, everywhere, password } = useLoaderData<typeof loader>();
  const { name } = useAgency();
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
        <p className="mt-6 max-w-letter text-small text-ink-3">
          {name} looks after these details. If one is wrong, <a href={`mailto:${ask.email}`}>tell {ask.name.split(" ")[0]}</a>.
        </p>
      </Folio>
      <Folio title="What you can do">
        <ul className="grid max-w-letter gap-x-8 gap-y-2 sm:grid-cols-2">
          {["Read what is shared with you", ...can].map((words) => (
            <li key={words} className="flex items-center gap-2">
              <span className="text-done">
                <Icon name="check" />
              </span>
              {words}
            </li>
          ))}
        </ul>
      </Folio>
      <Folio title="Letters and calendar">
        <ul className="grid max-w-letter gap-2">
          <li>
            <a href="/portal/profile/letters">Choose which letters you get, and when</a>
          </li>
          <li>
            <a href="/portal/profile/calendar">Have what is due in your calendar</a>
          </li>
        </ul>
      </Folio>
      <Folio title="Signing in">
        <NewPassword given={password} hint="You can always use an email link instead." />
        <Sessions sessions={sessions} everywhere={everywhere} />
      </Folio>
    </>
  );
}
