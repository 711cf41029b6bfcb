import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { WhoSees } from "#app/clients/audience.tsx";
import { Trail } from "#app/events/parts.tsx";
import { done, submit } from "#app/lib/form.server.ts";
import { AnswerForm } from "#app/questions/forms.server.ts";
import { AnswerQuestion, Questions } from "#app/questions/parts.tsx";
import { ask } from "#app/questions/questions.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { BadgeOf } from "#app/ui/badge.tsx";
import { Breadcrumb, Empty, Folio, Notice, PageTitle } from "#app/ui/page.tsx";
import { When } from "#app/ui/when.tsx";
import { staffPath } from "../paths.ts";
import { badge } from "../request.ts";
import { requests, subjectOf } from "../requests.server.ts";
import { Actions } from "./actions.tsx";
import { Facts } from "./facts.tsx";
import { DraftItem } from "./item-drafted.tsx";
import { ReviewItem } from "./item-reviewed.tsx";
import { requestPage } from "./page.server.ts";

export const loader = asMember(({ member, params }) => requestPage(member, params.id!));

export const meta = titled<{ request: { title: string } }>(({ request }) => request.title);

/** Answers what a contact asked about the request. */
export const action = asMember(({ viewer, request, params }) =>
  submit({ request, viewer }, AnswerForm, (tx, words) => {
    const found = requests(viewer, tx).find(params.id!);
    const id = ask(tx, viewer, subjectOf(found), words);
    return done(`${staffPath(found.id)}#comment-${id}`, "Your answer is sent.");
  }),
);

export default function Request() {
  const page = useLoaderData<typeof loader>();
  const { request, may, draft, items, audience, views, timeAsk, thread, question, history } = page;
  const { id, number, title, clientId, clientName, status, cancelledWhy } = request;
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/staff/requests", label: "Requests" },
          { to: `/staff/clients/${clientId}`, label: clientName },
        ]}
        here={number ?? title}
      />
      <p className="mb-3">
        <BadgeOf of={badge[status]} />
      </p>
      <PageTitle lead={draft && !may.send ? "A manager, an owner or whoever manages the project sends it. Prepare it here, then tell them." : undefined} actions={<Actions id={id} may={may} />}>
        {title}
      </PageTitle>
      <WhoSees of={audience} because={draft ? "it is a draft" : "the portal is closed to them"} />
      {timeAsk && (
        <Notice tone="soon">
          {timeAsk.name} asks for more time{timeAsk.note ? `: “${timeAsk.note}”` : "."}
        </Notice>
      )}
      {status === "cancelled" && <Notice tone="move">Cancelled: {cancelledWhy}</Notice>}
      <Facts of={request} />
      <Folio title="Items" hint={draft ? "In the order the client reads them." : undefined}>
        {draft && (
          <>
            {draft.length > 0 && <ol>{draft.map((item) => <DraftItem key={item.id} of={item} id={id} />)}</ol>}
            {draft.length === 0 && <Empty title="No items yet">Add what you need: a name, a date, a choice, a file. The client answers each by itself.</Empty>}
          </>
        )}
        {items && <ol>{items.map((item) => <ReviewItem key={item.id} of={item} id={id} />)}</ol>}
        {may.add && (
          <p className="mt-5">
            <Link className={draft?.length === 0 ? "btn btn-brand" : "btn"} to={`${staffPath(id)}/items/new`}>
              Add an item
            </Link>
          </p>
        )}
      </Folio>
      {question && (
        <Folio title="Questions">
          <div className="grid max-w-letter gap-6">
            {thread.length > 0 ? <Questions of={thread} /> : <p className="text-ink-3">Nobody asked anything.</p>}
            <AnswerQuestion given={question} answer={answer} client={clientName} />
          </div>
        </Folio>
      )}
      {!draft && (
        <Folio title="Opened by">
          {views.length ? (
            <ul className="grid gap-1">
              {views.map(({ contactId, name, at }) => (
                <li key={contactId}>
                  {name}, <span className="text-ink-3"><When at={at} /></span>
                </li>
              ))}
            </ul>
          ) : (
            <p className="text-ink-3">Nobody at {clientName} has opened it yet.</p>
          )}
        </Folio>
      )}
      <Folio title="History">
        <Trail entries={history} />
      </Folio>
    </>
  );
}
