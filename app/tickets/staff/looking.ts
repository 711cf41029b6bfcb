import { data } from "@remix-run/node";
import { asMember } from "#app/staff/door.server.ts";
import { lookAt } from "../lookers.server.ts";

// Asked again and again by an open page: the session is read each time, and is not kept alive by it.
export const loader = asMember(({ member, params }) => data({ names: lookAt(member, params.id!) }, { headers: { "Cache-Control": "no-store" } }), { unnoticed: true });
