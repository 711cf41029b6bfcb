import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { bundleIn, zipPath } from "../links.server.ts";
import { LinkExpired } from "../parts.tsx";
import { answerWithZip } from "../zip.server.ts";

export const meta = titled("This link has expired");

// What is drawn here is only for a link whose time is over; else entry.server sends the zip.
export const loader = asMember(({ member, request, context }) => {
  const isAnswered = answerWithZip(member, request, context);
  const bundle = bundleIn(new URL(request.url).searchParams);
  return data({ fresh: zipPath("staff", bundle), back: `/staff/projects/${bundle.projectId}/documents` }, isAnswered ? 200 : 410);
});

export default function ZipDownload() {
  const { fresh, back } = useLoaderData<typeof loader>();
  return <LinkExpired fresh={fresh} back={back} />;
}
