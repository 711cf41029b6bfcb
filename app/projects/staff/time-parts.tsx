import { useActionData } from "@remix-run/react";
import type { FormGiven } from "#app/lib/form.server.ts";
import { Button, Choice, Form, TextField, useFormOf } from "#app/ui/form.tsx";
import type { TimeInput } from "../forms.server.ts";

/** A line to log time with, on the time page itself. */
export function LogTime({ given }: { given: FormGiven }) {
  const [form, fields] = useFormOf<TimeInput>(given, useActionData());
  return (
    <Form of={form} className="mb-5 grid grid-cols-2 gap-3 bg-desk p-4 sm:grid-cols-[9rem_minmax(0,1fr)_5.5rem_auto] sm:items-end">
      <TextField of={fields.workedOn} label="Day" type="date" />
      <div className="order-first col-span-2 sm:order-none sm:col-span-1">
        <TextField of={fields.note} label="What you did" />
      </div>
      <TextField of={fields.hours} label="Hours" inputMode="decimal" className="num" />
      <div className="max-sm:order-last">
        <Button>Log time</Button>
      </div>
      <div className="col-span-2 sm:col-span-4">
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
          {hours}
        </td>
        <td role="cell">
          <span className="sr-only">hours in all</span>
        </td>
      </tr>
    ))}
  </tfoot>
);
