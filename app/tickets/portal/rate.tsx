import type { z } from "zod";
import type { FormGiven } from "#app/lib/form.server.ts";
import { Choices, TextArea } from "#app/ui/field.tsx";
import { Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import type { RatingForm } from "../forms.server.ts";

/** How it was: three words, and a sentence if they like. */
export function RateIt({ given, answer }: { given: FormGiven; answer?: unknown }) {
  const [form, fields] = usePlainFormOf<z.input<typeof RatingForm>>(given, answer);
  return (
    <Form of={form} className="grid gap-5">
      <Choices
        of={fields.rating}
        label="How was our help?"
        options={[
          { value: "3", label: "Good" },
          { value: "2", label: "So so" },
          { value: "1", label: "Not good" },
        ]}
      />
      <TextArea of={fields.note} label="Anything we should know?" rows={2} optional />
      <div>
        <Button>Send rating</Button>
      </div>
    </Form>
  );
}
