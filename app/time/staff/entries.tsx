import { Link, useFetcher, useLocation } from "@remix-run/react";
import type { FormGiven } from "#app/lib/form.server.ts";
import { Face } from "#app/team/parts.tsx";
import { ForSeveral, Pick, PickAll, saidIn } from "#app/ui/several.tsx";
import type { Column } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";

interface Row {
  id: string;
  workedOn: string;
  hours: string;
  billable: boolean;
  note: string;
  task: string | null;
  memberName: string;
  /** Whether this member may change it. */
  mine: boolean;
}

/** A project's entries; `base` is the list's own path, `form` the one that marks several. */
export const entryColumns = (base: string, form: string): Column<Row>[] => [
  {
    head: "What",
    cell: ({ id, note, task, mine, hours }) => (
      <span className="flex items-center gap-3">
        {mine ? <Pick form={form} name="entries" value={id} label={`Choose ${hours} hours, ${note || "no words"}`} /> : <span className="w-4.5 flex-none" />}
        <span className="min-w-0">
          <span className="block whitespace-pre-line wrap-anywhere">{note || "No words"}</span>
          {task && <span className="block text-fine font-normal text-ink-3 wrap-anywhere">{task}</span>}
        </span>
      </span>
    ),
  },
  { head: "Day", cell: ({ workedOn }) => <Day at={workedOn} /> },
  { head: "Who", cell: ({ memberName }) => <Face name={memberName} /> },
  { head: "Billable", cell: ({ billable }) => (billable ? "Yes" : "No") },
  { head: "Hours", right: true, cell: ({ hours }) => `${hours} h` },
  {
    head: "Actions",
    quiet: true,
    right: true,
    cell: ({ id, mine, note, hours }) =>
      mine && (
        <Link className="btn btn-small" to={`${base}/${id}`}>
          Change<span className="sr-only"> {`${hours} hours, ${note}`}</span>
        </Link>
      ),
  },
];

/** One form for every entry that is ticked: billable, or not. */
export function MarkSeveral({ given }: { given: FormGiven }) {
  const { Form, data, state } = useFetcher();
  const said = saidIn(data);
  const busy = state !== "idle";
  const { search } = useLocation();
  return (
    <Form method="post" action={given.action} id={given.id} aria-label="For the entries you choose">
      <input type="hidden" name="_key" value={given.key} />
      <input type="hidden" name="query" value={search} />
      {said.length > 0 && (
        <p className="mb-3 tone t-stop" role="alert">
          {said.join(" ")}
        </p>
      )}
      <ForSeveral>
        <PickAll form={given.id} name="entries" />
        <button className="btn btn-small" name="as" value="billable" aria-disabled={busy || undefined}>
          Mark as billable
        </button>
        <button className="btn btn-small" name="as" value="free" aria-disabled={busy || undefined}>
          Mark as not billable
        </button>
      </ForSeveral>
    </Form>
  );
}
