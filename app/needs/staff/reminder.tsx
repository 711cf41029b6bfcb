import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, done, submit } from "#app/lib/form.server.ts";
import { list } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { PageTitle } from "#app/ui/page.tsx";
import { When } from "#app/ui/when.tsx";
import { remindOfRow, reminderPreview } from "../asking-again.server.ts";

export const loader = asMember(({ member, params }) => reminderPreview(member, params.client!, params.need!));

export const meta = titled<{ title: string }>(({ title }) => `Remind of ${title}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    const { names } = remindOfRow(tx, member, params.client!, params.need!);
    return done("/staff/home", `The reminder is on its way to ${list(names)}.`);
  }),
);

/** Who gets it, and what it says, before it goes. */
export default function Reminder() {
  const { title, label, clientName, to, last, gets, not, words, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  const more = (
    <div className="grid gap-3">
      {words && <blockquote className="border-l-2 border-rule-2 pl-4 wrap-anywhere">{words}</blockquote>}
      {not.map((sentence) => (
        <p key={sentence} className="text-ink-2">
          {sentence}
        </p>
      ))}
      <p className="text-ink-3">{last ? <>Last reminder: <When at={last} />.</> : "Nobody was reminded of it yet."}</p>
    </div>
  );
  if (gets.length === 0 && !form.handedBack)
    return (
      <div className="max-w-letter">
        <PageTitle lead={`${label}, ${clientName}. Nobody there can be reminded of it now.`}>{title}</PageTitle>
        {more}
        <p className="mt-6">
          <a className="btn" href={to}>
            Go to it
          </a>
        </p>
      </div>
    );
  return (
    <Confirm of={form} kind="brand" question={`Remind ${clientName} of ${title}?`} consequence={`${list(gets)} ${gets.length === 1 ? "gets" : "get"} a letter in a few minutes: one a day at most.`} verb="Send reminder" back="/staff/home">
      {more}
    </Confirm>
  );
}
