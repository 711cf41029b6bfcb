import { useActionData, useLoaderData } from "@remix-run/react";
import { done } from "#app/lib/form.server.ts";
import { submitUpload } from "#app/lib/uploads.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { LOGO_LIMIT, paperFrom } from "../agency.ts";
import { LogoForm } from "../forms.server.ts";
import { logoGiven } from "../given.server.ts";
import { LogoFields } from "../logo-fields.tsx";
import { inMemory, setLogo } from "../logos.server.ts";
import { type Picture, pictureFrom } from "../pictures.server.ts";

const owners = { only: ["owner" as const] };

export const loader = asMember(({ member, params }) => logoGiven(member, paperFrom(params.paper)), owners);
export const meta = titled("Settings: logo");
export const shouldRevalidate = () => true;

export const action = asMember(({ member, request, params }) => {
  const paper = paperFrom(params.paper);
  return submitUpload(
    { request, viewer: member },
    LogoForm,
    { most: 1, limit: LOGO_LIMIT, ...inMemory },
    (tx, { seen }, _, picture: Picture) => {
      setLogo(tx, member, paper, picture, seen);
      return done("/staff/settings", "Saved. Clients see the new logo from their next page.");
    },
    ([file]) => pictureFrom(file!.bytes),
  );
}, owners);

export default function Logo() {
  return <LogoFields given={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
