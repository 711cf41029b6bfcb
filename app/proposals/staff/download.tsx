import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { LinkExpired } from "#app/documents/parts.tsx";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { answerWithAttachment } from "../files.server.ts";

export const meta = titled("This link has expired");

// What is drawn here is only for a link whose time is over; else entry.server sends the file.
export const loader = asMember(({ member, request, params, context }) => {
  const isAnswered = answerWithAttachment(member, params.id!, params.file!, request, context);
  return data({ back: `/staff/proposals/${params.id}`, file: params.file! }, isAnswered ? 200 : 410);
});

export default function Download() {
  const { back, file } = useLoaderData<typeof loader>();
  return <LinkExpired fresh={`${back}/files/${file}`} back={back} />;
}
