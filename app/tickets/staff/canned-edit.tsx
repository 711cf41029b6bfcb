import { useActionData, useLoaderData } from "@remix-run/react";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { cannedReplies, changeReply } from "../canned.server.ts";
import { CannedForm } from "../forms.server.ts";
import { STAFF_LIST } from "../paths.ts";
import { CannedFields } from "./canned-fields.tsx";

const HERE = `${STAFF_LIST}/replies`;

export const loader = asMember(({ member, params }) => {
  const { id, name, body, seen } = cannedReplies(member).find(params.reply!);
  return { name, seen, form: blank(CannedForm, member, `${HERE}/${id}`, { name, body }) };
});

export const meta = titled<{ name: string }>(({ name }) => `Change ${name}`);
export const shouldRevalidate = () => true;

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, CannedForm, (tx, words) => {
    changeReply(tx, member, params.reply!, words);
    return done(HERE, `“${words.name}” is changed.`);
  }),
);

export default function EditCanned() {
  const { name, seen, form } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumb
        trail={[
          { to: STAFF_LIST, label: "Jobs & support" },
          { to: HERE, label: "Kept replies" },
        ]}
        here={name}
      />
      <PageTitle lead="What was sent with it stays as it was.">Change {name}</PageTitle>
      <CannedFields given={form} answer={useActionData<typeof action>()} seen={seen} verb="Save reply" />
    </>
  );
}
