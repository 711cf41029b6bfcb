import { useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Results } from "../parts.tsx";
import { resultsFor } from "../results.server.ts";

export const loader = asContact(({ contact, request }) => resultsFor(contact, request));

export const meta = titled<{ q: string }>(({ q }) => (q ? `Search for ${q}` : "Search"));

export default function PortalSearch() {
  return (
    <Results
      of={useLoaderData<typeof loader>()}
      action="/portal/search"
      label="Search for"
      hint="Your projects and their tasks, proposals, requests, documents and comments. Quotes keep words together."
      wayOn={<a href="/portal/projects">Show all projects</a>}
    />
  );
}
