import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { TextField, useFormOf } from "#app/ui/form.tsx";
import { PayLinkForm } from "../forms.server.ts";
import { invoices } from "../invoices.server.ts";
import { setPayLink } from "../settling.server.ts";

const billers = { only: ["owner" as const, "manager" as const] };
const pathOf = (id: string) => `/staff/invoices/${id}`;

export const loader = asMember(({ member, params }) => {
  const { id, number, status, payLink, voidedAt } = invoices(member).find(params.id!);
  if (status === "draft") throw new NotFound();
  if (voidedAt) throw new Refused(409, `${number} is void. Nothing was recorded.`);
  return { id, number, form: blank(PayLinkForm, member, `${pathOf(id)}/pay-link`, { payLink }) };
}, billers);

export const meta = titled<{ number: string | null }>(({ number }) => `Pay ${number} online`);

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, PayLinkForm, (tx, words) => {
      setPayLink(tx, member, params.id!, words);
      return done(pathOf(params.id!), words.payLink ? "The link is on their page." : "There is no link any more.");
    }),
  billers,
);

export default function PayLink() {
  const { id, number, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof PayLinkForm>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} kind="brand" question={`Where can ${number} be paid online?`} consequence="The link stands on the client’s page beside the bank details." verb="Save link" back={pathOf(id)}>
      <TextField of={fields.payLink} label="Link" hint="It begins with https://. Leave it empty for none." type="url" optional />
    </Confirm>
  );
}
