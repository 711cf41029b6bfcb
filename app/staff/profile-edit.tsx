import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { ProfileForm } from "#app/team/forms.server.ts";
import { members } from "#app/team/members.server.ts";
import { changeProfile, profileOf } from "#app/team/profile.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, TextField, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { asMember } from "./door.server.ts";

export const meta = titled("Edit profile");

export const loader = asMember(({ member }) => {
  const profile = profileOf(members(member).find(member.id));
  return { seen: stampOf(profile), form: blank(ProfileForm, member, "/staff/profile/edit", profile) };
});

// After a refusal too: the form must know what stands there now.
export const shouldRevalidate = () => true;

export const action = asMember(({ member, request }) =>
  submit({ request, viewer: member }, ProfileForm, (tx, value) => done("/staff/profile", changeProfile(tx, member, value) ? "Your details are saved." : "Your details are as they were.")),
);

export default function EditProfile() {
  const { seen, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof ProfileForm>>(given, useActionData<typeof action>());
  return (
    <div className="max-w-note">
      <Breadcrumb trail={[{ to: "/staff/profile", label: "Profile" }]} here="Edit" />
      <PageTitle>Edit profile</PageTitle>
      <Form of={form}>
        <input type="hidden" name="seen" value={seen} />
        <TextField of={fields.name} label="Name" hint="Clients you work for read it on pages and letters." autoComplete="name" />
        <TextField of={fields.title} label="Title" hint="Project manager, for example." autoComplete="organization-title" optional />
        <TextField of={fields.phone} label="Telephone" hint="Clients whose projects you manage may call it." type="tel" autoComplete="tel" optional />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Save details</Button>
          <Link className="btn" to="/staff/profile">
            Go back
          </Link>
        </div>
      </Form>
    </div>
  );
}
