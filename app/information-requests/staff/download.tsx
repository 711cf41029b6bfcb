import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { LinkExpired } from "#app/documents/parts.tsx";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { answerWithRequestFile, requestFile } from "../files.server.ts";
import { filePath, staffPath } from "../paths.ts";

export const meta = titled("This link has expired");

// What is drawn here is only for a link whose time is over; else entry.server sends the file.
export const loader = asMember(({ member, request, params, context }) => {
  const isAnswered = answerWithRequestFile(member, params.file!, request, context);
  return data({ file: params.file!, id: requestFile(member, params.file!).request.id }, isAnswered ? 200 : 410);
});

export default function Download() {
  const { file, id } = useLoaderData<typeof loader>();
  return <LinkExpired fresh={filePath(file)} back={staffPath(id)} />;
}
