import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { accept } from "#app/access/arrival.server.ts";
import { InvitationForm } from "#app/access/forms.server.ts";
import { secretPage, shown } from "#app/access/mailed.server.ts";
import { asStranger } from "#app/access/stranger.server.ts";
import { blankUnsigned, submitUnsigned } from "#app/lib/form.server.ts";
import { titled, useAgency } from "#app/ui/agency.tsx";
import { Button, Form, TextField, useFormOf } from "#app/ui/form.tsx";
import { Mailed, Over } from "./mailed.tsx";

export const meta = titled("Welcome");
export const headers = secretPage;

export const loader = asStranger(({ params }) => shown({ secret: params.token!, purpose: "invitation", face: "portal" }, blankUnsigned(InvitationForm, `/portal/invitation/${params.token}`)));

export const action = asStranger(({ request, viewer, params }) =>
  submitUnsigned(request, InvitationForm, ({ password }) => accept({ request, viewer, face: "portal", secret: params.token! }, password)),
);

export default function Invitation() {
  const { link, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof InvitationForm>>(given, useActionData<typeof action>());
  const { name } = useAgency();
  if (!link) return <Over action={`${given.action}/fresh`} />;
  return (
    <Mailed title={`Welcome, ${link.name.split(/\s+/)[0]}`}>
      <p className="mt-3 text-lead text-ink-2">
        {name} keeps your projects and papers here, for {link.for}.
      </p>
      <Form of={form} className="mt-6 grid gap-5" refused="You are not signed in">
        {!link.hasPassword && (
          <TextField of={fields.password} label="Choose a password" hint="At least 12 characters. Without one, you sign in by a link we email you." type="password" autoComplete="new-password" optional />
        )}
        <div>
          <Button kind="brand" className="w-full">
            Open the portal
          </Button>
        </div>
      </Form>
      <p className="mt-5 text-small text-ink-3">Not you? Close this page. Nothing happens until you press the button.</p>
    </Mailed>
  );
}
