import { useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { Questions } from "#app/questions/parts.tsx";
import { titled } from "#app/ui/agency.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Breadcrumb, Notice } from "#app/ui/page.tsx";
import { Day, When } from "#app/ui/when.tsx";
import { AcceptanceBadge, Deadline, RunningOut } from "../parts.tsx";
import { pictureFor } from "../picture.server.ts";
import { reviewFor } from "../review.server.ts";

export const loader = asContact(({ contact, request, params }) => ({ ...reviewFor(contact, params.id!, request), picture: pictureFor(contact, params.id!) }));

export const meta = titled<{ acceptance: { title: string } }>(({ acceptance: { title } }) => title);

export default function Acceptance() {
  const { acceptance, sentBy, people, thread, mayAsk, picture } = useLoaderData<typeof loader>();
  const { id, title, version, status, requestedAt, deadline, until, hurry, note, projectId, projectName, fileName, fileSize, sha256 } = acceptance;
  return (
    <>
      <Breadcrumb trail={[{ to: "/portal/acceptances", label: "Acceptances" }]} here={`${title}, version ${version}`} />
      <div className="mb-8 max-w-letter md:mb-10">
        <p className="mb-3 flex flex-wrap gap-2">
          <AcceptanceBadge status={status} />
          {hurry && <RunningOut words={`Expires ${hurry}`} />}
        </p>
        <h1 className="wrap-anywhere">
          {title}, version {version}
        </h1>
      </div>
      <div className="grid gap-x-12 gap-y-8 border-t border-line pt-5 lg:grid-cols-[11rem_minmax(0,1fr)]">
        <dl className="facts facts-margin">
          <Fact label="Sent by">{sentBy}</Fact>
          <Fact label="Sent">
            <Day at={requestedAt} />
          </Fact>
          <Fact label={status === "pending" ? "Expires" : "Open until"}>
            <Deadline at={deadline} words={until} hurry={hurry} />
          </Fact>
          <Fact label="Project">
            <a href={`/portal/projects/${projectId}`}>{projectName}</a>
          </Fact>
          <Fact label="Asked of">{people.map(({ name }) => name).join(", ")}</Fact>
        </dl>
        <div className="max-w-letter min-w-0">
          {note && <p className="mb-6 whitespace-pre-line wrap-anywhere">{note}</p>}
          <article className="border border-rule px-6 py-7 sm:px-10 sm:py-9" aria-labelledby="document">
            <h2 id="document" className="mt-0! wrap-anywhere">
              {fileName}, version {version}
            </h2>
            {picture && <img src={picture.src} width={picture.width} height={picture.height} alt={`The first page of ${fileName}`} className="mt-5 h-auto w-full border border-rule" />}
            <p className="mt-4">
              <a className="inline-flex min-h-6 items-center gap-2" href={`/portal/acceptances/${id}/file`}>
                <Icon name="download" />
                Download the full document ({fileSize})
              </a>
            </p>
            <p className="hint mt-3">
              Its fingerprint (SHA-256): <code className="wrap-anywhere">{sha256}</code>
            </p>
          </article>
          <Standing />
          {(thread.length > 0 || mayAsk) && (
            <section className="mt-12" aria-labelledby="questions">
              <h2 id="questions">Questions</h2>
              {thread.length > 0 && (
                <div className="mt-4">
                  <Questions of={thread} />
                </div>
              )}
              {mayAsk && (
                <p className="mt-4 noprint">
                  <a className="btn" href={`/portal/acceptances/${id}/question`}>
                    Ask a question
                  </a>
                </p>
              )}
            </section>
          )}
        </div>
      </div>
    </>
  );
}

const Fact = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd className="wrap-anywhere">{children}</dd>
  </div>
);

/** How it stands for this person, and the one thing they can do about it. */
function Standing() {
  const { acceptance, people, mine, others, timeAsk, anew } = useLoaderData<typeof loader>();
  const { id, status, withdrawnWhy, until } = acceptance;
  const accepted = people.filter(({ acceptedAt }) => acceptedAt);
  return (
    <section className="slip mt-10" aria-label="Answer">
      {accepted.map(({ name, acceptedAt, receiptId }) => (
        <Notice key={name}>
          <p>
            {name} accepted this. <When at={acceptedAt!} start />.
          </p>
          <p>
            <a href={`/portal/receipts/${receiptId}`}>See the receipt</a>
          </p>
        </Notice>
      ))}
      {mine && (
        <p className="noprint">
          <a className="btn btn-brand" href={`/portal/acceptances/${id}/acceptance`}>
            Review &amp; Accept
          </a>
        </p>
      )}
      {status === "pending" && !mine && others && <p>{others} can accept this for your company.</p>}
      {mine && others && <p className="hint mt-3">{acceptance.policy === "all" ? `${others} must accept it too.` : `${others} can do it in your place.`}</p>}
      {status === "withdrawn" && (
        <Notice tone="move">
          <p>We took this back, so there is nothing to accept here{withdrawnWhy ? `: ${withdrawnWhy}` : ""}.</p>
          {anew && (
            <p>
              <a href={`/portal/acceptances/${anew.id}`}>Version {anew.version} takes its place</a>
            </p>
          )}
        </Notice>
      )}
      {status === "expired" && (
        <>
          <Notice tone="soon">
            <p>The time to accept this passed on {until}. It can no longer be accepted.</p>
            {anew && (
              <p>
                <a href={`/portal/acceptances/${anew.id}`}>We sent it again, open until {anew.until}</a>
              </p>
            )}
          </Notice>
          {timeAsk && !anew && <p>{timeAsk.name} asked for more time. We will answer.</p>}
          {!timeAsk && !anew && (
            <p className="noprint">
              <a className="btn" href={`/portal/acceptances/${id}/more-time`}>
                Ask for more time
              </a>
            </p>
          )}
        </>
      )}
    </section>
  );
}
