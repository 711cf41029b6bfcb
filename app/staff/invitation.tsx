import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { accept } from "#app/access/arrival.server.ts";
import { StaffInvitationForm } from "#app/access/forms.server.ts";
import { secretPage, shown } from "#app/access/mailed.server.ts";
import { asStranger } from "#app/access/stranger.server.ts";
import { blankUnsigned, submitUnsigned } from "#app/lib/form.server.ts";
import type { PageHandle } from "#app/ui/document.ts";
import { titled, useAgency } from "#app/ui/agency.tsx";
import { Button, Form, TextField, useFormOf } from "#app/ui/form.tsx";
import { Mailed, Over } from "./mailed.tsx";

export const meta = titled("Welcome");
export const handle: PageHandle = { body: "staff" };
export const headers = secretPage;

export const loader = asStranger(({ params }) => shown({ secret: params.token!, purpose: "invitation", face: "staff" }, blankUnsigned(StaffInvitationForm, `/staff/invitation/${params.token}`)));

export const action = asStranger(({ request, viewer, params }) =>
  submitUnsigned(request, StaffInvitationForm, ({ password }) => accept({ request, viewer, face: "staff", secret: params.token! }, password)),
);

export default function Invitation() {
  const { link, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof StaffInvitationForm>>(given, useActionData<typeof action>());
  const { name } = useAgency();
  if (!link) return <Over action={`${given.action}/fresh`} />;
  return (
    <Mailed title={`Welcome, ${link.name.split(/\s+/)[0]}`}>
      <p className="mt-3 text-ink-2">
        You are joining {name}, as {link.for}.
      </p>
      <Form of={form} className="mt-6 grid gap-4" refused="You are not signed in">
        {!link.hasPassword && (
          <TextField of={fields.password} label="Choose a password" hint="At least 12 characters. Several words with spaces are good." type="password" autoComplete="new-password" />
        )}
        <div>
          <Button kind="brand" className="w-full">
            Start work
          </Button>
        </div>
      </Form>
      <p className="mt-5 text-small text-ink-3">Not you? Close this page. Nothing happens until you press the button.</p>
    </Mailed>
  );
}
