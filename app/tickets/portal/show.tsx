import { useActionData, useLoaderData } from "@remix-run/react";
import { submitFiles } from "#app/documents/uploads.server.ts";
import { done } from "#app/lib/form.server.ts";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { BadgeOf } from "#app/ui/badge.tsx";
import { Breadcrumb, Notice } from "#app/ui/page.tsx";
import { ReplyForm } from "../forms.server.ts";
import { Message } from "../parts.tsx";
import { PORTAL_LIST, portalPath } from "../paths.ts";
import { reply } from "../talking.server.ts";
import { FILES_AT_ONCE, badge } from "../ticket.ts";
import { tickets } from "../tickets.server.ts";
import { Facts } from "./facts.tsx";
import { portalPage } from "./page.server.ts";
import { Answering } from "./answering.tsx";
import { Settled } from "./settled.tsx";

const section = { needs: "submitRequests" as const };

export const loader = asContact(({ contact, params }) => portalPage(contact, params.id!), section);

export const meta = titled<{ ticket: { subject: string } }>(({ ticket }) => ticket.subject);

export const action = asContact(({ contact, request, params }) => {
  // Before its files are taken.
  const { id: asked } = tickets(contact).find(params.id!);
  return submitFiles(
    { request, viewer: contact },
    ReplyForm,
    (tx, words, files) => {
      const { id, message, isNew } = reply(tx, contact, asked, words, files);
      return isNew ? done(portalPath(id), "That was closed long ago, so this is a new request. The two are linked.") : done(`${portalPath(id)}#message-${message}`, "Your reply is sent.");
    },
    { most: FILES_AT_ONCE, optional: true },
  );
}, section);

export default function Ticket() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { ticket, thread, merged } = page;
  return (
    <>
      <Breadcrumb trail={[{ to: PORTAL_LIST, label: "Jobs & support" }]} here={ticket.name} />
      <div className="mb-8 max-w-letter md:mb-10">
        <p className="mb-3">
          <BadgeOf of={badge[ticket.status]} />
        </p>
        <h1 className="wrap-anywhere">{ticket.subject}</h1>
      </div>
      {merged.length > 0 && <Notice tone="move">{merged.join(" and ")} goes on here: what was written there stands in this thread.</Notice>}
      <div className="grid gap-x-12 gap-y-8 border-t border-line pt-5 lg:grid-cols-[11rem_minmax(0,1fr)]">
        <Facts of={page} />
        <div className="max-w-letter">
          <h2 className="sr-only">Messages</h2>
          <div className="thread">
            {thread.map((message) => (
              <Message key={message.id} of={message} />
            ))}
          </div>
          <Settled of={page} />
          <Answering of={page} answer={answer} />
        </div>
      </div>
    </>
  );
}
