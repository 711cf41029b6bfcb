import { useActionData } from "@remix-run/react";
import type { FormGiven } from "#app/lib/form.server.ts";
import { Button, Choice, type FieldOf, Form, Select, TextField, useFormOf } from "#app/ui/form.tsx";
import type { TimeInput } from "./forms.server.ts";

export interface TaskChoice {
  id: string;
  title: string;
}

/** A task of the project to choose, or none. */
export const TaskSelect = ({ of, tasks, optional }: { of: FieldOf; tasks: TaskChoice[]; optional?: boolean }) => <Select of={of} label="Task" optional={optional} options={[{ value: "", label: "No task" }, ...tasks.map(({ id, title }) => ({ value: id, label: title }))]} />;

/** A line to log time with, on the time page itself. */
export function LogTime({ given, tasks }: { given: FormGiven; tasks: TaskChoice[] }) {
  const [form, fields] = useFormOf<TimeInput>(given, useActionData());
  return (
    <Form of={form} className="mb-5 grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-3 bg-desk p-4 sm:grid-cols-[9rem_minmax(0,1fr)_minmax(0,12rem)_5.5rem_auto] sm:items-end">
      <TextField of={fields.workedOn} label="Day" type="date" />
      <div className="order-first col-span-2 sm:order-none sm:col-span-1">
        <TextField of={fields.note} label="What you did" />
      </div>
      <div className="max-sm:col-span-2 max-sm:order-first">
        <TaskSelect of={fields.taskId} tasks={tasks} />
      </div>
      <TextField of={fields.hours} label="Hours" inputMode="text" className="num" />
      <div className="max-sm:order-last">
        <Button>Log time</Button>
      </div>
      <div className="col-span-2 sm:col-span-5">
        <Choice of={fields.billable} label="Billable" />
      </div>
    </Form>
  );
}

/** What each month on this page comes to, whole. */
export const Sums = ({ months }: { months: { month: string; words: string; hours: string }[] }) => (
  <tfoot role="rowgroup">
    {months.map(({ month, words, hours }) => (
      <tr key={month} role="row" className="grand">
        <th scope="row" role="rowheader" colSpan={4}>
          {words}
        </th>
        <td role="cell" className="n">
          {hours} h
        </td>
        <td role="cell">
          <span className="sr-only">in the whole month</span>
        </td>
      </tr>
    ))}
  </tfoot>
);
