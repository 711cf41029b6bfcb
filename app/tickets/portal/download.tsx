import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { LinkExpired } from "#app/documents/parts.tsx";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { answerWithTicketFile, pathOfFile, ticketFile } from "../files.server.ts";
import { portalPath } from "../paths.ts";

export const meta = titled("This link has expired");

// What is drawn here is only for a link whose time is over; else entry.server sends the file.
export const loader = asContact(({ contact, request, params, context }) => {
  const isAnswered = answerWithTicketFile(contact, params.file!, request, context);
  return data({ fresh: pathOfFile(contact, params.file!), id: ticketFile(contact, params.file!).ticket.id }, isAnswered ? 200 : 410);
}, { needs: "submitRequests" });

export default function Download() {
  const { fresh, id } = useLoaderData<typeof loader>();
  return <LinkExpired fresh={fresh} back={portalPath(id)} />;
}
