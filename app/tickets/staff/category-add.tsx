import type { z } from "zod";
import type { FormGiven } from "#app/lib/form.server.ts";
import { Select, TextField } from "#app/ui/field.tsx";
import { Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import type { CategoryForm } from "../forms.server.ts";

export function AddCategory({ given, answer }: { given: FormGiven; answer?: unknown }) {
  const [form, fields] = usePlainFormOf<z.input<typeof CategoryForm>>(given, answer);
  return (
    <Form of={form} className="grid max-w-letter gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)_auto] sm:items-end sm:[&>.errors]:col-span-3">
      <Select
        of={fields.kind}
        label="Of"
        options={[
          { value: "job", label: "Jobs" },
          { value: "support", label: "Tickets" },
        ]}
      />
      <TextField of={fields.name} label="Name" />
      <div>
        <Button>Add category</Button>
      </div>
    </Form>
  );
}
