import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { WhoSees } from "#app/clients/audience.tsx";
import { trail } from "#app/events/trail.server.ts";
import { Trail } from "#app/events/parts.tsx";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { AnswerForm } from "#app/questions/forms.server.ts";
import { AnswerQuestion, Questions } from "#app/questions/parts.tsx";
import { ask, openTimeAsk, viewsOf } from "#app/questions/questions.server.ts";
import { threadAbout } from "#app/questions/thread.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, Folio, Notice, PageTitle } from "#app/ui/page.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { Day, When } from "#app/ui/when.tsx";
import { life } from "../acceptance.ts";
import { acceptances, askedOf, subjectOf } from "../acceptances.server.ts";
import { audienceOfAcceptance } from "../audience.server.ts";
import { AcceptanceBadge, RunningOut } from "../parts.tsx";
import { shown } from "../shown.server.ts";

const pathOf = (id: string) => `/staff/acceptances/${id}`;

export const loader = asMember(({ member, params }) => {
  const found = acceptances(member).find(params.id!);
  const subject = subjectOf(found);
  const views = viewsOf(found);
  return {
    acceptance: shown(found),
    people: askedOf(found).map((one) => ({ ...one, viewedAt: views.find(({ contactId }) => contactId === one.contactId)?.at ?? null })),
    may: { extend: life.can(found.status, "extend"), withdraw: life.can(found.status, "withdraw"), resend: life.can(found.status, "resend") && acceptances(member).count({ replacing: found.id }) === 0 },
    timeAsk: openTimeAsk(subject) ?? null,
    thread: threadAbout(member, subject, found.clientName),
    audience: audienceOfAcceptance(member, found.id),
    form: blank(AnswerForm, member, pathOf(found.id)),
    history: trail(member).of(subject, 50),
  };
});

export const meta = titled<{ acceptance: { title: string } }>(({ acceptance: { title } }) => title);

export const action = asMember(({ viewer, request, params }) =>
  submit({ request, viewer }, AnswerForm, (tx, words) => {
    const id = ask(tx, viewer, subjectOf(acceptances(viewer, tx).find(params.id!)), words);
    return done(`${pathOf(params.id!)}#comment-${id}`, "Your answer is sent.");
  }),
);

type Person = ReturnType<typeof useLoaderData<typeof loader>>["people"][number];
const columns: Column<Person>[] = [
  { head: "Contact", cell: ({ name, role, endedAt, mayAccept }) => (<>{name}<span className="block text-fine font-normal text-ink-3">{endedAt ? "Access ended" : mayAccept ? role : "May not approve work any more"}</span></>) },
  { head: "Opened", cell: ({ viewedAt }) => (viewedAt ? <When at={viewedAt} start /> : <span className="text-ink-3">Not yet</span>) },
  { head: "Accepted", cell: ({ acceptedAt }) => (acceptedAt ? <When at={acceptedAt} start /> : <span className="text-ink-3">Not yet</span>) },
  { head: "Receipt", quiet: true, right: true, cell: ({ receiptId, name }) => receiptId && <a href={`/staff/receipts/${receiptId}`}>Receipt<span className="sr-only"> of {name}</span></a> },
];

export default function Acceptance() {
  const { acceptance, people, may, timeAsk, thread, audience, form, history } = useLoaderData<typeof loader>();
  const { id, title, version, status, hurry, until, requestedAt, clientId, clientName, projectId, projectName, documentId, fileName, fileSize, sha256, policy, note, withdrawnWhy, replaces } = acceptance;
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/acceptances", label: "Acceptances" }, { to: `/staff/clients/${clientId}`, label: clientName }]} here={title} />
      <p className="mb-3 flex flex-wrap gap-2">
        <AcceptanceBadge status={status} />
        {hurry && <RunningOut words={`Expires ${hurry}`} />}
      </p>
      <PageTitle
        actions={
          <>
            {may.extend && <Link className="btn" to={`${pathOf(id)}/extension`}>Give more time…</Link>}
            {may.resend && <Link className="btn btn-brand" to={`${pathOf(id)}/resend`}>Send again…</Link>}
            {may.withdraw && <Link className="btn btn-stop" to={`${pathOf(id)}/withdrawal`}>Withdraw…</Link>}
          </>
        }
      >
        {title}, version {version}
      </PageTitle>
      <WhoSees of={audience} because="the portal is closed to them" />
      {timeAsk && <Notice tone="soon">{timeAsk.name} asks for more time{timeAsk.note ? `: “${timeAsk.note}”` : "."}</Notice>}
      {status === "withdrawn" && <Notice tone="move">Withdrawn{withdrawnWhy ? `: ${withdrawnWhy}` : "."}</Notice>}
      <Folio title="What was asked">
        <dl className="facts">
          <div><dt>Document</dt><dd className="wrap-anywhere"><Link to={`/staff/documents/${documentId}`}>{fileName}</Link>, {fileSize}, version {version}</dd></div>
          <div><dt>Fingerprint</dt><dd className="wrap-anywhere"><code>{sha256}</code></dd></div>
          <div><dt>Project</dt><dd><Link to={`/staff/projects/${projectId}`}>{projectName}</Link></dd></div>
          <div><dt>Asked</dt><dd><Day at={requestedAt} /></dd></div>
          <div><dt>Open until</dt><dd>{until}</dd></div>
          <div><dt>Needs</dt><dd>{policy === "all" ? "everyone’s yes" : "one yes"}</dd></div>
          {replaces && <div><dt>In place of</dt><dd><Link to={pathOf(replaces)}>an earlier request</Link></dd></div>}
        </dl>
        {note && <p className="mt-4 max-w-letter whitespace-pre-line">{note}</p>}
      </Folio>
      <Folio title="Who was asked">
        <Table caption="Who was asked, and who accepted" columns={columns} rows={people} rowKey={({ contactId }) => contactId} />
      </Folio>
      <Folio title="Questions">
        <div className="grid max-w-letter gap-6">
          {thread.length > 0 ? <Questions of={thread} /> : <p className="text-ink-3">Nobody asked anything.</p>}
          <AnswerQuestion given={form} answer={useActionData<typeof action>()} client={clientName} />
        </div>
      </Folio>
      <Folio title="History"><Trail entries={history} /></Folio>
    </>
  );
}
