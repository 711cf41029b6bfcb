import { Outlet, useLoaderData } from "@remix-run/react";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { projects } from "../projects.server.ts";

export const loader = asMember(({ member, params }) => {
  const { id, name, summary } = projects(member).find(params.id!);
  return { id, name, summary };
});

export const meta = titled<{ name: string }>(({ name }) => name);

export default function Project() {
  const { name, summary } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/projects", label: "Projects" }]} here={name} />
      <PageTitle lead={summary}>{name}</PageTitle>
      <Outlet />
    </>
  );
}
