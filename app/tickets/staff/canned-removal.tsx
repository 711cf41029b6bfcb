import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { cannedReplies, removeReply } from "../canned.server.ts";
import { STAFF_LIST } from "../paths.ts";

const HERE = `${STAFF_LIST}/replies`;

export const loader = asMember(({ member, params }) => {
  const { id, name } = cannedReplies(member).find(params.reply!);
  return { name, form: blank(NoFields, member, `${HERE}/${id}/removal`) };
});

export const meta = titled<{ name: string }>(({ name }) => `Remove ${name}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    removeReply(tx, member, params.reply!);
    return done(HERE, "The reply is removed.");
  }),
);

export default function RemoveCanned() {
  const { name, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  return <Confirm of={form} question={`Remove ${name}?`} consequence="Nobody can put it in a reply any more. What was sent with it stays as it is." verb="Remove reply" back={HERE} />;
}
