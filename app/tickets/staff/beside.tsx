import type { SerializeFrom } from "@remix-run/node";
import { Link } from "@remix-run/react";
import { Icon } from "#app/ui/icon.tsx";
import type { Page } from "./page.server.ts";

/** The way through a view of the inbox without going back to its list: the one before, and the one after. */
export const Beside = ({ of: { label, previous, next } }: { of: SerializeFrom<Page>["queue"] }) =>
  previous || next ? (
    <nav aria-label={`In ${label}`} className="mb-4 flex flex-wrap gap-x-5 gap-y-1 text-small">
      {previous && (
        <Link className="inline-flex min-h-6 items-center gap-1" to={previous.to} rel="prev" aria-keyshortcuts="Control+Alt+K">
          <Icon name="prev" />
          Previous<span className="sr-only">: {previous.subject}, {previous.name}</span>
        </Link>
      )}
      {next && (
        <Link className="inline-flex min-h-6 items-center gap-1" to={next.to} rel="next" aria-keyshortcuts="Control+Alt+J">
          Next<span className="sr-only">: {next.subject}, {next.name}</span>
          <Icon name="next" />
        </Link>
      )}
    </nav>
  ) : null;
