import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { Link } from "@remix-run/react";
import { choices } from "#app/agency/choices.server.ts";
import { SettingsPage } from "#app/agency/parts.tsx";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, Select, TextField, useFormOf } from "#app/ui/form.tsx";
import { Empty, Folio, Notice, PageTitle } from "#app/ui/page.tsx";
import { When } from "#app/ui/when.tsx";
import { bankHistory, proposeBankDetails } from "../bank.server.ts";
import { BankForm } from "../forms.server.ts";

const billers = { only: ["owner" as const, "manager" as const] };
const here = "/staff/settings/bank";

export const loader = asMember(({ member }) => ({ history: bankHistory(member), currencies: choices().currencies, form: member.role === "owner" ? blank(BankForm, member, here) : null }), billers);
export const meta = titled("Settings: bank details");
export const shouldRevalidate = () => true;

export const action = asMember(
  ({ member, request }) =>
    submit({ request, viewer: member }, BankForm, (tx, words) => {
      proposeBankDetails(tx, member, words);
      return done(here, "Written down. Look below at what must happen before they hold.");
    }),
  billers,
);

export default function Bank() {
  const { history, currencies, form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const waiting = history.filter(({ state }) => state === "proposed");
  const held = history.filter(({ state }) => state === "in_force");
  const over = history.filter(({ state }) => state === "former" || state === "withdrawn");
  const matter = (
    <>
      {waiting.map((details) => (
        <Notice key={details.id} tone="soon">
          <p>
            <strong>{wordsOf(details)}</strong> were proposed by {details.proposedByName} <When at={details.proposedAt} />.{" "}
            {details.holdsFrom ? (
              <>
                They come into force <When at={details.holdsFrom} />.
              </>
            ) : (
              "Somebody else who bills must confirm them."
            )}
          </p>
          <p className="mt-2 flex flex-wrap gap-2">
            {details.mayConfirm && (
              <Link className="btn btn-small" to={`${here}/${details.id}/confirmation`}>
                Confirm…
              </Link>
            )}
            <Link className="btn btn-small" to={`${here}/${details.id}/withdrawal`}>
              Withdraw…
            </Link>
          </p>
        </Notice>
      ))}
      <Folio title="In force" hint="What every invoice shows.">
        {held.length ? <Editions of={held} /> : <Empty title="No bank details yet">Invoices say nothing about where to pay until they are entered.</Empty>}
      </Folio>
      {form && (
        <Folio title="Change them" hint="A second member confirms a change. Where you work alone, it holds after 24 hours. Everybody who bills gets a letter.">
          <Propose given={form} answer={answer} currencies={currencies} />
        </Folio>
      )}
      {over.length > 0 && (
        <Folio title="Earlier">
          <Editions of={over} />
        </Folio>
      )}
    </>
  );
  // The other settings are for owners alone.
  return form ? (
    <SettingsPage here={here}>{matter}</SettingsPage>
  ) : (
    <>
      <PageTitle>Bank details</PageTitle>
      <div className="max-w-5xl">{matter}</div>
    </>
  );
}

type Edition = ReturnType<typeof useLoaderData<typeof loader>>["history"][number];
const wordsOf = ({ holder, bank, iban, bic, routing, account, currency }: Edition) => [holder, bank, iban && `IBAN ${iban.replace(/(.{4})(?=.)/g, "$1 ")}`, bic && `BIC ${bic}`, routing && `routing ${routing}`, account && `account ${account}`, currency && `for ${currency}`].filter(Boolean).join(", ");

const Editions = ({ of }: { of: Edition[] }) => (
  <ul className="rows max-w-letter">
    {of.map((details) => (
      <li key={details.id} className="py-2 wrap-anywhere">
        {wordsOf(details)}
        <span className="block text-fine text-ink-3">
          Proposed by {details.proposedByName}
          {details.confirmedByName && `, confirmed by ${details.confirmedByName}`}
          {details.state === "withdrawn" && ", withdrawn"}
        </span>
      </li>
    ))}
  </ul>
);

function Propose({ given, answer, currencies }: { given: NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["form"]>; answer: unknown; currencies: { value: string; label: string; group?: string }[] }) {
  const [form, fields] = useFormOf<z.input<typeof BankForm>>(given, answer);
  return (
    <Form of={form} className="grid max-w-letter gap-4 sm:grid-cols-2 sm:[&>.errors]:col-span-2">
      <TextField of={fields.holder} label="Account holder" />
      <TextField of={fields.bank} label="Bank" optional />
      <TextField of={fields.iban} label="IBAN" optional autoComplete="off" />
      <TextField of={fields.bic} label="BIC" optional autoComplete="off" />
      <TextField of={fields.routing} label="Routing number" hint="Or sort code." optional autoComplete="off" />
      <TextField of={fields.account} label="Account number" optional autoComplete="off" />
      <div className="sm:col-span-2">
        <Select of={fields.currency} label="For invoices in" options={[{ value: "", label: "Every currency without its own" }, ...currencies]} />
      </div>
      <div className="sm:col-span-2">
        <Button>Propose bank details</Button>
      </div>
    </Form>
  );
}
