import { useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { Compare } from "../compared.tsx";
import { comparisonFor } from "../comparing.server.ts";

export const loader = asContact(({ viewer, request, params }) => comparisonFor(viewer, params.id!, request));

export const meta = titled<{ deliverable: { title: string } }>(({ deliverable }) => `Compare rounds of ${deliverable.title}`);

export default function Compared() {
  const comparison = useLoaderData<typeof loader>();
  const { deliverable, from, to } = comparison;
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/portal/approvals", label: "Approvals" },
          { to: `/portal/approvals/${deliverable.id}`, label: deliverable.title },
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
