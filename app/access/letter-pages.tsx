import type { ComponentType, ReactNode } from "react";
import type { FormGiven } from "#app/lib/form.server.ts";
import type { Face } from "#app/people/viewer.ts";
import { Button, Form, TextField, useFormOf } from "#app/ui/form.tsx";

/** The frames a face gives to its pages of mailed links: a page with a title, and one for a link that is over. */
interface Frames {
  face: Face;
  Mailed: ComponentType<{ title: string; children: ReactNode }>;
  Over: ComponentType<{ action: string }>;
}

/** Asks for an address, and says that a letter is on its way: the same for every address. */
export function Forgotten({ face, Mailed, given, sent, answer }: Omit<Frames, "Over"> & { given: FormGiven; sent: string | null; answer: unknown }) {
  const [form, fields] = useFormOf<{ email: string }>(given, answer);
  const isClients = face === "portal";
  if (sent)
    return (
      <Mailed title="Check your email">
        <p className={isClients ? "mt-3 text-lead" : "mt-3"}>
          If <strong className="break-words">{sent}</strong> has access here, a link to choose a new password is on its way.
        </p>
        <p className="mt-3 text-ink-2">It works once, for 30 minutes. Until then your password stays as it is.</p>
        <p className="mt-8">
          <a href={given.action}>Use a different address</a>
        </p>
      </Mailed>
    );
  return (
    <Mailed title="Forgotten password">
      <p className={isClients ? "mt-3 text-lead text-ink-2" : "mt-3 text-ink-2"}>We email you a link to choose a new one.{isClients && " A sign-in link needs no password at all."}</p>
      <Form of={form} className={isClients ? "mt-6 grid gap-5" : "mt-6 grid gap-4"} refused="No letter was sent">
        <TextField of={fields.email} label={isClients ? "Email address" : "Work email"} hint={isClients && "The one we write to you at."} type="email" autoComplete="username" />
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <Button kind="brand">Email me a link</Button>
          <a className="inline-flex min-h-6 items-center" href={`/${face}/login`}>
            Back to sign in
          </a>
        </div>
      </Form>
    </Mailed>
  );
}

/** Takes a new password from whoever holds an open link; what a used one opens is said in the same words for all. */
export function ChooseNewPassword({ face, Mailed, Over, given, link, answer }: Frames & { given: FormGiven; link: { for: string } | null; answer: unknown }) {
  const [form, fields] = useFormOf<{ password: string }>(given, answer);
  const isClients = face === "portal";
  if (!link) return <Over action={`${given.action}/fresh`} />;
  return (
    <Mailed title="Choose a new password">
      <p className={isClients ? "mt-3 text-lead text-ink-2" : "mt-3 text-ink-2"}>For {link.for}. Every other browser where you are signed in is signed out.</p>
      <Form of={form} className={isClients ? "mt-6 grid gap-5" : "mt-6 grid gap-4"} refused="Your password is as it was">
        <TextField of={fields.password} label="New password" hint="At least 12 characters. Several words with spaces are good." type="password" autoComplete="new-password" />
        <div>
          <Button kind="brand">Save password and sign in</Button>
        </div>
      </Form>
    </Mailed>
  );
}

/** What a link that no longer works leads to, whichever it was: the same answer for one that never was ours. */
export const FreshLetter = ({ face, Mailed, Over, action, sent }: Frames & { action: string; sent: boolean }) =>
  sent ? (
    <Mailed title="Check your email">
      <p className={face === "portal" ? "mt-3 text-lead" : "mt-3"}>If that link was ours, a fresh one is on its way to the address on file.</p>
      <p className="mt-8">
        <a href={`/${face}/login`}>Go to the sign-in page</a>
      </p>
    </Mailed>
  ) : (
    <Over action={action} />
  );
