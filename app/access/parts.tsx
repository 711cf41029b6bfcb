import type { FormGiven } from "#app/lib/form.server.ts";
import { ActionButton, Button, Form, TextField, useFormOf } from "#app/ui/form.tsx";
import { When } from "#app/ui/when.tsx";
import type { SessionSeen, SessionShown } from "./sessions.server.ts";

/** A new password, and the current one from whoever has one: a browser left open is not enough to take an account. */
export function NewPassword({ given, answer, hint }: { given: FormGiven; answer?: unknown; hint?: string }) {
  const [form, fields] = useFormOf<{ currentPassword?: string; password: string }>(given, answer);
  return (
    <Form of={form} className="grid max-w-note gap-5" refused="Your password is as it was">
      {"currentPassword" in given.constraint && <TextField of={fields.currentPassword} label="Current password" type="password" autoComplete="current-password" />}
      <TextField of={fields.password} label="New password" hint={["At least 12 characters.", hint].filter(Boolean).join(" ")} type="password" autoComplete="new-password" />
      <div>
        <Button>Save password</Button>
      </div>
    </Form>
  );
}

/** One browser in words: what it is, whether it is this one, where and how somebody signed in with it. */
export const SessionWords = ({ device, address, how, since, lastSeen, here }: Omit<SessionSeen, "id"> & { here?: boolean }) => (
  <div>
    <p className="font-medium">
      {device}
      {here && <span className="font-normal text-ink-3">, this one</span>}
    </p>
    <p className="text-small text-ink-3">
      Signed in {how} <When at={since} />
      {address && `, from ${address}`}
    </p>
    {!here && (
      <p className="text-small text-ink-3">
        Last used <When at={lastSeen} />
      </p>
    )}
  </div>
);

/** The browsers somebody is signed in with, this one first, each but this with a button that ends it. */
export const Sessions = ({ sessions, everywhere }: { sessions: SessionShown[]; everywhere: FormGiven }) => (
  <div className="mt-8 max-w-letter border-t border-rule pt-5">
    <h3 className="text-base font-semibold">Where you are signed in</h3>
    <ul className="mt-2">
      {[...sessions].sort((a, b) => Number(b.end === null) - Number(a.end === null)).map(({ id, device, end, ...words }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2 border-b border-rule py-3">
          <SessionWords device={device} {...words} here={end === null} />
          {end && (
            <ActionButton given={end}>
              Sign out<span className="sr-only"> {device}</span>
            </ActionButton>
          )}
        </li>
      ))}
    </ul>
    <div className="mt-5">
      <ActionButton given={everywhere} small={false}>
        Sign out everywhere
      </ActionButton>
    </div>
  </div>
);
