import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { decimal } from "#app/lib/money.ts";
import { Refused } from "#app/lib/refused.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { changeTax, findTax, taxOf } from "../billing.server.ts";
import { TaxForm } from "../forms.server.ts";
import { RATE_DIGITS } from "../invoice.ts";
import { TaxFields } from "./tax-fields.tsx";

const owners = { only: ["owner" as const] };
const pathOf = (id: string) => `/staff/settings/taxes/${id}`;

export const loader = asMember(({ member, params }) => {
  const tax = findTax(member, params.tax!);
  if (tax.retiredAt) throw new Refused(409, "This tax is retired. Nothing was recorded.");
  const { id, name, parts, note } = tax;
  return { id, name, form: blank(TaxForm, member, pathOf(id), { name, parts: parts.map(({ name, rate }) => ({ name, rate: decimal(rate, RATE_DIGITS).replace(/\.?0+$/, "") })), note, seen: stampOf(taxOf(tax)) }) };
}, owners);
export const meta = titled<{ name: string }>(({ name }) => name);

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, TaxForm, (tx, words) => {
      changeTax(tx, member, params.tax!, words);
      return done("/staff/settings/taxes", "Saved. Drafts take it up; what was sent stays as it is.");
    }),
  owners,
);

export default function TaxEdit() {
  const { id, name, form } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/settings", label: "Settings" }, { to: "/staff/settings/taxes", label: "Taxes" }]} here={name} />
      <PageTitle
        lead="Drafts take a change up. What was sent stays as it is."
        actions={
          <Link className="btn btn-stop" to={`${pathOf(id)}/retirement`}>
            Retire…
          </Link>
        }
      >
        {name}
      </PageTitle>
      <TaxFields given={form} answer={useActionData<typeof action>()} verb="Save tax" />
    </>
  );
}
