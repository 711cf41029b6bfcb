import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Choices, Form, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, Folio, PageTitle } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { secondFactorAsked } from "#app/access/second-factor.server.ts";
import { RequirementForm } from "../forms.server.ts";
import { roleWords } from "../member.ts";
import { requireSecondFactor, teamFactors } from "../second-factor.server.ts";

const path = "/staff/team/second-factor";
export const meta = titled("Second factor of the team");

export const loader = asMember(
  ({ member }) => ({
    you: member.id,
    team: teamFactors(member).map(({ role, hasSignedIn, ...one }) => ({ ...one, role: roleWords[role], hasSignedIn: Boolean(hasSignedIn) })),
    form: blank(RequirementForm, member, path, { required: secondFactorAsked() ? "yes" : "no" }),
  }),
  { only: ["owner"] },
);

export const action = asMember(
  ({ member, request }) =>
    submit({ request, viewer: member }, RequirementForm, (tx, { required }) => {
      const changed = requireSecondFactor(tx, member, required === "yes");
      return done(path, !changed ? "It stays as it was." : required === "yes" ? "Everyone on the team needs a second factor from now on." : "A second factor is each member’s own choice from now on.");
    }),
  { only: ["owner"] },
);

export default function TeamSecondFactor() {
  const { you, team, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof RequirementForm>>(given, useActionData<typeof action>());
  const without = team.filter(({ since, hasSignedIn }) => !since && hasSignedIn).length;
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/team", label: "Team" }]} here="Second factor" />
      <PageTitle lead="A code from an app on the phone, after the password.">Second factor of the team</PageTitle>
      <Folio title="Who needs one">
        <Form of={form} className="grid max-w-letter gap-5">
          <Choices
            of={fields.required}
            label="On signing in to the staff pages"
            options={[
              { value: "no", label: "Each member’s own choice" },
              { value: "yes", label: "Everyone on the team needs one", hint: `Whoever has none sets it up before anything else, from their next page on.${without ? ` That is ${without} of you today.` : ""}` },
            ]}
          />
          <div>
            <Button>Save choice</Button>
          </div>
        </Form>
      </Folio>
      <Folio title="Who has one">
        <Table
          caption="Second factors of the team"
          rows={team}
          rowKey={({ id }) => id}
          columns={[
            { head: "Name", cell: ({ id, name }) => (id === you ? `${name} (you)` : name) },
            { head: "Role", cell: ({ role }) => role },
            { head: "Second factor", cell: ({ since, hasSignedIn }) => (since ? <span>On, since <Day at={since} /></span> : hasSignedIn ? <strong>None</strong> : <span className="text-ink-3">Not signed in yet</span>) },
            { head: "Recovery codes", right: true, cell: ({ since, codesLeft }) => (since ? `${codesLeft} left` : "") },
            {
              head: "Actions",
              quiet: true,
              right: true,
              cell: ({ id, name, since }) => (
                <span className="inline-flex flex-wrap gap-x-4 gap-y-1">
                  <Link to={`/staff/team/${id}/sessions`}>
                    Sessions<span className="sr-only"> of {name}</span>
                  </Link>
                  {since && id !== you && (
                    <Link to={`/staff/team/${id}/second-factor`}>
                      Reset…<span className="sr-only"> the second factor of {name}</span>
                    </Link>
                  )}
                </span>
              ),
            },
          ]}
        />
      </Folio>
    </>
  );
}
