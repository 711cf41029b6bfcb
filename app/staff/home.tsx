import { titled } from "#app/ui/agency.tsx";
import { PageTitle } from "#app/ui/page.tsx";
import { asMember } from "./door.server.ts";

export const meta = titled("Home");
export const loader = asMember(() => null);

export default function Home() {
  return <PageTitle>Home</PageTitle>;
}
