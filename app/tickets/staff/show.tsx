import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { WhoSees } from "#app/clients/audience.tsx";
import { submitFiles } from "#app/documents/uploads.server.ts";
import { Trail } from "#app/events/parts.tsx";
import { done } from "#app/lib/form.server.ts";
import { list } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { BadgeOf } from "#app/ui/badge.tsx";
import { Breadcrumb, Folio, Notice, PageTitle } from "#app/ui/page.tsx";
import { ActionButton } from "#app/ui/posting.tsx";
import { AnswerForm } from "../forms.server.ts";
import { Message } from "../parts.tsx";
import { viewIn } from "../asked.server.ts";
import { STAFF_LIST, staffPath, staffPathIn } from "../paths.ts";
import { answer as answerTicket } from "../talking.server.ts";
import { FILES_AT_ONCE, priorityBadge, staffBadge } from "../ticket.ts";
import { tickets } from "../tickets.server.ts";
import { Beside } from "./beside.tsx";
import { DetailsForm } from "./details-form.tsx";
import { Facts } from "./facts.tsx";
import { Lookers } from "./lookers.tsx";
import { NoteShown, WriteNote } from "./note-parts.tsx";
import { staffPage } from "./page.server.ts";
import { Reply } from "./reply.tsx";

export const loader = asMember(({ member, params, request }) => staffPage(member, params.id!, new URL(request.url).searchParams.get("reply"), viewIn(request)));

export const meta = titled<{ ticket: { subject: string } }>(({ ticket }) => ticket.subject);

/** Answers the client. */
export const action = asMember(({ member, request, params }) => {
  // Before its files are taken.
  const { id } = tickets(member).find(params.id!);
  return submitFiles(
    { request, viewer: member },
    AnswerForm,
    (tx, words, files) => {
      const message = answerTicket(tx, member, id, words, files);
      return done(`${staffPathIn(id, viewIn(request))}#message-${message}`, said[words.next ?? ""]);
    },
    { most: FILES_AT_ONCE, optional: true },
  );
});
const said = { "": "Your reply is sent.", ask: "Your reply is sent. Now it waits on the client.", resolve: "Your reply is sent, and it is resolved." };

export default function Ticket() {
  const page = useLoaderData<typeof loader>();
  const { ticket, queue, entries, merged, audience, may, resolve, reply, note, details, following, follow, history } = page;
  const answer = useActionData<typeof action>();
  const path = staffPath(ticket.id);
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-8">
        <Breadcrumb trail={[{ to: STAFF_LIST, label: "Jobs & support" }, ...(queue.view && queue.view !== "open" ? [{ to: queue.to, label: queue.label }] : [])]} here={ticket.name} />
        <Beside of={queue} />
        <p>
          <a className="skip" href="#details">
            Skip to details
          </a>
          {reply && (
            <a className="skip" href="#reply">
              Skip to reply
            </a>
          )}
        </p>
      </div>
      <p className="mb-2 flex flex-wrap gap-2">
        <BadgeOf of={staffBadge[ticket.status]} />
        <BadgeOf of={priorityBadge[ticket.priority]} />
      </p>
      <PageTitle
        actions={
          <>
            {resolve && (
              <ActionButton given={resolve} small={false}>
                Resolve
              </ActionButton>
            )}
            <ActionButton given={following} small={false}>
              {follow ? "Follow" : "Stop following"}
            </ActionButton>
            {may.merge && (
              <Link className="btn" to={`${path}/merge`}>
                Merge…
              </Link>
            )}
            {may.decline && (
              <Link className="btn btn-stop" to={`${path}/decline`}>
                Decline…
              </Link>
            )}
          </>
        }
      >
        {ticket.subject}
      </PageTitle>
      <WhoSees of={audience} because="nobody there may submit requests" />
      <Lookers id={ticket.id} />
      {merged.length > 0 && <Notice tone="move">{list(merged)} goes on here: what was written there stands in this thread.</Notice>}
      {ticket.status === "declined" && <Notice tone="move">Declined: {ticket.declinedWhy}</Notice>}
      <div className="grid gap-x-10 gap-y-8 border-t border-line pt-4 lg:grid-cols-[minmax(0,42rem)_minmax(14rem,18rem)] xl:justify-between">
        <div>
          <h2 className="sr-only">Thread</h2>
          <div className="thread">{entries.map((entry) => (entry.note ? <NoteShown key={entry.id} of={entry} /> : <Message key={entry.id} of={entry} />))}</div>
          {reply && <Reply of={page} given={reply} answer={answer} />}
          <WriteNote given={note} />
        </div>
        <aside id="details" tabIndex={-1} aria-label="Details">
          <DetailsForm key={details.seen} of={details} />
          <Facts of={page} />
        </aside>
      </div>
      <div className="mt-10">
        <Folio title="History">
          <Trail entries={history} />
        </Folio>
      </div>
    </>
  );
}
