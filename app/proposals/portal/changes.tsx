import { useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { FilterChoice } from "#app/ui/filters.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { Changes } from "../changed.tsx";
import { comparison } from "../versions.server.ts";

export const loader = asContact(({ contact, params, request }) => comparison(contact, params.id!, new URL(request.url)));

export const meta = titled<{ title: string }>(({ title }) => `What changed in ${title}`);

export default function ProposalChanges() {
  const { id, title, number, from, to, versions, changes } = useLoaderData<typeof loader>();
  const at = `/portal/proposals/${id}`;
  const options = versions.map((version) => ({ value: String(version), label: `Version ${version}` }));
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/portal/proposals", label: "Proposals" },
          { to: at, label: number },
        ]}
        here="What changed"
      />
      <PageTitle lead={`From version ${from} to version ${to}. What was taken out is struck through, what is new is underlined.`}>What changed in {title}</PageTitle>
      {versions.length > 2 && (
        <form className="noprint mb-8 flex flex-wrap items-end gap-4" aria-label="Versions" action={`${at}/changes`}>
          <FilterChoice name="from" label="From" value={String(from)} options={options} />
          <FilterChoice name="to" label="To" value={String(to)} options={options} />
          <div>
            <button className="btn">Compare</button>
          </div>
        </form>
      )}
      <Changes of={changes} from={`Version ${from}`} to={`Version ${to}`} />
      <p className="mt-8">
        <a href={at}>Back to the proposal</a>
      </p>
    </>
  );
}
