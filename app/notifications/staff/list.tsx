import { useLoaderData } from "@remix-run/react";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { NoticesPage } from "../parts.tsx";
import { noticesPage } from "../notifications.server.ts";

export const meta = titled("Notifications");

export const loader = asMember(({ viewer, request }) => noticesPage(viewer, new URL(request.url)));

export default function Notices() {
  return <NoticesPage of={useLoaderData<typeof loader>()} />;
}
