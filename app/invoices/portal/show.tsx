import { useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { Questions } from "#app/questions/parts.tsx";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb } from "#app/ui/page.tsx";
import { Day } from "#app/ui/when.tsx";
import { invoiceFor } from "../owing.server.ts";
import { Lines } from "../sheet.tsx";
import { Doings, Notices, Paying, Standing } from "./parts.tsx";

export const loader = asContact(({ contact, request, params }) => invoiceFor(contact, params.id!, request), { needs: "viewInvoices" });

export const meta = titled<{ number: string }>(({ number }) => `Invoice ${number}`);

export default function Invoice() {
  const invoice = useLoaderData<typeof loader>();
  const { number, paper, since, outstanding, disputes, thread } = invoice;
  const settled = disputes.filter(({ settledAt }) => settledAt);
  return (
    <>
      <Breadcrumb trail={[{ to: "/portal/invoices", label: "Invoices" }]} here={number} />
      <div className="mb-8 flex flex-wrap items-end justify-between gap-4 md:mb-10 print:mb-4">
        <div>
          <p className="mb-3">
            <Standing {...invoice} />
          </p>
          <h1>Invoice {number}</h1>
        </div>
        <Doings of={invoice} />
      </div>
      <Notices of={invoice} />
      <div className="grid gap-x-12 gap-y-8 border-t border-line pt-5 lg:grid-cols-[11rem_minmax(0,1fr)] print:grid-cols-[9rem_minmax(0,1fr)]">
        <Facts />
        <div className="min-w-0">
          <Lines of={paper} since={since} outstanding={outstanding} />
          <Paying of={invoice} />
          {settled.length > 0 && (
            <section className="mt-12" aria-labelledby="disputes">
              <h2 id="disputes">What was put right</h2>
              <ul className="rows mt-2 max-w-letter">
                {settled.map(({ id, who, reason, outcome }) => (
                  <li key={id} className="py-2 wrap-anywhere">
                    <p>
                      {who} wrote: “{reason}”
                    </p>
                    <p className="mt-1 text-ink-2">{outcome}</p>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {thread.length > 0 && (
            <section className="noprint mt-12" aria-labelledby="questions">
              <h2 id="questions">Questions</h2>
              <div className="mt-4 max-w-letter">
                <Questions of={thread} />
              </div>
            </section>
          )}
        </div>
      </div>
    </>
  );
}

function Facts() {
  const { paper, issuedOn, dueOn, projectId, projectName, total, outstanding } = useLoaderData<typeof loader>();
  return (
    <dl className="facts facts-margin">
      <Fact label="To">
        <Party of={paper.client} />
      </Fact>
      <Fact label="From">
        <Party of={paper.agency} />
      </Fact>
      <Fact label="Issued">
        <Day at={issuedOn} />
      </Fact>
      <Fact label="Due">
        <Day at={dueOn} />
      </Fact>
      {projectId && (
        <Fact label="Project">
          <a href={`/portal/projects/${projectId}`}>{projectName}</a>
        </Fact>
      )}
      <Fact label="Total">
        <span className="num">{total}</span>
      </Fact>
      <Fact label="Outstanding">
        <strong className="num">{outstanding}</strong>
      </Fact>
    </dl>
  );
}

const Fact = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd className="wrap-anywhere">{children}</dd>
  </div>
);

const Party = ({ of: { name, address, taxNumber } }: { of: { name: string; address: string; taxNumber: string } }) => <span className="whitespace-pre-line">{[name, address, taxNumber].filter(Boolean).join("\n")}</span>;
