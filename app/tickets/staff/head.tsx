import { Link } from "@remix-run/react";
import { spelled } from "#app/lib/words.ts";
import { CsvLink } from "#app/ui/csv.tsx";
import { FilterChoice, FilterField, Filters } from "#app/ui/filters.tsx";
import { PageTitle, Tabs } from "#app/ui/page.tsx";
import { STAFF_LIST } from "../paths.ts";
import { priorities } from "../ticket.ts";
import type { Head } from "./inbox.server.ts";

/** What list and board begin with: how it stands, the saved views, what narrows them. */
export const InboxHead = ({ of: { counts, here, other, isBoard, sort, narrowed, asked, tabs, clients, colleagues }, file }: { of: Head; file?: string }) => (
  <>
    <PageTitle
      lead={leadOf(counts)}
      actions={
        <>
          <nav aria-label="View" className="mr-2 inline-flex items-center gap-4">
            {[
              { label: "List", on: !isBoard },
              { label: "Board", on: isBoard },
            ].map(({ label, on }) => (
              <Link key={label} className="inline-flex min-h-6 items-center" to={on ? here : other} aria-current={on ? "page" : undefined}>
                {on ? <strong>{label}</strong> : label}
              </Link>
            ))}
          </nav>
          {file && <CsvLink to={file} />}
          <Link className="btn" to={`${STAFF_LIST}/report`}>
            Report
          </Link>
          <Link className="btn" to={`${STAFF_LIST}/replies`}>
            Kept replies
          </Link>
          {clients.length > 0 && (
            <Link className="btn btn-brand" to={`${STAFF_LIST}/new`}>
              Open for a client
            </Link>
          )}
        </>
      }
    >
      Jobs & support
    </PageTitle>
    <Tabs label="Saved views" tabs={tabs} />
    <Filters label="Narrow the list" reset={narrowed ? here : null} sort={sort}>
      {asked.view && <input type="hidden" name="view" value={asked.view} />}
      {asked.project && <input type="hidden" name="project" value={asked.project} />}
      <FilterField name="search" label="Words or number" value={asked.search} />
      <FilterChoice name="client" label="Client" value={asked.client} options={[{ value: "", label: "All clients" }, ...clients]} />
      <FilterChoice name="kind" label="Kind" value={asked.kind} options={[{ value: "", label: "Jobs and tickets" }, { value: "job", label: "Jobs" }, { value: "support", label: "Tickets" }]} />
      <FilterChoice name="priority" label="Priority" value={asked.priority} options={[{ value: "", label: "Any priority" }, ...priorities.map((label, index) => ({ value: String(index), label })).toReversed()]} />
      <FilterChoice name="assigned" label="Assigned to" value={asked.assigned} options={[{ value: "", label: "Anyone" }, { value: "me", label: "Me" }, { value: "nobody", label: "Nobody" }, ...colleagues]} />
      {!isBoard && !asked.view && <FilterChoice name="state" label="Status" value={asked.state} options={states} />}
    </Filters>
  </>
);

const states = [
  { value: "", label: "Open" },
  { value: "new", label: "New" },
  { value: "in_progress", label: "In progress" },
  { value: "waiting", label: "Waiting on client" },
  { value: "resolved", label: "Resolved" },
  { value: "closed", label: "Closed" },
  { value: "declined", label: "Declined" },
  { value: "cancelled", label: "Cancelled" },
  { value: "merged", label: "Merged" },
  { value: "all", label: "All of them" },
];

/** "Seven open. One is overdue, two have nobody yet." */
function leadOf({ open, overdue, unassigned }: Head["counts"]) {
  if (open === 0) return "Nothing is open. What clients ask for stands here.";
  const one = (number: number, is: string, are: string) => `${spelled(number)} ${number === 1 ? is : are}`;
  const more = [overdue ? one(overdue, "is overdue", "are overdue") : "", unassigned ? one(unassigned, "has nobody yet", "have nobody yet") : ""].filter(Boolean).join(", ");
  return `${capital(`${spelled(open)} open.`)}${more && ` ${capital(more)}.`}`;
}
const capital = (words: string) => words[0]!.toUpperCase() + words.slice(1);
