import type { z } from "zod";
import { whenWords } from "#app/events/topics.ts";
import type { ChoicesForm } from "#app/events/choices-form.server.ts";
import { ActionButton, Button, Choice, Choices, Form, Select, TextField, useFormOf } from "#app/ui/form.tsx";
import { Empty, Folio, PageTitle } from "#app/ui/page.tsx";
import type { lettersPage } from "./letters.server.ts";

type Page = ReturnType<typeof lettersPage>;

/** Which letters somebody gets, and when; alike on both faces. */
export function LetterChoices({ page: { form: given, topics, zones, muted, address }, answer }: { page: Page; answer: unknown }) {
  const [form, fields] = useFormOf<z.input<typeof ChoicesForm>>(given, answer);
  return (
    <>
      <PageTitle lead={`What goes to ${address}, and when. Receipts, sign-in links and word of changes to your account always come.`}>Your letters</PageTitle>
      <Form of={form} className="">
        <Folio title="What, and when">
          <div className="grid max-w-letter gap-6">
            {topics.map(({ topic, label, hint, daily }) => (
              <Choices key={topic} of={fields[topic]} label={label} hint={hint} options={(["now", ...(daily ? ["daily" as const] : []), "never"] as const).map((value) => ({ value, label: value === "now" && !daily ? "By letter" : whenWords[value] }))} />
            ))}
            <TextField of={fields.digestAt} label="The day’s letter comes at" hint="For what you have once a day, together." type="text" inputMode="numeric" className="max-w-28" />
          </div>
        </Folio>
        <Folio title="Quiet hours">
          <div className="grid max-w-letter gap-6">
            <div className="flex flex-wrap gap-x-6 gap-y-4">
              <TextField of={fields.quietFrom} label="From" hint="For example 20:00" className="max-w-28" optional />
              <TextField of={fields.quietTo} label="Until" hint="For example 07:30" className="max-w-28" optional />
            </div>
            <Choice of={fields.quietWeekends} label="Not on Saturdays and Sundays" hint="What happens then waits for Monday morning." />
            <Select of={fields.timeZone} label="Your time zone" hint="Hours here are by this clock." options={zones} />
          </div>
        </Folio>
        <div className="border-t border-rule pt-5">
          <Button kind="brand">Save choices</Button>
        </div>
      </Form>
      <div className="mt-12">
        <Folio title="No letters about">
          {muted.length === 0 && <Empty title="Nothing is silenced">Each letter has a link at its foot that ends the letters about that one thing.</Empty>}
          <ul className="rows max-w-letter">
            {muted.map(({ thread, title, again }) => (
              <li key={thread} className="flex flex-wrap items-baseline justify-between gap-3">
                <span className="wrap-anywhere">{title}</span>
                <ActionButton given={again}>
                  Send letters again<span className="sr-only"> about {title}</span>
                </ActionButton>
              </li>
            ))}
          </ul>
        </Folio>
      </div>
    </>
  );
}
