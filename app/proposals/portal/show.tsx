import { useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { Questions } from "#app/questions/parts.tsx";
import { titled } from "#app/ui/agency.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Breadcrumb } from "#app/ui/page.tsx";
import { Day } from "#app/ui/when.tsx";
import { OfferText, ProposalBadge } from "../parts.tsx";
import { readingFor } from "../reading.server.ts";
import { Deadline, Earlier, Files, Options, RunningOut } from "./parts.tsx";
import { Standing } from "./standing.tsx";

export const loader = asContact(({ contact, request, params }) => readingFor(contact, params.id!, request));

export const meta = titled<{ title: string }>(({ title }) => title);

export default function Proposal() {
  const { offer, title, number, standing, versions, chosen } = useLoaderData<typeof loader>();
  const { id, status, mine, until } = standing;
  const at = `/portal/proposals/${id}`;
  return (
    <>
      <Breadcrumb trail={[{ to: "/portal/proposals", label: "Proposals" }]} here={number} />
      <div className="mb-8 max-w-letter md:mb-10">
        <p className="mb-3 flex flex-wrap gap-2">
          <ProposalBadge status={status} />
          {until.hurry && <RunningOut words={`Expires ${until.hurry}`} />}
        </p>
        <h1 className="wrap-anywhere">{title}</h1>
      </div>
      <div className="grid gap-x-12 gap-y-8 border-t border-line pt-5 lg:grid-cols-[11rem_minmax(0,1fr)]">
        <Facts />
        <div className="max-w-letter min-w-0">
          {offer && (
            <>
              <Earlier id={id} versions={versions} />
              <OfferText of={offer}>
                <Options of={offer} action={at} chosen={chosen} open={mine} />
              </OfferText>
              <Files of={offer.files} at={at} />
              <p className="noprint mt-6 flex flex-wrap gap-x-6">
                <a className="inline-flex min-h-6 items-center gap-2" href={`${at}/proposal.pdf`}>
                  <Icon name="download" />
                  Download this proposal (PDF)
                </a>
              </p>
            </>
          )}
          <Standing of={standing} chosen={chosen} fee={offer?.fee} />
          <Talk at={at} />
        </div>
      </div>
    </>
  );
}

function Facts() {
  const { offer, number, sentAt, toWhom, standing } = useLoaderData<typeof loader>();
  return (
    <div>
      <dl className="facts facts-margin">
        <Fact label="Proposal">{offer && offer.version > 1 ? `${number}, version ${offer.version}` : number}</Fact>
        <Fact label="For">{toWhom}</Fact>
        {offer && <Fact label="From">{offer.from}</Fact>}
        <Fact label="Sent">
          <Day at={sentAt} />
        </Fact>
        {(standing.status === "sent" || standing.status === "expired") && (
          <Fact label={standing.status === "sent" ? "Open until" : "Was open until"}>
            <Deadline of={standing.until} />
          </Fact>
        )}
        {offer && <Fact label="Fee model">{offer.feeModel}</Fact>}
        {offer && (
          <Fact label="Fee">
            <strong>{offer.fee}</strong>
          </Fact>
        )}
      </dl>
    </div>
  );
}

const Fact = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd className="wrap-anywhere">{children}</dd>
  </div>
);

function Talk({ at }: { at: string }) {
  const { thread, mayAsk } = useLoaderData<typeof loader>();
  if (thread.length === 0 && !mayAsk) return null;
  return (
    <section className="mt-12" aria-labelledby="questions">
      <h2 id="questions">Questions</h2>
      {thread.length > 0 && (
        <div className="mt-4">
          <Questions of={thread} />
        </div>
      )}
      {mayAsk && (
        <p className="noprint mt-4">
          <a className="btn" href={`${at}/question`}>
            Ask a question
          </a>
        </p>
      )}
    </section>
  );
}
