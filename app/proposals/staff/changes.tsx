import { Link, useLoaderData } from "@remix-run/react";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { FilterChoice } from "#app/ui/filters.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { Changes } from "../changed.tsx";
import { draftComparison } from "../versions.server.ts";

export const loader = asMember(({ member, params, request }) => draftComparison(member, params.id!, new URL(request.url)));

export const meta = titled<{ title: string }>(({ title }) => `What changed in ${title}`);

const named = (version: number | "draft") => (version === "draft" ? "The draft" : `Version ${version}`);

export default function ProposalChanges() {
  const { id, title, number, from, to, versions, hasDraft, changes } = useLoaderData<typeof loader>();
  const at = `/staff/proposals/${id}`;
  const options = versions.map((version) => ({ value: String(version), label: named(version) }));
  const later = hasDraft ? [...options, { value: "draft", label: "The draft of the next" }] : options;
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/proposals", label: "Proposals" }, { to: at, label: number }]} here="What changed" />
      <PageTitle lead={`From version ${from} to ${to === "draft" ? "the draft of the next, which they do not see yet" : `version ${to}`}. What was taken out is struck through, what is new is underlined.`}>What changed in {title}</PageTitle>
      {later.length > 2 && (
        <form className="filters" aria-label="Versions">
          <FilterChoice name="from" label="From" value={String(from)} options={options} />
          <FilterChoice name="to" label="To" value={String(to)} options={later} />
          <div>
            <button className="btn">Compare</button>
          </div>
        </form>
      )}
      <Changes of={changes} from={`Version ${from}`} to={named(to)} />
      <p className="mt-8">
        <Link to={at}>Back to the proposal</Link>
      </p>
    </>
  );
}
