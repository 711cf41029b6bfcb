import { useLoaderData } from "@remix-run/react";
import { agency } from "#app/agency/agency.server.ts";
import { now } from "#app/lib/clock.ts";
import { greeting } from "#app/lib/dates.ts";
import { titled } from "#app/ui/agency.tsx";
import { Empty, Folio, PageTitle } from "#app/ui/page.tsx";
import { asContact } from "./door.server.ts";

export const meta = titled("Home");

export const loader = asContact(({ contact }) => ({
  greeting: greeting(agency().timeZone, now()),
  firstName: contact.name.split(/\s+/)[0]!,
}));

export default function Home() {
  const { greeting, firstName } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle>
        {greeting}, {firstName}
      </PageTitle>
      <Folio title="Needs your attention">
        <Empty title="Nothing waiting for you">When we need something from you, it stands here first.</Empty>
      </Folio>
    </>
  );
}
