import type { z } from "zod";
import type { FormGiven } from "#app/lib/form.server.ts";
import { Hidden, TextArea, TextField } from "#app/ui/field.tsx";
import { useListFormOf } from "#app/ui/list-form.ts";
import { Button, Form } from "#app/ui/posting.tsx";
import type { TaxForm } from "../forms.server.ts";

/** A tax: its name in our lists, what it is made of, and what the invoice says of it. */
export function TaxFields({ given, answer, verb }: { given: FormGiven; answer: unknown; verb: string }) {
  const [form, fields, intents] = useListFormOf<z.input<typeof TaxForm>>(given, answer);
  const parts = fields.parts.getFieldList();
  return (
    <Form of={form} className="grid max-w-letter gap-5">
      <Hidden of={fields.seen} />
      <TextField of={fields.name} label="Name" hint="As you choose it on a line: Sales tax, or GST and QST." />
      {parts.map((part, index) => {
        const { name, rate } = part.getFieldset();
        return (
          <fieldset key={part.key} className="grid gap-3 border-t border-rule pt-3 sm:grid-cols-[minmax(0,1fr)_8rem_auto] sm:items-end">
            <legend className="sr-only">Rate {index + 1}</legend>
            <TextField of={name} label={<>Printed as<span className="sr-only">, rate {index + 1}</span></>} />
            <TextField of={rate} label={<>Rate, %<span className="sr-only">, rate {index + 1}</span></>} inputMode="decimal" className="num" />
            <button className="btn" formAction={given.action} {...intents.remove.getButtonProps({ name: fields.parts.name, index })}>
              Remove<span className="sr-only"> rate {index + 1}</span>
            </button>
          </fieldset>
        );
      })}
      <div>
        <button className="btn btn-small" formAction={given.action} {...intents.insert.getButtonProps({ name: fields.parts.name })}>
          {parts.length ? "Add a second tax charged at once" : "Add a rate"}
        </button>
      </div>
      <TextArea of={fields.note} label="Note on the invoice" hint="Needed where nothing is charged: reverse charge, an exemption. It is printed as it stands here." rows={2} optional />
      <div className="flex flex-wrap gap-3">
        <Button kind="brand">{verb}</Button>
        <a className="btn" href="/staff/settings/taxes">
          Go back
        </a>
      </div>
    </Form>
  );
}
