import type { z } from "zod";
import type { FormGiven } from "#app/lib/form.server.ts";
import { Button, Choices, Form, Hidden, TextArea, TextField, useFormOf } from "#app/ui/form.tsx";
import type { ReopeningForm } from "../forms.server.ts";

/** Of whom an answer is asked, how, and until when. */
export function Publishing({ given, answer, people, verb, back, reopens }: { given: FormGiven; answer: unknown; people: { value: string; label: string; hint: string }[]; verb: string; back: string; reopens?: boolean }) {
  const [form, fields] = useFormOf<z.input<typeof ReopeningForm>>(given, answer);
  return (
    <Form of={form} className="grid max-w-letter gap-5">
      <Hidden of={fields.round} />
      {reopens && <TextArea of={fields.reason} label="Why it is opened again" hint="The client reads it. The approval of the last round stays on record." rows={2} />}
      <Choices of={fields.approvers} label="Ask" options={people} several />
      <Choices
        of={fields.policy}
        label="Whose answer counts"
        options={[
          { value: "any", label: "The first", hint: "Anybody of theirs who may approve work; the first answer settles it." },
          { value: "all", label: "All of those asked", hint: "It waits for the last; one request for revisions outweighs the rest." },
        ]}
      />
      <TextField of={fields.dueOn} label="Answer by" type="date" hint="A day you hope for. Nothing expires." optional />
      <TextArea of={fields.note} label="A word to them" hint="What is new in this round, and why the day matters." rows={3} optional />
      <div className="flex flex-wrap gap-3">
        <Button kind="brand">{verb}</Button>
        <a className="btn" href={back}>
          Go back
        </a>
      </div>
    </Form>
  );
}
