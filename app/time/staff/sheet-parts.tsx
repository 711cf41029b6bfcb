import { Link } from "@remix-run/react";
import { shortDay } from "#app/lib/dates.ts";
import type { FormGiven } from "#app/lib/form.server.ts";
import { Choice, Select, TextField } from "#app/ui/field.tsx";
import { Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import type { TimeInput } from "../forms.server.ts";

/** A line to log time with on any of one's projects. */
export function AddToSheet({ given, answer, projects }: { given: FormGiven; answer: unknown; projects: { value: string; label: string }[] }) {
  const [form, fields] = usePlainFormOf<TimeInput & { projectId: string }>(given, answer);
  return (
    <Form of={form} className="mb-5 grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-3 bg-desk p-4 md:grid-cols-[9rem_minmax(0,14rem)_minmax(0,1fr)_5.5rem_auto] md:items-end">
      <TextField of={fields.workedOn} label="Day" type="date" />
      <div className="order-first col-span-2 md:order-none md:col-span-1">
        <Select of={fields.projectId} label="Project" options={[{ value: "", label: "Choose a project" }, ...projects]} />
      </div>
      <div className="col-span-2 max-md:order-first md:col-span-1">
        <TextField of={fields.note} label="What you did" />
      </div>
      <TextField of={fields.hours} label="Hours" className="num" />
      <div className="max-md:order-last">
        <Button>Log time</Button>
      </div>
      <div className="col-span-2 md:col-span-5">
        <Choice of={fields.billable} label="Billable" />
      </div>
    </Form>
  );
}

interface OfGrid {
  days: string[];
  today: string;
  rows: { id: string; name: string; cells: string[]; total: string }[];
  byDay: string[];
  total: string;
}

const names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Days × projects, in hours. */
export const Grid = ({ of: { days, today, rows, byDay, total }, caption }: { of: OfGrid; caption: string }) => (
  // oxlint-disable-next-line no-noninteractive-tabindex -- what scrolls sideways is reached and moved by keys
  <section className="overflow-x-auto" tabIndex={0} aria-label={caption}>
    <table className="ledger">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Project</th>
          {days.map((day, index) => (
            <th key={day} scope="col" className={`n${day === today ? " font-semibold! text-ink!" : ""}`}>
              {names[index]} <time dateTime={day}>{shortDay(day)}</time>
            </th>
          ))}
          <th scope="col" className="n">All</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, cells, total }) => (
          <tr key={id}>
            <th scope="row" className="min-w-40">
              <Link to={`/staff/projects/${id}/time`}>{name}</Link>
            </th>
            {cells.map((cell, index) => <td key={days[index]} className="n">{cell}</td>)}
            <td className="n font-semibold">{total}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="grand">
          <th scope="row">All projects</th>
          {byDay.map((cell, index) => <td key={days[index]} className="n">{cell}</td>)}
          <td className="n">{total} h</td>
        </tr>
      </tfoot>
    </table>
  </section>
);

interface Entry {
  id: string;
  workedOn: string;
  project: string;
  projectId: string;
  task: string | null;
  note: string;
  hours: string;
  billable: boolean;
  mine: boolean;
}

const columns: Column<Entry>[] = [
  {
    head: "What",
    cell: ({ note, task }) => (
      <>
        <span className="whitespace-pre-line wrap-anywhere">{note || "No words"}</span>
        {task && <span className="block text-fine font-normal text-ink-3 wrap-anywhere">{task}</span>}
      </>
    ),
  },
  { head: "Day", cell: ({ workedOn }) => <Day at={workedOn} /> },
  { head: "Project", cell: ({ project }) => <span className="wrap-anywhere">{project}</span> },
  { head: "Billable", cell: ({ billable }) => (billable ? "Yes" : "No") },
  { head: "Hours", right: true, cell: ({ hours }) => `${hours} h` },
  {
    head: "Actions",
    quiet: true,
    right: true,
    cell: ({ id, projectId, mine, note, hours }) =>
      mine && (
        <Link className="btn btn-small" to={`/staff/projects/${projectId}/time/${id}`}>
          Change<span className="sr-only"> {`${hours} hours, ${note}`}</span>
        </Link>
      ),
  },
];

/** The week's entries, one by one. */
export const OfWeek = ({ entries }: { entries: Entry[] }) => (
  <section className="mt-10" aria-labelledby="entries">
    <h2 id="entries" className="mb-3 text-h3!">Entries</h2>
    <Table caption="Entries of this week" columns={columns} rows={entries} rowKey={({ id }) => id} mid />
  </section>
);
