import type { SerializeFrom } from "@remix-run/node";
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { list } from "#app/lib/words.ts";
import { Day, When } from "#app/ui/when.tsx";
import type { Page } from "./page.server.ts";

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd className="wrap-anywhere">{children}</dd>
  </div>
);

/** Where it comes from, what it took, who follows it. */
export const Facts = ({ of: { ticket, times, follows, next, followers } }: { of: SerializeFrom<Page> }) => (
  <div className="mt-7 border-t border-rule pt-4">
    <dl className="facts facts-margin">
      <Fact name="From">
        {ticket.contactName && `${ticket.contactName}, `}
        <Link to={`/staff/clients/${ticket.clientId}`}>{ticket.clientName}</Link>
      </Fact>
      {ticket.openerName && <Fact name="Opened by">{ticket.openerName}</Fact>}
      <Fact name="Kind">
        {ticket.kind}, {ticket.category.toLowerCase()}
      </Fact>
      <Fact name="Opened">
        <When at={ticket.createdAt} start />
      </Fact>
      {ticket.wantedOn && (
        <Fact name="Wanted by">
          <Day at={ticket.wantedOn} />
        </Fact>
      )}
      <Fact name="First answer">{times.firstResponse ?? "None yet"}</Fact>
      {times.waited && <Fact name="Waited on client">{times.waited}</Fact>}
      {times.gross && (
        <Fact name="Resolved after">
          {times.gross}
          {times.waited && `, ${times.net} without waiting`}
        </Fact>
      )}
      {ticket.reopenCount > 0 && <Fact name="Reopened">{ticket.reopenCount === 1 ? "Once" : `${ticket.reopenCount} times`}</Fact>}
      {ticket.rating && (
        <Fact name="Rating">
          {ticket.rating}
          {ticket.ratingNote && `: “${ticket.ratingNote}”`}
        </Fact>
      )}
      {follows && (
        <Fact name="Begun as">
          <Link to={follows.to}>{follows.name}</Link>
        </Fact>
      )}
      {next.length > 0 && (
        <Fact name="Goes on in">
          {next.map(({ name, to }) => (
            <Link key={to} className="block" to={to}>
              {name}
            </Link>
          ))}
        </Fact>
      )}
      <Fact name="Followed by">{followers.length ? list(followers) : "Nobody"}</Fact>
    </dl>
  </div>
);
