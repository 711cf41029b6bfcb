import type { SerializeFrom } from "@remix-run/node";
import { Day } from "#app/ui/when.tsx";
import type { Page } from "./page.server.ts";

/** What is known of a job or ticket, in the margin. */
export const Facts = ({ of: { ticket, follows, next } }: { of: SerializeFrom<Page> }) => (
  <dl className="facts facts-margin">
    <div>
      <dt>{ticket.kind === "Job" ? "Job" : "Ticket"}</dt>
      <dd className="num">{ticket.name}</dd>
    </div>
    <div>
      <dt>Kind</dt>
      <dd className="wrap-anywhere">
        {ticket.kind}, {ticket.category.toLowerCase()}
      </dd>
    </div>
    <div>
      <dt>Opened</dt>
      <dd>
        <Day at={ticket.createdAt} />
        {ticket.contactName && `, ${ticket.contactName}`}
      </dd>
    </div>
    {ticket.wantedOn && (
      <div>
        <dt>Wanted by</dt>
        <dd>
          <Day at={ticket.wantedOn} />
        </dd>
      </div>
    )}
    {ticket.handledBy && (
      <div>
        <dt>Handled by</dt>
        <dd>{ticket.handledBy}</dd>
      </div>
    )}
    {ticket.projectId && (
      <div>
        <dt>Project</dt>
        <dd className="wrap-anywhere">
          <a href={`/portal/projects/${ticket.projectId}`}>{ticket.projectName}</a>
        </dd>
      </div>
    )}
    {follows && (
      <div>
        <dt>Begun as</dt>
        <dd>
          <a href={follows.to}>{follows.name}</a>
        </dd>
      </div>
    )}
    {next.length > 0 && (
      <div>
        <dt>Goes on in</dt>
        <dd>
          {next.map(({ name, to }) => (
            <a key={to} className="block" href={to}>
              {name}
            </a>
          ))}
        </dd>
      </div>
    )}
  </dl>
);
