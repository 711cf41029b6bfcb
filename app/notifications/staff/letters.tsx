import { useActionData, useLoaderData } from "@remix-run/react";
import { ChoicesForm } from "#app/events/choices-form.server.ts";
import { choose } from "#app/events/choosing.server.ts";
import { done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb } from "#app/ui/page.tsx";
import { LetterChoices } from "../letters-parts.tsx";
import { lettersPage, lettersPath } from "../letters.server.ts";

export const meta = titled("Your letters");

export const loader = asMember(({ viewer }) => lettersPage(viewer));

export const action = asMember(({ viewer, request }) =>
  submit({ request, viewer }, ChoicesForm, (tx, wanted) => {
    choose(tx, viewer, wanted);
    return done(lettersPath(viewer), "Saved. It holds from the next letter on.");
  }),
);

export default function Letters() {
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/profile", label: "Profile" }]} here="Your letters" />
      <LetterChoices page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
    </>
  );
}
