import { useLoaderData } from "@remix-run/react";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { Compare } from "../compared.tsx";
import { comparisonFor } from "../comparing.server.ts";

export const loader = asMember(({ viewer, request, params }) => comparisonFor(viewer, params.id!, request));

export const meta = titled<{ deliverable: { title: string } }>(({ deliverable }) => `Compare rounds of ${deliverable.title}`);

export default function Compared() {
  const comparison = useLoaderData<typeof loader>();
  const { deliverable, from, to } = comparison;
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/staff/approvals", label: "Approvals" },
          { to: `/staff/approvals/${deliverable.id}`, label: deliverable.title },
        ]}
        here="Compare"
      />
      <PageTitle>
        {deliverable.title}: round {from} and round {to}
      </PageTitle>
      <Compare of={comparison as Parameters<typeof Compare>[0]["of"]} />
    </>
  );
}
