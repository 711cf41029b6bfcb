import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { answerWithFile } from "../downloads.server.ts";
import { LinkExpired } from "../parts.tsx";

export const meta = titled("This link has expired");

// What is drawn here is only for a link whose time is over; else entry.server sends the file.
export const loader = asMember(({ member, request, params, context }) => {
  const isAnswered = answerWithFile(member, params.id!, request, context);
  return data({ id: params.id! }, isAnswered ? 200 : 410);
});

export default function Download() {
  const { id } = useLoaderData<typeof loader>();
  return <LinkExpired fresh={`/staff/files/${id}`} back={`/staff/documents/${id}`} />;
}
