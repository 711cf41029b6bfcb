import { useActionData, useLoaderData } from "@remix-run/react";
import { agency } from "#app/agency/agency.server.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, TextField, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { RateForm } from "../forms.server.ts";
import { ratesOf, setRate } from "../rates.server.ts";

const only = { only: ["owner" as const, "manager" as const] };

export const meta = titled<{ name: string }>(({ name }) => `Rate of ${name}`);

export const loader = asMember(({ member, params }) => {
  const person = ratesOf(member).find(({ id }) => id === params.member);
  if (!person) throw new NotFound();
  const { id, name, amount } = person;
  return { name, currency: agency().currency, seen: stampOf({ amount }), form: blank(RateForm, member, `/staff/time/rates/${id}`, { rate: amount }) };
}, only);

// After a refusal too: the form must know what stands there now.
export const shouldRevalidate = () => true;

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, RateForm, (tx, rate) => {
      setRate(tx, member, params.member!, rate);
      return done("/staff/time/rates", "The rate is saved.");
    }),
  only,
);

export default function Rate() {
  const { name, currency, seen, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<{ rate?: string }>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Breadcrumb trail={[{ to: "/staff/time", label: "Time" }, { to: "/staff/time/rates", label: "Hourly rates" }]} here={name} />
      <PageTitle lead="It counts for time logged from now on; what is logged keeps its rate.">Rate of {name}</PageTitle>
      <Form of={form}>
        <input type="hidden" name="seen" value={seen} />
        <TextField of={fields.rate} label={`Rate an hour, in ${currency}`} hint="Leave it empty where no rate is said." inputMode="decimal" className="num max-w-36" optional />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Save rate</Button>
          <a className="btn" href="/staff/time/rates">
            Go back
          </a>
        </div>
      </Form>
    </div>
  );
}
