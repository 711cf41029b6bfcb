import { useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { Questions } from "#app/questions/parts.tsx";
import { titled } from "#app/ui/agency.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Breadcrumb } from "#app/ui/page.tsx";
import { Day } from "#app/ui/when.tsx";
import { AcceptanceBadge, Deadline, RunningOut } from "../parts.tsx";
import { pictureFor } from "../picture.server.ts";
import { reviewFor } from "../review.server.ts";
import { Standing } from "./standing.tsx";

export const loader = asContact(({ contact, request, params }) => ({ ...reviewFor(contact, params.id!, request), picture: pictureFor(contact, params.id!) }));

export const meta = titled<{ standing: { acceptance: { title: string } } }>(({ standing: { acceptance } }) => acceptance.title);

export default function Acceptance() {
  const { standing, sentBy, thread, mayAsk, picture } = useLoaderData<typeof loader>();
  const { acceptance, people } = standing;
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
          <Standing of={standing} />
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
