import { redirect } from "@remix-run/node";
import { asMember } from "#app/staff/door.server.ts";
import { done, press } from "#app/lib/form.server.ts";
import { tryAgain } from "../letterbook.server.ts";

// Whoever comes here by address finds the letter, with its button.
export const loader = asMember(({ params }) => redirect(`/staff/outbox/${params.id}`, 303), { only: ["owner"] });

export const action = asMember(
  ({ member, request, params }) =>
    press({ request, viewer: member }, (tx) => {
      tryAgain(tx, member, params.id!);
      return done(`/staff/outbox/${params.id}`, "The letter is tried again now.");
    }),
  { only: ["owner"] },
);
