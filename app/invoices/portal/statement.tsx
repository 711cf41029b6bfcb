import { useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Breadcrumb, Empty, PageTitle } from "#app/ui/page.tsx";
import { Day } from "#app/ui/when.tsx";
import { Accounts, PeriodForm } from "../account.tsx";
import { periodFrom, statementOf } from "../statement.server.ts";

export const loader = asContact(({ contact, request }) => statementOf(contact, contact.clientId, periodFrom(new URL(request.url))), { needs: "viewInvoices" });

export const meta = titled("Statement");

export default function StatementOfClient() {
  const statement = useLoaderData<typeof loader>();
  const { clientName, from, to, accounts } = statement;
  return (
    <>
      <Breadcrumb trail={[{ to: "/portal/invoices", label: "Invoices" }]} here="Statement" />
      <PageTitle
        lead={
          <>
            What we billed {clientName} and what was paid, from <Day at={from} /> to <Day at={to} />.
          </>
        }
        actions={
          <a className="btn noprint" href={`/portal/invoices/statement.pdf?from=${from}&to=${to}`}>
            <Icon name="download" />
            Download PDF
          </a>
        }
      >
        Statement
      </PageTitle>
      <PeriodForm from={from} to={to} />
      {accounts.length === 0 && <Empty title="Nothing was billed">There is no invoice up to this day.</Empty>}
      <Accounts of={statement} at={(id) => `/portal/invoices/${id}`} />
    </>
  );
}
