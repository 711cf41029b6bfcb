import { Outlet, useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { projects } from "../projects.server.ts";

export const loader = asContact(({ contact, params }) => {
  const { id, name, summary } = projects(contact).find(params.id!);
  return { id, name, summary };
});

export const meta = titled<{ name: string }>(({ name }) => name);

export default function Project() {
  const { name, summary } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumb trail={[{ to: "/portal/projects", label: "Projects" }]} here={name} />
      <PageTitle lead={summary}>{name}</PageTitle>
      <Outlet />
    </>
  );
}
