import { useLoaderData } from "@remix-run/react";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Breadcrumb, Empty, PageTitle } from "#app/ui/page.tsx";
import { Day } from "#app/ui/when.tsx";
import { Accounts, PeriodForm } from "../account.tsx";
import { periodFrom, statementOf } from "../statement.server.ts";

export const loader = asMember(({ member, params, request }) => statementOf(member, params.id!, periodFrom(new URL(request.url))), { only: ["owner", "manager"] });

export const meta = titled<{ clientName: string }>(({ clientName }) => `Statement of ${clientName}`);

export default function StatementOfClient() {
  const statement = useLoaderData<typeof loader>();
  const { clientId, clientName, from, to, accounts } = statement;
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/staff/clients", label: "Clients" },
          { to: `/staff/clients/${clientId}`, label: clientName },
        ]}
        here="Statement"
      />
      <PageTitle
        lead={
          <>
            What {clientName} was billed and what was paid, from <Day at={from} /> to <Day at={to} />: as its contacts who see invoices find it on their portal.
          </>
        }
        actions={
          <a className="btn noprint" href={`/staff/clients/${clientId}/statement.pdf?from=${from}&to=${to}`}>
            <Icon name="download" />
            Download PDF
          </a>
        }
      >
        Statement
      </PageTitle>
      <PeriodForm from={from} to={to} />
      {accounts.length === 0 && <Empty title="Nothing was billed">There is no invoice up to this day.</Empty>}
      <Accounts of={statement} at={(id) => `/staff/invoices/${id}`} />
    </>
  );
}
