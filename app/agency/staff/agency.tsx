import { useActionData, useLoaderData } from "@remix-run/react";
import { done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { AgencyForm } from "../forms.server.ts";
import { agencyGiven } from "../given.server.ts";
import { AgencyFields } from "../parts.tsx";
import { changeSettings } from "../settings.server.ts";

const owners = { only: ["owner" as const] };

export const loader = asMember(({ member }) => agencyGiven(member), owners);
export const meta = titled("Settings: agency");
export const shouldRevalidate = () => true;

export const action = asMember(
  ({ member, request }) =>
    submit({ request, viewer: member }, AgencyForm, (tx, { seen, ...agency }) => {
      changeSettings(tx, member, "agency", agency, seen);
      return done("/staff/settings", "Saved. Clients see it from their next page.");
    }),
  owners,
);

export default function Agency() {
  return <AgencyFields given={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
