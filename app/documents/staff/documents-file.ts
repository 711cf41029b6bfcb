import { dayHere } from "#app/agency/agency.server.ts";
import { csvAnswer } from "#app/lib/csv.server.ts";
import { allOf } from "#app/lib/pages.ts";
import { projects } from "#app/projects/projects.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { documentsFrom } from "../asked.ts";
import { documents } from "../documents.server.ts";

export const loader = asMember(({ member, params, request }) => {
  const { id, name } = projects(member).find(params.id!);
  const { order, ...asked } = documentsFrom(new URL(request.url));
  return csvAnswer(`${name} documents`, columns, allOf((slice) => documents(member).page(slice, { ...asked, projectId: id }, order)));
});

type Row = ReturnType<ReturnType<typeof documents>["page"]>[number];

const columns = [
  { head: "Document", cell: ({ name }: Row) => name },
  { head: "Label", cell: ({ label }: Row) => label },
  { head: "Version", cell: ({ version }: Row) => version },
  { head: "Bytes", cell: ({ size }: Row) => size },
  { head: "Uploaded", cell: ({ uploadedAt }: Row) => dayHere(uploadedAt) },
  { head: "Shared", cell: ({ sharedAt }: Row) => dayHere(sharedAt) },
];
