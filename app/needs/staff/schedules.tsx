import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { SettingsPage } from "#app/agency/parts.tsx";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Folio } from "#app/ui/page.tsx";
import { Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import { type Days, type ScheduledKind, scheduled, scheduledKinds } from "../schedule.ts";
import { SchedulesForm, changeSchedules, schedules } from "../schedules.server.ts";

const HERE = "/staff/settings/reminders";
const owners = { only: ["owner" as const] };

export const loader = asMember(({ member }) => {
  const { values, seen } = schedules(member);
  return { form: blank(SchedulesForm, member, HERE, values), seen };
}, owners);
export const meta = titled("Settings: reminders");
export const shouldRevalidate = () => true;

export const action = asMember(
  ({ member, request }) =>
    submit({ request, viewer: member }, SchedulesForm, (tx, given) => {
      changeSchedules(tx, member, given);
      return done(HERE, "Saved. It holds from the next morning on.");
    }),
  owners,
);

const titles = { information_request: "Requests", proposal: "Proposals", acceptance: "Acceptances", deliverable: "Approvals", invoice: "Invoices", comment: "Questions you asked", ticket: "Jobs & support" } satisfies Record<ScheduledKind, string>;
const ends: Partial<Record<ScheduledKind, string>> = { proposal: "Days before the last day to answer", acceptance: "Days before the last day to accept" };
const labels = { before: "Days before it is due", after: "Days after", undated: "Without a day: days after you asked" } satisfies Record<Days, string>;

export default function Schedules() {
  const { form: given, seen } = useLoaderData<typeof loader>();
  const [form, fields] = usePlainFormOf<Record<string, string | undefined>>(given, useActionData<typeof action>());
  return (
    <SettingsPage here={HERE}>
      <p className="mb-6 max-w-letter text-ink-2">
        Clients are reminded in the morning of their own clock: one letter a day at most, and none about what is answered, disputed or silenced. Write days with commas, 0 for the day itself; a field left empty reminds nobody. <Link to="/staff/reminders">What waits on clients now</Link>
      </p>
      <Form of={form} className="">
        <input type="hidden" name="seen" value={seen} />
        {scheduledKinds.map((kind) => (
          <Folio key={kind} title={titles[kind]}>
            <div className="grid max-w-letter items-end gap-4 sm:grid-cols-2">
              {scheduled[kind].days.map((days) => (
                <TextField key={days} of={fields[`${kind}-${days}`]!} label={(days === "before" && ends[kind]) || (days === "undated" && scheduled[kind].days.length === 1 ? "Days after you asked" : labels[days])} />
              ))}
            </div>
          </Folio>
        ))}
        <div className="border-t border-rule pt-5">
          <Button kind="brand">Save reminders</Button>
        </div>
      </Form>
    </SettingsPage>
  );
}
