import { useActionData, useLoaderData } from "@remix-run/react";
import { done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { chosenOf } from "../colour.ts";
import { ColourForm } from "../forms.server.ts";
import { colourGiven } from "../given.server.ts";
import { ColourFields } from "../preview.tsx";
import { changeSettings } from "../settings.server.ts";

const owners = { only: ["owner" as const] };

/** `?colour=` is looked at, not saved. */
export const loader = asMember(({ member, request }) => {
  const asked = new URL(request.url).searchParams;
  return colourGiven(member, chosenOf({ colour: asked.get("colour"), pick: asked.get("pick"), shown: asked.get("shown") }));
}, owners);
export const meta = titled("Settings: colour");
export const shouldRevalidate = () => true;

export const action = asMember(
  ({ member, request }) =>
    submit({ request, viewer: member }, ColourForm, (tx, { seen, brandColour }) => {
      changeSettings(tx, member, "colour", { brandColour }, seen);
      return done("/staff/settings", "Saved. Clients see the new colour from their next page.");
    }),
  owners,
);

export default function Colour() {
  const given = useLoaderData<typeof loader>();
  return <ColourFields key={given.shown.typed ?? given.shown.colour} given={given} shown={given.shown} answer={useActionData<typeof action>()} />;
}
