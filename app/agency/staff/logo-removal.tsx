import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { type Paper, paperFrom } from "../agency.ts";
import { logoFor, removeLogo } from "../logos.server.ts";

const owners = { only: ["owner" as const] };

export const loader = asMember(({ member, params }) => {
  const paper = paperFrom(params.paper);
  if (!logoFor(paper)) throw new NotFound();
  return { paper, form: blank(NoFields, member, `/staff/settings/logos/${paper}/removal`) };
}, owners);

export const meta = titled("Remove logo");

export const action = asMember(({ member, request, params }) => {
  const paper = paperFrom(params.paper);
  return submit({ request, viewer: member }, NoFields, (tx) => {
    removeLogo(tx, member, paper);
    return done("/staff/settings", "The logo is removed.");
  });
}, owners);

const consequence: Record<Paper, string> = {
  light: "Your agency’s name in type takes its place on every page. The file is not kept, so have it at hand if you may want it back.",
  dark: "Whoever reads in the dark sees the logo for light paper on a white plate. The file is not kept, so have it at hand if you may want it back.",
};

export default function RemoveLogo() {
  const { paper, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  return <Confirm of={form} question={`Remove the logo for ${paper} paper?`} consequence={consequence[paper]} verb="Remove logo" back="/staff/settings" />;
}
