import { Link } from "@remix-run/react";
import { figure } from "#app/lib/words.ts";
import { DueDay } from "#app/projects/parts.tsx";
import { BadgeOf } from "#app/ui/badge.tsx";
import type { Column } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { Ticks, acceptedOf } from "../parts.tsx";
import { staffPath } from "../paths.ts";
import type { Row } from "./row.server.ts";

const request: Column<Row> = {
  head: "Request",
  order: "title",
  cell: ({ id, title, number }) => (
    <>
      <Link to={staffPath(id)} className="wrap-anywhere">
        {title}
      </Link>
      <span className="num block text-fine font-normal text-ink-3">{number ?? "Not sent yet"}</span>
    </>
  ),
};

const client: Column<Row> = {
  head: "Client",
  order: "client",
  cell: ({ clientId, clientName, projectId, projectName }) => (
    <>
      <Link to={`/staff/clients/${clientId}`} className="wrap-anywhere">
        {clientName}
      </Link>
      {projectId && (
        <Link to={`/staff/projects/${projectId}`} className="block text-fine text-ink-3 wrap-anywhere">
          {projectName}
        </Link>
      )}
    </>
  ),
};

const state: Column<Row>[] = [
  {
    head: "Progress",
    cell: ({ status, progress }) =>
      status === "draft" ? (
        "–"
      ) : (
        <span className="block md:min-w-32">
          <Ticks of={progress} />
          <span className="num mt-1.5 block text-fine text-ink-3">{acceptedOf(progress)}</span>
        </span>
      ),
  },
  { head: "To review", right: true, cell: ({ status, progress }) => (status !== "cancelled" && progress.submitted ? <strong>{figure(progress.submitted)}</strong> : "–") },
  { head: "Sent", order: "sent", cell: ({ sentAt }) => (sentAt ? <Day at={sentAt} /> : "–") },
  { head: "Due", order: "due", cell: ({ dueOn, due }) => (dueOn ? <DueDay on={dueOn} due={due} /> : "–") },
  { head: "Status", cell: ({ state }) => <BadgeOf of={state} /> },
];

export const columns = [request, client, ...state];
