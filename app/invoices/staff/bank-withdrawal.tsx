import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { bankHistory, withdrawBankDetails } from "../bank.server.ts";
import { NotFound } from "#app/lib/refused.ts";

const roles = { only: ["owner" as const, "manager" as const] };
export const loader = asMember(({ member, params }) => {
  const details = bankHistory(member).find(({ id }) => id === params.details);
  if (!details) throw new NotFound();
  if (details.state !== "proposed") throw new Refused(409, "These bank details are no longer waiting. Nothing was recorded.");
  return { name: [details.holder, details.bank, details.iban || details.account].filter(Boolean).join(", "), form: blank(NoFields, member, `/staff/settings/bank/${details.id}/withdrawal`) };
}, roles);
export const meta = titled("Withdraw bank details");

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, NoFields, (tx) => {
      withdrawBankDetails(tx, member, params.details!);
      return done("/staff/settings/bank", "Withdrawn.");
    }),
  roles,
);

export default function BankWithdrawal() {
  const { name, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf<Record<string, never>>(given, useActionData<typeof action>());
  return <Confirm of={form} kind="stop" question={`Withdraw ${name}?`} consequence="They never come into force. The bank details that hold now stay." verb="Withdraw bank details" back="/staff/settings/bank" />;
}
