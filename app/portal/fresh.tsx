import { useLoaderData } from "@remix-run/react";
import { FreshLetter } from "#app/access/letter-pages.tsx";
import { freshAsked, requestFresh, secretPage } from "#app/access/mailed.server.ts";
import { asStranger } from "#app/access/stranger.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Mailed, Over } from "./mailed.tsx";

export const meta = titled("A fresh link");
export const headers = secretPage;

export const loader = asStranger(({ request }) => freshAsked(request));
export const action = asStranger(({ request, viewer, params }) => requestFresh(request, viewer, params.token!));

export default function Fresh() {
  return <FreshLetter face="portal" Mailed={Mailed} Over={Over} {...useLoaderData<typeof loader>()} />;
}
