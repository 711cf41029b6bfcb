import { Link } from "@remix-run/react";
import type { z } from "zod";
import type { FormGiven } from "#app/lib/form.server.ts";
import { TextField } from "#app/ui/field.tsx";
import { ActionButton, Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import type { ContactForm, PermissionsForm } from "../forms.server.ts";
import { ContactFace, PermissionBoxes, SeePortal } from "../parts.tsx";
import type { ContactLineGiven } from "./contacts.server.ts";

const line = "border-t border-rule py-4 first:border-t-0 first:pt-0";
const columns = "grid gap-x-8 gap-y-3 xl:grid-cols-[15rem_minmax(0,1fr)_12rem] xl:items-start";

/** One contact: who they are, what they may do, and what can be done about it. */
export const ContactLine = ({ of }: { of: ContactLineGiven }) => (
  <div className={line}>
    {of.permissions ? (
      <PermissionsInPlace of={of} given={of.permissions} />
    ) : (
      <div className={columns}>
        <ContactFace of={of} />
        <p className="text-small text-ink-3">{of.permitted || (of.archived ? "" : "Cannot sign in and gets no letters.")}</p>
        {of.access === "ended" && !of.archived && of.kept && (
          <p className="flex flex-wrap gap-2 xl:justify-end xl:pt-1">
            <Link className="btn btn-small" to={`${of.path}/reactivation`}>
              Give access again…<span className="sr-only"> to {of.name}</span>
            </Link>
          </p>
        )}
        {of.preview && (
          <div className="xl:justify-self-end xl:pt-1">
            <SeePortal given={of.preview} name={of.name} />
          </div>
        )}
      </div>
    )}
    {of.permissions && (
      <div className="mt-2 flex flex-wrap items-center gap-x-5 gap-y-2 text-small xl:pl-10">
        <Link className="inline-flex min-h-6 items-center" to={of.path}>
          Edit details<span className="sr-only"> of {of.name}</span>
        </Link>
        <Link className="inline-flex min-h-6 items-center" to={`${of.path}/deactivation`}>
          End access…<span className="sr-only"> of {of.name}</span>
        </Link>
        {of.preview && <SeePortal given={of.preview} name={of.name} />}
        {of.invitation && (
          <ActionButton given={of.invitation}>
            Invite again<span className="sr-only">: {of.name}</span>
          </ActionButton>
        )}
      </div>
    )}
  </div>
);

function PermissionsInPlace({ of, given }: { of: ContactLineGiven; given: FormGiven }) {
  const [form, fields] = usePlainFormOf<z.input<typeof PermissionsForm>>(given, undefined);
  return (
    <Form of={form} className="">
      <fieldset className={columns}>
        <legend className="sr-only">{of.name}</legend>
        <input type="hidden" name="seen" value={of.seen} />
        <ContactFace of={of} />
        <PermissionBoxes fields={fields} className="grid grid-cols-2 gap-x-4" />
        <div className="flex gap-2 xl:flex-row-reverse xl:pt-1">
          <Button small>
            Save<span className="sr-only"> permissions of {of.name}</span>
          </Button>
        </div>
      </fieldset>
    </Form>
  );
}

/** The short form; where something is wrong with it, it comes back on a page of its own. */
export function AddContact({ given, open }: { given: FormGiven; open: boolean }) {
  const [form, fields] = usePlainFormOf<z.input<typeof ContactForm>>(given, undefined);
  return (
    <details className="mt-2 border-t border-rule pt-4" open={open || given.restored} id="add-contact">
      <summary className="inline-flex min-h-6 items-center font-semibold">Add a contact</summary>
      <Form of={form} className="mt-3 grid gap-4">
        <div className="grid gap-4 sm:grid-cols-3 sm:items-start">
          <TextField of={fields.name} label="Display name" autoComplete="off" />
          <TextField of={fields.email} label="Email address" type="email" autoComplete="off" />
          <TextField of={fields.role} label="Role" autoComplete="off" optional />
        </div>
        <fieldset>
          <legend className="sr-only">What they may do</legend>
          <PermissionBoxes fields={fields} hints className="grid gap-x-8 sm:grid-cols-2" />
        </fieldset>
        <div>
          <Button>Add and invite</Button>
        </div>
      </Form>
    </details>
  );
}
