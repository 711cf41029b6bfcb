import type { SerializeFrom } from "@remix-run/node";
import type { z } from "zod";
import { Select } from "#app/ui/field.tsx";
import { Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import type { DetailsForm as Shape } from "../forms.server.ts";
import { priorities } from "../ticket.ts";
import type { Details } from "./page.server.ts";

/** Whose it is, how it presses, what it is about, which project it belongs to. */
export function DetailsForm({ of: { form: given, seen, colleagues, categories, projects }, answer }: { of: SerializeFrom<Details>; answer?: unknown }) {
  const [form, fields] = usePlainFormOf<z.input<typeof Shape>>(given, answer);
  return (
    <Form of={form} className="grid gap-4">
      <input type="hidden" name="seen" value={seen} />
      <Select of={fields.assigneeId} label="Assigned to" options={[{ value: "", label: "Nobody" }, ...colleagues]} />
      <Select of={fields.priority} label="Priority" options={priorities.map((label, index) => ({ value: String(index), label })).toReversed()} />
      <Select of={fields.categoryId} label="Category" options={categories} />
      <Select of={fields.projectId} label="Project" options={[{ value: "", label: "No project" }, ...projects]} />
      <div>
        <Button>Save changes</Button>
      </div>
    </Form>
  );
}
