import { useActionData, useLoaderData } from "@remix-run/react";
import { redirect } from "@remix-run/node";
import type { z } from "zod";
import { endedAccess } from "#app/access/ended.server.ts";
import { EntryForm, LinkForm, PasswordForm } from "#app/access/forms.server.ts";
import { requestLink } from "#app/access/request.server.ts";
import { signInByPassword } from "#app/access/sign-in.server.ts";
import { asStranger } from "#app/access/stranger.server.ts";
import { flashFrom } from "#app/lib/cookies.server.ts";
import { type FormGiven, blankUnsigned, submitUnsigned } from "#app/lib/form.server.ts";
import { findPreview } from "#app/people/previews.server.ts";
import { ownPath } from "#app/lib/request.server.ts";
import { titled, useAgency } from "#app/ui/agency.tsx";
import { Button, Form, Hidden, TextField, useFormOf } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/page.tsx";
import { OuterFrame, Reach } from "./frame.tsx";
import { contactFrom, portalSession } from "./session.server.ts";

const path = "/portal/login";
export const meta = titled("Sign in");

export const loader = asStranger(({ request, context }) => {
  const to = new URL(request.url).searchParams.get("to") ?? undefined;
  const found = portalSession(request);
  if (contactFrom(found, request, context)) throw redirect(ownPath(to, "portal"), 303);
  return {
    link: { ...blankUnsigned(LinkForm, path, { to }), id: "link" },
    password: { ...blankUnsigned(PasswordForm, path, { to }), id: "password" },
    ended: endedAccess(found),
    flash: flashFrom(request, "portal") ?? null,
    // Only somebody of the agency ever has one; here it is over.
    previewOver: findPreview(request) !== undefined,
  };
});

export const action = asStranger(({ request, viewer }) =>
  submitUnsigned(request, EntryForm, ({ email, password, to }) =>
    password === undefined ? requestLink(viewer, "portal", { email, to }) : signInByPassword(request, viewer, "portal", { email, password, to }),
  ),
);

export default function Login() {
  const { link, password, ended, flash, previewOver } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const isOfPassword = answer && "initialValue" in answer && answer.initialValue?.with === "password";
  const { name } = useAgency();
  return (
    <OuterFrame>
      {flash && <Notice>{flash}</Notice>}
      {previewOver && (
        <Notice tone="move">
          The preview has ended. <a href="/staff/clients">Go back to your clients</a>, and begin another there.
        </Notice>
      )}
      {ended && (
        <Notice tone="soon">
          <strong>Your access to {ended.clientName} has ended.</strong> If you still need it, ask <Reach who={ended.ask} />.
        </Notice>
      )}
      <div className="grid gap-x-16 gap-y-8 border-t border-line pt-6 md:mt-6 md:pt-8 lg:grid-cols-[minmax(0,1fr)_26rem] lg:grid-rows-[auto_1fr]">
        <div className="max-w-note">
          <h1>Sign in</h1>
          <p className="mt-2 text-lead text-ink-2">Your projects and papers with {name}.</p>
        </div>
        <div className="lg:row-span-2 lg:pt-1.5">
          <ByLink given={link} answer={isOfPassword ? undefined : answer} />
          <details className="mt-8 border-t border-rule pt-5" open>
            <summary className="inline-flex min-h-6 items-center font-semibold">Or use your password</summary>
            <ByPassword given={password} answer={isOfPassword ? answer : undefined} />
          </details>
        </div>
        <CannotGetIn />
      </div>
    </OuterFrame>
  );
}

function ByLink({ given, answer }: { given: FormGiven; answer: unknown }) {
  const [form, fields] = useFormOf<z.input<typeof LinkForm>>(given, answer);
  return (
    <Form of={form} refused="No link was sent">
      <TextField of={fields.email} label="Email address" hint="The one we write to you at." type="email" autoComplete="username" />
      <Hidden of={fields.to} />
      <div>
        <Button kind="brand" className="w-full">
          Email me a sign-in link
        </Button>
      </div>
    </Form>
  );
}

function ByPassword({ given, answer }: { given: FormGiven; answer: unknown }) {
  const [form, fields] = useFormOf<z.input<typeof PasswordForm>>(given, answer);
  return (
    <Form of={form} className="mt-4 grid gap-5" refused="You are not signed in">
      <input type="hidden" name="with" value="password" />
      <TextField of={fields.email} label="Email address" type="email" autoComplete="username" />
      <TextField of={fields.password} label="Password" type="password" autoComplete="current-password" />
      <Hidden of={fields.to} />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button>Sign in with password</Button>
        <a className="inline-flex min-h-6 items-center" href="/portal/forgot">
          I forgot my password
        </a>
      </div>
    </Form>
  );
}

function CannotGetIn() {
  const agency = useAgency();
  return (
    <aside className="max-w-80 text-small lg:self-end" aria-labelledby="trouble">
      <h2 id="trouble" className="text-small font-semibold">
        Can’t get in?
      </h2>
      <p className="mt-1 text-ink-2">
        Only people we have invited can sign in. If your address has changed, or the link does not come within five minutes, ask <Reach who={agency} />.
      </p>
      <p className="mt-3 text-ink-3">The link works once, for 10 minutes.</p>
    </aside>
  );
}
