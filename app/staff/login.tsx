import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { PasswordForm } from "#app/access/forms.server.ts";
import { signInByPassword } from "#app/access/sign-in.server.ts";
import { asStranger } from "#app/access/stranger.server.ts";
import { flashFrom } from "#app/lib/cookies.server.ts";
import { blankUnsigned, submitUnsigned } from "#app/lib/form.server.ts";
import { ownPath } from "#app/lib/request.server.ts";
import { titled } from "#app/ui/agency.tsx";
import type { PageHandle } from "#app/ui/document.ts";
import { Button, Form, Hidden, TextField, useFormOf } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/page.tsx";
import { OuterFrame } from "./frame.tsx";
import { memberFrom, staffSession } from "./session.server.ts";

const path = "/staff/login";
export const meta = titled("Staff sign in");
export const handle: PageHandle = { body: "staff" };

export const loader = asStranger(({ request, context }) => {
  const to = new URL(request.url).searchParams.get("to") ?? undefined;
  const found = staffSession(request);
  if (memberFrom(found, request, context)) throw redirect(ownPath(to, "staff"), 303);
  return { form: blankUnsigned(PasswordForm, path, { to }), ended: found.state === "over" && found.why === "access_ended", flash: flashFrom(request, "staff") ?? null };
});

export const action = asStranger(({ request, viewer }) => submitUnsigned(request, PasswordForm, (given) => signInByPassword(request, viewer, "staff", given)));

export default function Login() {
  const { form: given, ended, flash } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof PasswordForm>>(given, useActionData<typeof action>());
  return (
    <OuterFrame>
      {flash && <Notice>{flash}</Notice>}
      {ended && <Notice tone="soon">Your access has ended. If you still need it, ask an owner of this portal.</Notice>}
      <h1>Staff sign in</h1>
      <p className="mt-1 text-ink-2">
        Clients sign in at <a href="/portal/login">their own page</a>.
      </p>
      <Form of={form} className="mt-6 grid gap-4" refused="You are not signed in">
        <TextField of={fields.email} label="Work email" type="email" autoComplete="username" />
        <TextField of={fields.password} label="Password" type="password" autoComplete="current-password" />
        <Hidden of={fields.to} />
        <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button kind="brand">Sign in</Button>
          <a className="inline-flex min-h-6 items-center" href="/staff/forgot">
            I forgot my password
          </a>
        </div>
      </Form>
    </OuterFrame>
  );
}
