import { useActionData, useLoaderData } from "@remix-run/react";
import { mute } from "#app/events/choosing.server.ts";
import { titleOfThread } from "#app/events/thread-titles.server.ts";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { lettersPath, threadPath } from "../letters.server.ts";

export const meta = titled<{ title: string }>(({ title }) => `No more letters about ${title}`);

export const loader = asContact(({ viewer, params }) => ({ title: titleOfThread(viewer, params.thread!), form: blank(NoFields, viewer, threadPath(viewer, params.thread!)) }));

export const action = asContact(({ viewer, request, params }) =>
  submit({ request, viewer }, NoFields, (tx) => {
    mute(tx, viewer, { thread: params.thread!, title: titleOfThread(viewer, params.thread!, tx) });
    return done(lettersPath(viewer), "You get no more letters about it. The bell has what happens all the same.");
  }),
);

export default function Mute() {
  const { title, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  return <Confirm of={form} kind="brand" question={`No more letters about ${title}?`} consequence="What happens there still stands on the bell, and receipts still come. You can have the letters again at any time." verb="Stop these letters" back="/portal/profile/letters" />;
}
