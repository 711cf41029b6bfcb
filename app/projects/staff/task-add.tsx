import { type Audience, willSee } from "#app/clients/audience.ts";
import { useLocation } from "@remix-run/react";
import { useEffect } from "react";
import type { FormGiven } from "#app/lib/form.server.ts";
import { Choice, Select, TextField } from "#app/ui/field.tsx";
import { Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import type { TaskInput } from "../forms.server.ts";

/** A line to add tasks with, one after the other: once one is added, the focus is back on it. */
export function AddTask({ given, answer, colleagues, audience, focused }: { given: FormGiven; answer: unknown; colleagues: { id: string; name: string }[]; audience: Audience; focused: boolean }) {
  const [form, fields] = usePlainFormOf<TaskInput>(given, answer);
  const { key } = useLocation();
  const line = fields.title.id;
  useEffect(() => {
    if (focused) document.getElementById(line)?.focus();
  }, [focused, key, line]);
  return (
    <Form of={form} className="mb-5 grid grid-cols-2 gap-3 bg-desk p-4 md:grid-cols-[minmax(0,1fr)_12rem_10rem_auto] md:items-end">
      <div className="col-span-2 md:col-span-1">
        <TextField of={fields.title} label="What is to be done" autoFocus={focused} />
      </div>
      <Select of={fields.assigneeId} label="Assignee" options={[{ value: "", label: "Not assigned yet" }, ...colleagues.map(({ id, name }) => ({ value: id, label: name }))]} />
      <TextField of={fields.dueOn} label="Due" type="date" />
      <div className="max-md:order-last">
        <Button>Add task</Button>
      </div>
      <div className="col-span-2 md:col-span-4">
        <Choice of={fields.shownToClient} label="Show it to the client" hint={willSee(audience)} />
      </div>
    </Form>
  );
}
