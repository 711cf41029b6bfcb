import { useLoaderData } from "@remix-run/react";
import { NoFields, blank } from "#app/lib/form.server.ts";
import { initials } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Avatar, Breadcrumb, Empty, PageTitle } from "#app/ui/page.tsx";
import { clients } from "../clients.server.ts";
import { contacts } from "../contacts.server.ts";
import { SeePortal } from "../parts.tsx";
import { clientPath, contactPath } from "../paths.ts";

/** Where a client has several contacts: as whom. */
export const loader = asMember(({ member, params }) => {
  const { id, name, archivedAt, portalClosedAt } = clients(member).find(params.id!);
  const open = (archivedAt ?? portalClosedAt) ? [] : contacts(member).of(id).filter(({ deactivatedAt }) => !deactivatedAt);
  return { client: { id, name }, contacts: open.map((contact) => ({ id: contact.id, name: contact.name, role: contact.role, form: blank(NoFields, member, `${contactPath(contact)}/preview`) })) };
});

export const meta = titled<{ client: { name: string } }>(({ client }) => `See the portal of ${client.name}`);

export default function Preview() {
  const { client, contacts } = useLoaderData<typeof loader>();
  return (
    <div className="max-w-letter">
      <Breadcrumb
        trail={[
          { to: "/staff/clients", label: "Clients" },
          { to: clientPath(client.id), label: client.name },
        ]}
        here="See their portal"
      />
      <PageTitle lead="You see it exactly as they do, for an hour at most. Nothing you press is sent, nothing counts as seen, and they are not told.">As whom?</PageTitle>
      {contacts.length === 0 && (
        <Empty title="Nobody to look as" action={<a href={clientPath(client.id)}>Back to {client.name}</a>}>
          As soon as somebody at {client.name} may sign in to the portal, you can see it as they do.
        </Empty>
      )}
      <ul className="rows">
        {contacts.map(({ id, name, role, form }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <div className="flex min-w-0 items-center gap-3">
              <Avatar initials={initials(name)} />
              <div className="min-w-0">
                <p className="font-semibold wrap-anywhere">{name}</p>
                {role && <p className="text-fine text-ink-3 wrap-anywhere">{role}</p>}
              </div>
            </div>
            <SeePortal given={form} name={name} />
          </li>
        ))}
      </ul>
    </div>
  );
}
