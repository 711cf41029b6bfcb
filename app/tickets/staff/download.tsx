import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { LinkExpired } from "#app/documents/parts.tsx";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { answerWithTicketFile, pathOfFile, ticketFile } from "../files.server.ts";
import { staffPath } from "../paths.ts";

export const meta = titled("This link has expired");

// What is drawn here is only for a link whose time is over; else entry.server sends the file.
export const loader = asMember(({ member, request, params, context }) => {
  const isAnswered = answerWithTicketFile(member, params.file!, request, context);
  return data({ fresh: pathOfFile(member, params.file!), id: ticketFile(member, params.file!).ticket.id }, isAnswered ? 200 : 410);
});

export default function Download() {
  const { fresh, id } = useLoaderData<typeof loader>();
  return <LinkExpired fresh={fresh} back={staffPath(id)} />;
}
