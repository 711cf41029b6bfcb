import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { reset } from "#app/access/arrival.server.ts";
import { ResetForm } from "#app/access/forms.server.ts";
import { secretPage, shown } from "#app/access/mailed.server.ts";
import { asStranger } from "#app/access/stranger.server.ts";
import { blankUnsigned, submitUnsigned } from "#app/lib/form.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, TextField, useFormOf } from "#app/ui/form.tsx";
import { Mailed, Over } from "./mailed.tsx";

export const meta = titled("Choose a new password");
export const headers = secretPage;

export const loader = asStranger(({ params }) => shown({ secret: params.token!, purpose: "reset", face: "portal" }, blankUnsigned(ResetForm, `/portal/reset/${params.token}`)));

export const action = asStranger(({ request, viewer, params }) =>
  submitUnsigned(request, ResetForm, ({ password }) => reset({ request, viewer, face: "portal", secret: params.token! }, password)),
);

export default function Reset() {
  const { link, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof ResetForm>>(given, useActionData<typeof action>());
  if (!link) return <Over action={`${given.action}/fresh`} />;
  return (
    <Mailed title="Choose a new password">
      <p className="mt-3 text-lead text-ink-2">For {link.for}. Every other browser where you are signed in is signed out.</p>
      <Form of={form} className="mt-6 grid gap-5" refused="Your password is as it was">
        <TextField of={fields.password} label="New password" hint="At least 12 characters. Several words with spaces are good." type="password" autoComplete="new-password" />
        <div>
          <Button kind="brand">Save password and sign in</Button>
        </div>
      </Form>
    </Mailed>
  );
}
