import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { LinkExpired } from "#app/documents/parts.tsx";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { answerWithOriginal } from "../files.server.ts";

export const meta = titled("This link has expired");

// What is drawn here is only for a link whose time is over; else entry.server sends the file.
export const loader = asContact(({ viewer, request, params, context }) => {
  const isAnswered = answerWithOriginal(viewer, params.id!, params.original!, request, context);
  return data({ back: `/portal/approvals/${params.id}`, original: params.original! }, isAnswered ? 200 : 410);
});

export default function Download() {
  const { back, original } = useLoaderData<typeof loader>();
  return <LinkExpired fresh={`${back}/originals/${original}`} back={back} />;
}
