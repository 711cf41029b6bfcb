import { Link } from "@remix-run/react";
import type { FormGiven } from "#app/lib/form.server.ts";
import { Confirm } from "#app/ui/confirm.tsx";
import { ActionButton, Button, Form, Hidden, TextField, useFormOf } from "#app/ui/form.tsx";
import { QrCode } from "#app/ui/qr.tsx";
import { Day } from "#app/ui/when.tsx";

/** Recovery codes to be printed or written down, in two columns. */
export const RecoveryCodes = ({ codes }: { codes: string[] }) => (
  <ol className="num grid max-w-note list-inside list-decimal grid-cols-2 gap-x-8 gap-y-2 border border-rule px-5 py-4 font-semibold marker:font-normal marker:text-ink-3">
    {codes.map((code) => (
      <li key={code}>{code}</li>
    ))}
  </ol>
);

/** Asks for the password and a code before a second factor is changed: a browser left open is not enough. */
export function Proof({ given, answer, question, consequence, verb, kind }: { given: FormGiven; answer: unknown; question: string; consequence: string; verb: string; kind?: "stop" | "brand" }) {
  const [form, fields] = useFormOf<{ currentPassword: string; code: string }>(given, answer);
  return (
    <Confirm of={form} question={question} consequence={consequence} verb={verb} kind={kind} back="/staff/profile">
      <div className="grid max-w-note gap-5">
        <TextField of={fields.currentPassword} label="Current password" type="password" autoComplete="current-password" />
        <TextField of={fields.code} label="Code" hint="Six digits from your authenticator app, or one of your recovery codes." className="max-w-48 num" autoComplete="one-time-code" />
      </div>
    </Confirm>
  );
}

/** The secret to be taken into an app, as a picture and in letters, and the form that asks for a first code of it. */
export function SetUp({ shown, given, answer, begin }: { shown: { key: string; size: number; path: string }; given: FormGiven; answer: unknown; begin: FormGiven }) {
  const [form, fields] = useFormOf<{ currentPassword: string; code: string; to?: string }>(given, answer);
  return (
    <>
      <div className="grid gap-8">
        <section>
          <h2 className="text-h3 font-semibold">Take this into your app</h2>
          <p className="mt-1 text-ink-2">Scan the picture with your authenticator app, or type the letters below it.</p>
          <div className="mt-4 flex flex-wrap items-end gap-x-8 gap-y-4">
            <QrCode size={shown.size} path={shown.path} label="QR code of your secret, for an authenticator app" />
            <dl className="facts min-w-0">
              <div>
                <dt>Secret</dt>
                <dd className="num max-w-48 font-semibold">{shown.key}</dd>
              </div>
              <div>
                <dt>Kind</dt>
                <dd>Time-based, six digits</dd>
              </div>
            </dl>
          </div>
        </section>
        <section>
          <h2 className="text-h3 font-semibold">Show that it works</h2>
          <Form of={form} className="mt-4 grid max-w-note gap-5" refused="Your second factor is still off">
            <TextField of={fields.code} label="Six-digit code" hint="What the app shows now." className="max-w-32 num" inputMode="numeric" autoComplete="one-time-code" />
            <TextField of={fields.currentPassword} label="Current password" type="password" autoComplete="current-password" />
            <Hidden of={fields.to} />
            <div>
              <Button kind="brand">Turn on second factor</Button>
            </div>
          </Form>
        </section>
      </div>
      <div className="mt-8 flex flex-wrap items-center gap-x-5 gap-y-3 border-t border-rule pt-5">
        <p className="text-small text-ink-3">Does the app not take it, or did somebody see it?</p>
        <ActionButton given={begin}>Show another secret</ActionButton>
      </div>
    </>
  );
}

/** A second factor that is in force: since when, what is left, and what can be done with it. */
export const InForce = ({ since, codesLeft }: { since: string | Date; codesLeft: number }) => (
  <div className="max-w-letter">
    <dl className="facts sm:grid-cols-2">
      <div>
        <dt>Second factor</dt>
        <dd>
          On, since <Day at={since} />
        </dd>
      </div>
      <div>
        <dt>Recovery codes left</dt>
        <dd>{codesLeft === 0 ? "None" : codesLeft}</dd>
      </div>
    </dl>
    {codesLeft < 3 && <p className="mt-4 text-ink-2">Without recovery codes a lost phone locks you out. Make new ones while you have it.</p>}
    <div className="mt-5 flex flex-wrap gap-3">
      <Link className="btn btn-small" to="/staff/profile/second-factor/new-codes">
        Make new recovery codes…
      </Link>
      <Link className="btn btn-small btn-stop" to="/staff/profile/second-factor/off">
        Turn off…
      </Link>
    </div>
  </div>
);
