import { useActionData } from "@remix-run/react";
import { done, submit } from "#app/lib/form.server.ts";
import { count } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Unchosen } from "#app/ui/several.tsx";
import { SeveralForm } from "../forms.server.ts";
import { STAFF_LIST } from "../paths.ts";
import { changeSeveral } from "../sorting.server.ts";

export const meta = titled("Change several");

/** Where one lands who opens the address of the form, and where it says what went wrong. */
export const loader = asMember(() => null);

export const action = asMember(({ member, request }) =>
  submit({ request, viewer: member }, SeveralForm, (tx, chosen) => {
    const { changed, left } = changeSeveral(tx, member, chosen);
    const query = new URLSearchParams(chosen.query);
    const words = `${count(changed, "job or ticket is", "jobs and tickets are")} changed.`;
    return done(`${STAFF_LIST}${query.size ? `?${query}` : ""}`, `${words[0]!.toUpperCase()}${words.slice(1)}${left ? ` ${count(left, "stands", "stand")} so already.` : ""}`);
  }),
);

export default function Several() {
  return <Unchosen title="Change several jobs and tickets" back={STAFF_LIST} answer={useActionData<typeof action>()} />;
}
