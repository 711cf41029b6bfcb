import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { BackupsForm } from "#app/agency/forms.server.ts";
import { backupsGiven } from "#app/agency/given.server.ts";
import { SettingsPage } from "#app/agency/parts.tsx";
import { changeSettings } from "#app/agency/settings.server.ts";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { ActionButton, Button, Form, Select, TextField, useFormOf } from "#app/ui/form.tsx";
import { Folio, Notice } from "#app/ui/page.tsx";
import { When } from "#app/ui/when.tsx";
import { everyWords } from "../backup.ts";
import { safety } from "../backups.server.ts";

const owners = { only: ["owner" as const] };

export const loader = asMember(({ member }) => {
  const { open, ...stands } = safety(member);
  const button = (kind: keyof typeof open, path: string) => ({ asked: open[kind].asked, press: open[kind].may ? blank(NoFields, member, `/staff/settings/backups/${path}`) : null });
  return { ...backupsGiven(member), ...stands, now: { backup: button("backup", "now"), rehearsal: button("rehearsal", "rehearsal") } };
}, owners);
export const meta = titled("Settings: backups");
export const shouldRevalidate = () => true;

export const action = asMember(
  ({ member, request }) =>
    submit({ request, viewer: member }, BackupsForm, (tx, { seen, ...backups }) => {
      changeSettings(tx, member, "backups", backups, seen);
      return done("/staff/settings/backups", backups.backupEvery === "never" ? "Saved. No backup is made by itself any more." : "Saved. It holds from the next backup on.");
    }),
  owners,
);

const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${String(hour).padStart(2, "0")}:00` }));
const often = Object.entries(everyWords).map(([value, label]) => ({ value, label }));

export default function Backups() {
  const { form: given, seen, to, storage, backup, rehearsal, now } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof BackupsForm>>(given, useActionData<typeof action>());
  return (
    <SettingsPage here="/staff/settings/backups">
      <Folio title="How it stands">
        <dl className="facts max-w-letter sm:grid-cols-2">
          <div>
            <dt>Files lie in</dt>
            <dd className="break-words">{storage === "local" ? "this machine’s data folder" : storage}</dd>
          </div>
          <div>
            <dt>Backups go to</dt>
            <dd className="break-words">{to ?? "nowhere yet"}</dd>
          </div>
          <div>
            <dt>Last backup</dt>
            <dd>
              <Attempt of={backup} none="none yet" />
              {now.backup.asked && <Asked />}
            </dd>
          </div>
          <div>
            <dt>Last rehearsal</dt>
            <dd>
              <Attempt of={rehearsal} none="never rehearsed" />
              {now.rehearsal.asked && <Asked />}
            </dd>
          </div>
        </dl>
        {!to && (
          <div className="mt-5">
            <Notice tone="soon">
              <p>No backup is made by itself until whoever runs this machine sets BACKUP_TO: a folder on another disk, or a store elsewhere.</p>
            </Notice>
          </div>
        )}
        {(now.backup.press || now.rehearsal.press) && (
          <div className="mt-5 flex flex-wrap gap-2">
            {now.backup.press && <ActionButton given={now.backup.press}>Back up now</ActionButton>}
            {now.rehearsal.press && <ActionButton given={now.rehearsal.press}>Rehearse a restore</ActionButton>}
          </div>
        )}
        <p className="mt-4 max-w-letter text-small text-ink-3">A rehearsal restores the newest backup into a temporary folder and says whether it would work. Do that once a month. On the machine itself, <code>npm run backup</code> and <code>npm run rehearse</code> do the same.</p>
      </Folio>
      <Form of={form} className="">
        <input type="hidden" name="seen" value={seen} />
        <Folio title="By itself">
          <div className="grid max-w-letter gap-4 sm:grid-cols-2">
            <Select of={fields.backupEvery} label="How often" options={often} />
            <Select of={fields.backupHour} label="At" hint="In your time zone. Nobody is kept waiting by it." options={hours} />
            <TextField of={fields.backupsKept} label="Backups to keep" hint="Older ones are removed once a newer is made." type="number" inputMode="numeric" className="max-w-24" />
          </div>
        </Folio>
        <div className="border-t border-rule pt-5">
          <Button kind="brand">Save backups</Button>
        </div>
      </Form>
    </SettingsPage>
  );
}

const Asked = () => <span className="block text-small text-ink-2">One is asked for, and begins within a minute.</span>;

type Shown = { at: Date | string; good: boolean | null; says: string; done: number; total: number } | null;

function Attempt({ of: attempt, none }: { of: Shown; none: string }) {
  if (!attempt) return <>{none}</>;
  const { at, good, says, done, total } = attempt;
  return (
    <>
      {good === null ? "Under way" : good ? "Good" : <strong>Failed</strong>}, <When at={at} />
      <span className="block text-small text-ink-2">{good === null ? (total ? `${done} of ${total} files so far.` : "The database is being copied.") : says}</span>
    </>
  );
}
