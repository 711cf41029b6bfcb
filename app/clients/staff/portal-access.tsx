import { Link } from "@remix-run/react";
import { BadgeOf } from "#app/ui/badge.tsx";
import { Day } from "#app/ui/when.tsx";
import type { portalAccess } from "./contacts.server.ts";

/** The one switch of a client's portal: how it stands, for whom, and the page that asks before it is turned. */
export const PortalAccess = ({ of: { badge, since, says, turn } }: { of: ReturnType<typeof portalAccess> }) => (
  <div className="grid gap-x-8 gap-y-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-start">
    <div>
      <div className="flex flex-wrap items-center gap-2">
        <BadgeOf of={badge} />
        {since && (
          <span className="text-ink-3">
            since <Day at={since} />
          </span>
        )}
      </div>
      <p className="mt-1.5 max-w-letter text-ink-2 wrap-anywhere">{says}</p>
    </div>
    {turn && (
      <Link className={`btn btn-small justify-self-start${since ? "" : " btn-stop"}`} to={turn.to}>
        {turn.verb}
        <span className="sr-only"> the portal</span>
      </Link>
    )}
  </div>
);
