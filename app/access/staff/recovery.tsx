import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blankUnsigned, submitUnsigned } from "#app/lib/form.server.ts";
import { OuterFrame } from "#app/staff/frame.tsx";
import { titled } from "#app/ui/agency.tsx";
import type { PageHandle } from "#app/ui/document.ts";
import { Button, Form, TextField, useFormOf } from "#app/ui/form.tsx";
import { RecoveryForm } from "../forms.server.ts";
import { askedOf, completeSignIn } from "../second-step.server.ts";
import { asStranger } from "../stranger.server.ts";

const path = "/staff/second-factor/recovery";
export const meta = titled("Recovery code");
export const handle: PageHandle = { body: "staff" };

export const loader = asStranger(({ request, viewer }) => ({ ...askedOf(request, viewer), form: blankUnsigned(RecoveryForm, path) }));

export const action = asStranger(({ request, viewer }) => submitUnsigned(request, RecoveryForm, ({ recoveryCode }) => completeSignIn(request, viewer, recoveryCode, "recovery_code")));

export default function Recovery() {
  const { for: address, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof RecoveryForm>>(given, useActionData<typeof action>());
  return (
    <OuterFrame>
      <h1>Recovery code</h1>
      <p className="mt-1 text-ink-2">For when your phone is lost or elsewhere. You sign in as <span className="whitespace-nowrap">{address}</span>.</p>
      <Form of={form} className="mt-6 grid gap-4" refused="You are not signed in">
        <TextField of={fields.recoveryCode} label="Recovery code" hint="One of the ten you kept. Each works once." className="max-w-48 num" autoComplete="off" />
        <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button kind="brand">Sign in</Button>
          <a className="inline-flex min-h-6 items-center" href="/staff/second-factor">
            Use my app instead
          </a>
        </div>
      </Form>
      <p className="mt-6 border-t border-rule pt-4 text-small text-ink-3">No codes left? An owner of this portal can reset your second factor.</p>
    </OuterFrame>
  );
}
