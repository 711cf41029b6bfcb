import { redirect } from "@remix-run/node";
import { asMember } from "#app/staff/door.server.ts";
import { linkTo } from "../links.server.ts";

// A page by its form only, so that what is not there is a page in words. `?version=2` asks for an earlier one.
export const loader = asMember(({ member, request, params }) => redirect(linkTo(member, params.id!, new URL(request.url).searchParams.get("version")), 303));

export default function File() {
  return null;
}
