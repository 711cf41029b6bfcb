import type { z } from "zod";
import type { FormGiven } from "#app/lib/form.server.ts";
import { TextArea, TextField } from "#app/ui/field.tsx";
import { Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import type { CannedForm } from "../forms.server.ts";

/** A reply that is kept for the next time. */
export function CannedFields({ given, answer, seen, verb, quiet }: { given: FormGiven; answer: unknown; seen?: string; verb: string; quiet?: boolean }) {
  const [form, fields] = usePlainFormOf<z.input<typeof CannedForm>>(given, answer);
  return (
    <Form of={form} className="grid max-w-letter gap-4">
      {seen && <input type="hidden" name="seen" value={seen} />}
      <TextField of={fields.name} label="Name" hint="For your team: “Cleared the cache”." className="max-w-note" />
      <TextArea of={fields.body} label="Reply" hint="{name} stands for the first name of who asked, {agency} for your agency." rows={5} />
      <div>
        <Button kind={quiet ? "plain" : "brand"}>{verb}</Button>
      </div>
    </Form>
  );
}
