import type { z } from "zod";
import type { FormGiven } from "#app/lib/form.server.ts";
import { Button, Choices, Form, Hidden, TextArea, TextField, useFormOf } from "#app/ui/form.tsx";
import type { AcceptanceForm } from "../forms.server.ts";

/** What is asked, of whom, and until when. */
export function Asking({ given, answer, people, verb, back }: { given: FormGiven; answer: unknown; people: { value: string; label: string; hint: string }[]; verb: string; back: string }) {
  const [form, fields] = useFormOf<z.input<typeof AcceptanceForm>>(given, answer);
  return (
    <Form of={form} className="grid max-w-letter gap-5">
      <Hidden of={fields.documentId} />
      <Hidden of={fields.version} />
      <TextField of={fields.title} label="Title" hint="As the client reads it, without the version." />
      <Choices of={fields.contacts} label="Ask" options={people} several />
      <Choices
        of={fields.policy}
        label="Whose yes is needed"
        options={[
          { value: "any", label: "Any of them", hint: "The first yes settles it." },
          { value: "all", label: "All of them", hint: "It waits for the last." },
        ]}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField of={fields.expiresOn} label="Open until" type="date" />
        <TextField of={fields.expiresTime} label="Time" hint="Like 17:00. Empty: the end of that day." optional />
      </div>
      <TextArea of={fields.note} label="A word to them" rows={3} optional />
      <div className="flex flex-wrap gap-3">
        <Button kind="brand">{verb}</Button>
        <a className="btn" href={back}>
          Go back
        </a>
      </div>
    </Form>
  );
}
