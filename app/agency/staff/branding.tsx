import { useLoaderData, useLocation, useOutlet } from "@remix-run/react";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Folio } from "#app/ui/page.tsx";
import { AgencyFields, SettingsPage } from "../parts.tsx";
import { ColourFields } from "../preview.tsx";
import { agencyGiven, colourGiven, logoGiven } from "../given.server.ts";
import { LogoFields } from "../logo-fields.tsx";

export const loader = asMember(({ member }) => ({ agency: agencyGiven(member), light: logoGiven(member, "light"), dark: logoGiven(member, "dark"), colour: colourGiven(member) }), { only: ["owner"] });

export const meta = titled("Settings: branding");

// After a refusal too: the forms must know what stands there now.
export const shouldRevalidate = () => true;

/** The look of the agency. Each form has an address of its own; one that is handed back stands in its place here. */
export default function Branding() {
  const { agency, light, dark, colour } = useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  const outlet = useOutlet();
  const at = (path: string) => (pathname === `/staff/settings/${path}` ? outlet : null);
  return (
    <SettingsPage here="/staff/settings">
      <Folio title="Agency">{at("agency") ?? <AgencyFields given={agency} />}</Folio>
      <Folio title="Logo">
        <div className="grid max-w-letter gap-x-4 gap-y-6 sm:grid-cols-2">
          {at("logos/light") ?? <LogoFields given={light} />}
          {at("logos/dark") ?? <LogoFields given={dark} />}
        </div>
      </Folio>
      <Folio title="Colour" id="colour">
        {at("colour") ?? <ColourFields given={colour} shown={colour.shown} />}
      </Folio>
    </SettingsPage>
  );
}
