import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, submit } from "#app/lib/form.server.ts";
import { ownPath } from "#app/lib/request.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled, useAgency } from "#app/ui/agency.tsx";
import { ActionButton } from "#app/ui/form.tsx";
import { Breadcrumb, Notice, PageTitle } from "#app/ui/page.tsx";
import { TurnOnForm } from "../forms.server.ts";
import { handOut } from "../handed-codes.server.ts";
import { InForce, SetUp } from "../second-factor-parts.tsx";
import { mustSetUp, ownSecondFactor, readyToChange, turnOnSecondFactor } from "../second-factor.server.ts";

const path = "/staff/profile/second-factor";
export const meta = titled("Second factor");

export const loader = asMember(({ member, request }) => {
  const to = ownPath(new URL(request.url).searchParams.get("to"), "staff", "");
  const begin = blank(NoFields, member, `${path}/begin`);
  return { ...ownSecondFactor(member), must: mustSetUp(member), begin: { ...begin, action: begin.action + (to && `?to=${encodeURIComponent(to)}`) }, form: blank(TurnOnForm, member, path, { to }) };
});

// After a wrong code too: the secret that was taken into the app stays on the page.
export const shouldRevalidate = () => true;

export const action = asMember(({ member, request }) =>
  submit(
    { request, viewer: member },
    TurnOnForm,
    (tx, { code, to }) => handOut(member, turnOnSecondFactor(tx, member, code), "Your second factor is on. Every other browser is signed out.", to),
    (given) => readyToChange(member, given),
  ),
);

export default function SecondFactor() {
  const { on, setUp, must, begin, form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { name } = useAgency();
  return (
    <div className="max-w-letter">
      <Breadcrumb trail={[{ to: "/staff/profile", label: "Profile" }]} here="Second factor" />
      <PageTitle lead="A code from an app on your phone, asked for after your password: whoever learns the password alone does not get in.">Second factor</PageTitle>
      {must && <Notice tone="soon">{name} asks everyone on the team for a second factor. Set yours up, and go on with your work.</Notice>}
      {on ? (
        <InForce {...on} />
      ) : setUp ? (
        <SetUp shown={setUp} given={form} answer={answer} begin={begin} />
      ) : (
        <>
          <p className="mb-5">You need an authenticator app on your phone: Google Authenticator, Aegis, Bitwarden or any other that shows six-digit codes.</p>
          <ActionButton given={begin} kind="brand" small={false}>
            Set up an app
          </ActionButton>
        </>
      )}
    </div>
  );
}
