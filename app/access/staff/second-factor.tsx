import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blankUnsigned, submitUnsigned } from "#app/lib/form.server.ts";
import { OuterFrame } from "#app/staff/frame.tsx";
import { titled } from "#app/ui/agency.tsx";
import type { PageHandle } from "#app/ui/document.ts";
import { Button, Form, TextField, useFormOf } from "#app/ui/form.tsx";
import { CodeForm } from "../forms.server.ts";
import { askedOf, completeSignIn } from "../second-step.server.ts";
import { asStranger } from "../stranger.server.ts";

const path = "/staff/second-factor";
export const meta = titled("Six-digit code");
export const handle: PageHandle = { body: "staff" };

export const loader = asStranger(({ request, viewer }) => ({ ...askedOf(request, viewer), form: blankUnsigned(CodeForm, path) }));

export const action = asStranger(({ request, viewer }) => submitUnsigned(request, CodeForm, ({ code }) => completeSignIn(request, viewer, code, "code")));

export default function SecondFactor() {
  const { for: address, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof CodeForm>>(given, useActionData<typeof action>());
  return (
    <OuterFrame>
      <h1>Six-digit code</h1>
      <p className="mt-1 text-ink-2">One more step to sign in as <span className="whitespace-nowrap">{address}</span>.</p>
      <Form of={form} className="mt-6 grid gap-4" refused="You are not signed in">
        <TextField of={fields.code} label="Six-digit code" hint="From your authenticator app." className="max-w-32 num" inputMode="numeric" autoComplete="one-time-code" autoFocus />
        <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button kind="brand">Sign in</Button>
          <a className="inline-flex min-h-6 items-center" href="/staff/second-factor/recovery">
            I don’t have my phone
          </a>
        </div>
      </Form>
    </OuterFrame>
  );
}
