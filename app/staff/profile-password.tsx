import { useActionData, useLoaderData } from "@remix-run/react";
import { ChangeForm } from "#app/access/forms.server.ts";
import { NewPassword } from "#app/access/parts.tsx";
import { type Ready, changePassword, readyPassword } from "#app/access/password.server.ts";
import { passwordForm } from "#app/access/sessions.server.ts";
import { done, submit } from "#app/lib/form.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { asMember } from "./door.server.ts";

export const meta = titled("New password");

export const loader = asMember(({ member }) => ({ form: passwordForm(member, "/staff/profile") }));

export const action = asMember(({ request, viewer }) =>
  submit(
    { request, viewer },
    ChangeForm,
    (tx, _, ready: Ready) => {
      changePassword(tx, viewer, ready);
      return done("/staff/profile", "Your new password is set. Every other browser is signed out.");
    },
    (given) => readyPassword(viewer, given),
  ),
);

export default function NewPasswordPage() {
  const { form } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/profile", label: "Profile" }]} here="New password" />
      <PageTitle>New password</PageTitle>
      <NewPassword given={form} answer={useActionData<typeof action>()} />
    </>
  );
}
