import type { FieldMetadata, FormMetadata } from "@conform-to/react";
import type { z } from "zod";
import type { FormGiven } from "#app/lib/form.server.ts";
import { money } from "#app/lib/money.ts";
import { Choice, Hidden, Select, TextArea, TextField } from "#app/ui/field.tsx";
import { useListFormOf } from "#app/ui/list-form.ts";
import { Button, Form } from "#app/ui/posting.tsx";
import type { DraftForm } from "../forms.server.ts";
import type { Tax } from "../invoice.ts";
import { Lines } from "./lines.tsx";
import { TotalsTyped } from "./totals-typed.tsx";

export type Typed = z.input<typeof DraftForm>;
export type Intents = FormMetadata<Typed, string[]>;
export type LinesField = FieldMetadata<Typed["lines"], Typed, string[]>;
export type TaxChoice = Tax & { label: string };

interface Written {
  given: FormGiven;
  answer: unknown;
  invoice: { id: string; clientId: string; clientName: string; currency: string; locale: string };
  projects: { value: string; label: string }[];
  taxes: TaxChoice[];
  /** Hours of the client's that stand on no invoice yet, as they are written. */
  unbilled: string | null;
}

/** The whole draft as one form. Enter in a field works the totals out anew; it neither saves nor sends. */
export function Writing({ given, answer, invoice, projects, taxes, unbilled }: Written) {
  const { id, currency, locale } = invoice;
  const [form, fields, intents] = useListFormOf<Typed>(given, answer);
  const again = { ...intents.validate.getButtonProps({}), formAction: `${given.action}#lines` };
  return (
    <Form of={form} className="">
      <button {...again} className="sr-only" tabIndex={-1} aria-hidden="true">
        Update totals
      </button>
      <Hidden of={fields.seen} />
      <div className="grid max-w-5xl gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {projects.length > 0 ? <Select of={fields.projectId} label="Project" options={[{ value: "", label: "No project" }, ...projects]} /> : <Hidden of={fields.projectId} />}
        <TextField of={fields.issuedOn} label="Issue date" type="date" />
        <TextField of={fields.dueOn} label="Due date" type="date" />
      </div>
      <section className="mt-8 max-w-5xl" aria-labelledby="lines">
        <h2 id="lines" className="mb-3 text-h3!">
          Lines
        </h2>
        <Lines of={fields.lines} action={given.action} intents={intents} taxes={taxes} currency={currency} locale={locale} />
        <div className="mt-4 flex flex-wrap items-start justify-between gap-x-10 gap-y-6">
          <div className="grid gap-3">
            <div className="flex flex-wrap gap-2">
              <button className="btn" formAction={`${given.action}#lines`} {...intents.insert.getButtonProps({ name: fields.lines.name, defaultValue: { quantity: "1" } as never })}>
                Add a line
              </button>
              {unbilled && (
                <Button name={fields.next.name} value="time">
                  Save and add open hours ({unbilled})
                </Button>
              )}
              <Button name={fields.next.name} value="proposals">
                Save and add from a proposal
              </Button>
            </div>
            <Choice of={fields.pricesInclude} label="Prices include their tax" />
          </div>
          <TotalsTyped of={intents.value} fields={fields} taxes={taxes} currency={currency} locale={locale} />
        </div>
      </section>
      <div className="mt-8 grid max-w-letter gap-4">
        <TextArea of={fields.note} label="Note on the invoice" rows={2} optional />
        <TextArea of={fields.terms} label="Terms" rows={2} optional />
        <TextField of={fields.payLink} label="Link to pay online" hint="Where your payment provider takes the money for this invoice. It begins with https:// and stands on the client’s page." type="url" optional />
      </div>
      <div className="mt-8 flex flex-wrap gap-2 border-t border-rule pt-5">
        <Button kind="brand" name={fields.next.name} value="check">
          Check and send
        </Button>
        <Button>Save draft</Button>
        <button className="btn" {...again}>
          Update totals
        </button>
        <a className="btn" href={`/staff/invoices/${id}`}>
          Go back
        </a>
      </div>
      <p className="hint mt-3">Pressing Enter in a field updates the totals. It never sends.</p>
    </Form>
  );
}

/** An amount that follows what is typed. Browsers may space money differently than the server did: what stood there is kept until it changes. */
export const Amount = ({ of: minor, currency, locale }: { of: number | null; currency: string; locale: string }) =>
  minor === null ? <span className="text-ink-3">–</span> : <span suppressHydrationWarning>{money(minor, currency, locale)}</span>;
