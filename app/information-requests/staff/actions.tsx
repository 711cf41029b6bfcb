import { Link } from "@remix-run/react";
import { staffPath } from "../paths.ts";
import type { Page } from "./page.server.ts";

/** What can be done with a request from its page: only what stands open, to whom it stands open. */
export function Actions({ id, may }: { id: string; may: Page["may"] }) {
  const to = (path: string) => `${staffPath(id)}/${path}`;
  return (
    <>
      {may.acceptAll && (
        <Link className="btn btn-brand" to={to("acceptance")}>
          Accept all that wait…
        </Link>
      )}
      {may.send && (
        <Link className="btn btn-brand" to={to("check")}>
          Check and send
        </Link>
      )}
      {may.remind && (
        <Link className="btn" to={to("reminder")}>
          Remind…
        </Link>
      )}
      {may.change && (
        <Link className="btn" to={to("edit")}>
          Change details
        </Link>
      )}
      <Link className="btn" to={to("template")}>
        Keep as a template
      </Link>
      {may.discard && (
        <Link className="btn btn-stop" to={to("removal")}>
          Delete draft…
        </Link>
      )}
      {may.cancel && (
        <Link className="btn btn-stop" to={to("cancellation")}>
          Cancel request…
        </Link>
      )}
    </>
  );
}
