import { clients } from "#app/clients/clients.server.ts";
import { contacts } from "#app/clients/contacts.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { projects } from "#app/projects/projects.server.ts";
import { members } from "#app/team/members.server.ts";
import type { TrailFilter } from "../forms.server.ts";
import { kinds } from "../kinds.ts";

interface Choice {
  value: string;
  label: string;
  group?: string;
}

/** What the audit log can be narrowed by, as this member knows it. Contacts and projects are those of the chosen client. */
export function choicesFor(member: Member, { client, person, project }: TrailFilter) {
  const named = (group: string) => ({ id, name }: { id: string; name: string }): Choice => ({ value: id, label: name, group });
  const known = clients(member);
  const archived = known.page({ limit: 200, offset: 0 }, { archived: true });
  const isKnown = client !== undefined && [...known.active(), ...archived].some(({ id }) => id === client);
  const people: Choice[] = [
    { value: "", label: "Anyone" },
    { value: "contacts", label: "Any client’s contact" },
    { value: "members", label: "Anyone of ours" },
    { value: "system", label: "Parlour itself" },
    { value: "stranger", label: "Not signed in" },
    ...(isKnown ? contacts(member).of(client).map(named("Contacts")) : []),
    ...members(member).active().map(named("On the team")),
  ];
  const work = isKnown ? projects(member).page({ limit: 200, offset: 0 }, { clientId: client }).map(({ id, name }) => ({ value: id, label: name })) : [];
  return {
    clients: [{ value: "", label: "All clients" }, ...known.active().map(({ id, name }): Choice => ({ value: id, label: name })), ...archived.map(named("Archived"))],
    // Somebody who left, or a contact of a client that is not chosen: led to by a link, kept while one looks on.
    people: person && !people.some(({ value }) => value === person) ? [...people, { value: person, label: "The person chosen before" }] : people,
    kinds: [{ value: "", label: "Everything" }, ...kinds.map(({ value, label }) => ({ value, label }))],
    projects: project && !work.some(({ value }) => value === project) ? [...work, { value: project, label: "The project chosen before" }] : work,
  };
}
