import type { ReactNode } from "react";
import type { FormGiven } from "#app/lib/form.server.ts";
import { permissionNames, permissions } from "#app/people/viewer.ts";
import { initials } from "#app/lib/words.ts";
import { BadgeOf } from "#app/ui/badge.tsx";
import { Choice, Field, Select, TextArea, TextField } from "#app/ui/field.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Avatar } from "#app/ui/page.tsx";
import { Day, When } from "#app/ui/when.tsx";
import { type Access, type PermissionField, accessBadge, fieldOf } from "./contact.ts";

type FieldGiven = Parameters<typeof TextField>[0]["of"] & Parameters<typeof Field>[0]["of"];

export const ClientFields = ({ fields, members }: { fields: Record<"name" | "address" | "sinceOn" | "lookedAfterBy" | "internalNotes", FieldGiven>; members: { id: string; name: string }[] }) => (
  <>
    <TextField of={fields.name} label="Name" className="max-w-note" />
    <TextArea of={fields.address} label="Address" rows={3} optional />
    <TextField of={fields.sinceOn} label="Client since" type="date" className="w-44!" />
    <Select of={fields.lookedAfterBy} label="Looked after by" hint="Their contacts’ letters are answered to this member." className="max-w-note" optional options={[{ value: "", label: "Nobody yet" }, ...members.map(({ id, name }) => ({ value: id, label: name }))]} />
    <TextArea of={fields.internalNotes} label="Internal notes" hint="Clients never see this." optional />
  </>
);

/** A box for each permission; with its sentence where there is room for it. */
export const PermissionBoxes = ({ fields, hints, className }: { fields: Record<PermissionField, FieldGiven>; hints?: boolean; className?: string }) => (
  <div className={className}>
    {permissionNames.map((name) => (
      <Choice key={name} of={fields[fieldOf(name)]} label={permissions[name].label} hint={hints ? permissions[name].hint : undefined} />
    ))}
  </div>
);

export const PersonFields = ({ fields, emailHint }: { fields: Record<"name" | "email" | "role", FieldGiven>; emailHint?: ReactNode }) => (
  <>
    <TextField of={fields.name} label="Display name" className="max-w-note" autoComplete="off" />
    <TextField of={fields.email} label="Email address" type="email" hint={emailHint} className="max-w-note" autoComplete="off" />
    <TextField of={fields.role} label="Role" hint="What they do at the client, for example Founder." className="max-w-note" autoComplete="off" optional />
  </>
);

export interface ContactCard {
  name: string;
  role: string;
  email: string;
  access: Access;
  invitedAt: Date | string;
  seenAt: Date | string | null;
  /** The post gave up on a letter to them. */
  unreached: boolean;
}

/** Who somebody is, and how they stand with the portal. */
export const ContactFace = ({ of: { name, role, email, access, invitedAt, seenAt, unreached } }: { of: ContactCard }) => (
  <div className="flex min-w-0 gap-3">
    <Avatar initials={initials(name)} />
    <div className="min-w-0">
      <p className="font-semibold wrap-anywhere">{name}</p>
      {role && <p className="text-fine text-ink-3 wrap-anywhere">{role}</p>}
      <p className="text-fine text-ink-3 wrap-anywhere">{email}</p>
      {seenAt ? (
        <p className="text-fine text-ink-3">
          Last seen <When at={seenAt} />
        </p>
      ) : (
        <p className="text-fine text-ink-3">
          Invited <Day at={invitedAt} />, not signed in yet
        </p>
      )}
      {unreached && (
        <p className="error mt-1 text-fine">
          <Icon name="alert" />
          <span>Letters do not arrive. Check the address.</span>
        </p>
      )}
      {(access === "ended" || access === "invitation_expired") && (
        <p className="mt-1">
          <BadgeOf of={accessBadge[access]} />
        </p>
      )}
    </div>
  </div>
);

/** The button that opens the portal as a contact sees it. A plain form: the other face is another document. */
export const SeePortal = ({ given, name }: { given: FormGiven; name: string }) => (
  <form method="post" action={given.action}>
    <input type="hidden" name="_key" value={given.key} />
    <button className="btn btn-small">
      See their portal<span className="sr-only"> as {name}</span>
    </button>
  </form>
);
