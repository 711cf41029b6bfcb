import { useLoaderData } from "@remix-run/react";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Results } from "../parts.tsx";
import { resultsFor } from "../results.server.ts";

export const loader = asMember(({ member, request }) => resultsFor(member, request));

export const meta = titled<{ q: string }>(({ q }) => (q ? `Search for ${q}` : "Search"));

export default function StaffSearch() {
  return (
    <Results
      of={useLoaderData<typeof loader>()}
      action="/staff/search"
      label="Search for"
      hint="Clients, contacts, projects, tasks, documents’ names, comments and internal notes, as far as you may see them. Quotes keep words together."
      wayOn={<a href="/staff/projects">Show all projects</a>}
    />
  );
}
