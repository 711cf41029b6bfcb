import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { ForgotForm } from "#app/access/forms.server.ts";
import { requestReset } from "#app/access/request.server.ts";
import { asStranger } from "#app/access/stranger.server.ts";
import { askedFrom } from "#app/lib/cookies.server.ts";
import { blankUnsigned, submitUnsigned } from "#app/lib/form.server.ts";
import type { PageHandle } from "#app/ui/document.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, TextField, useFormOf } from "#app/ui/form.tsx";
import { Mailed } from "./mailed.tsx";

const path = "/staff/forgot";
export const meta = titled("Forgotten password");
export const handle: PageHandle = { body: "staff" };

export const loader = asStranger(({ request }) => ({
  form: blankUnsigned(ForgotForm, path),
  sent: new URL(request.url).searchParams.has("sent") ? (askedFrom(request, "staff", "reset")?.email ?? "your address") : null,
}));

export const action = asStranger(({ request, viewer }) => submitUnsigned(request, ForgotForm, (given) => requestReset(viewer, "staff", given)));

export default function Forgot() {
  const { form: given, sent } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof ForgotForm>>(given, useActionData<typeof action>());
  if (sent)
    return (
      <Mailed title="Check your email">
        <p className="mt-3">
          If <strong className="break-words">{sent}</strong> has access here, a link to choose a new password is on its way.
        </p>
        <p className="mt-3 text-ink-2">It works once, for 30 minutes. Until then your password stays as it is.</p>
        <p className="mt-8">
          <a href={path}>Use a different address</a>
        </p>
      </Mailed>
    );
  return (
    <Mailed title="Forgotten password">
      <p className="mt-3 text-ink-2">We email you a link to choose a new one.</p>
      <Form of={form} className="mt-6 grid gap-4" refused="No letter was sent">
        <TextField of={fields.email} label="Work email" type="email" autoComplete="username" />
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <Button kind="brand">Email me a link</Button>
          <a className="inline-flex min-h-6 items-center" href="/staff/login">
            Back to sign in
          </a>
        </div>
      </Form>
    </Mailed>
  );
}
