import type { z } from "zod";
import type { FormGiven } from "#app/lib/form.server.ts";
import { size } from "#app/lib/words.ts";
import { Choices, Hidden, TextArea, TextField } from "#app/ui/field.tsx";
import { useListFormOf } from "#app/ui/list-form.ts";
import { Folio } from "#app/ui/page.tsx";
import { Button, Form } from "#app/ui/posting.tsx";
import type { DraftForm } from "../forms.server.ts";
import { Fee } from "./fee.tsx";
import { Lines } from "./lines.tsx";
import { Sections } from "./sections.tsx";

export type Typed = z.input<typeof DraftForm>;

interface Written {
  given: FormGiven;
  answer: unknown;
  proposal: { id: string; version: number; clientName: string; currency: string; locale: string; attachments: { id: string; name: string; size: number }[] };
  people: { value: string; label: string; hint?: string }[];
  addContact: string;
}

/** The whole draft as one form. Enter in a field works the totals out anew; it neither saves nor sends. */
export function Writing({ given, answer, proposal, people, addContact }: Written) {
  const { clientName, currency, locale, attachments } = proposal;
  const [form, fields, intents] = useListFormOf<Typed>(given, answer);
  const again = intents.validate.getButtonProps({});
  return (
    <Form of={form} className="max-w-5xl">
      <button {...again} formAction={`${given.action}#fee`} className="sr-only" tabIndex={-1} aria-hidden="true">
        Update totals
      </button>
      <Hidden of={fields.seen} />
      <Folio title="Who">
        <div className="grid max-w-letter gap-4">
          {people.length > 0 ? (
            <Choices of={fields.recipients} label={`Send to, at ${clientName}`} hint="They get the letter. Everyone at the client can read it on their portal. With nobody chosen, all of them get it." options={people} several />
          ) : (
            <p className="text-ink-2">
              {clientName} has no contact yet. <a href={addContact}>Add a contact</a>
            </p>
          )}
        </div>
      </Folio>
      <Folio title="What" hint="Text takes Markdown: # for a heading, - for a list, ** around bold words.">
        <div className="grid max-w-letter gap-6">
          <TextField of={fields.title} label="Title" />
          <Sections of={fields.sections} action={given.action} intents={intents} />
        </div>
      </Folio>
      <Folio title="Parts" id="lines" hint="What is offered line by line. The client chooses the optional ones.">
        <Lines of={fields.lines} action={given.action} intents={intents} currency={currency} locale={locale} />
      </Folio>
      <Folio title="Fee" id="fee">
        <Fee fields={fields} action={given.action} intents={intents} currency={currency} locale={locale} again={again} />
      </Folio>
      <Folio title="Terms">
        <div className="grid max-w-letter gap-4">
          <TextArea of={fields.terms} label="Terms" hint="When it is paid, what is not part of it." rows={6} optional />
          <TextField of={fields.expiresOn} label="Open until" hint="To the end of that day." type="date" className="max-w-48" />
        </div>
      </Folio>
      <Folio title="Files">
        <div className="grid max-w-letter gap-3">
          {attachments.length > 0 && (
            <ul className="rows">
              {attachments.map(({ id, name, size: bytes }) => (
                <li key={id} className="py-1.5 wrap-anywhere">
                  <a href={`/staff/proposals/${proposal.id}/files/${id}`}>{name}</a> <span className="text-ink-3">{size(bytes)}</span>
                </li>
              ))}
            </ul>
          )}
          <div>
            <Button small name={fields.next.name} value="attachments">
              {attachments.length ? "Save and change files…" : "Save and attach a PDF…"}
            </Button>
          </div>
        </div>
      </Folio>
      <div className="flex flex-wrap gap-2 border-t border-rule pt-5">
        <Button kind="brand" name={fields.next.name} value="check">
          Check and send
        </Button>
        <Button>Save draft</Button>
        <a className="btn" href={`/staff/proposals/${proposal.id}`}>
          Go back
        </a>
      </div>
      <p className="hint mt-3">Pressing Enter in a field works out the totals. It never sends.</p>
    </Form>
  );
}
