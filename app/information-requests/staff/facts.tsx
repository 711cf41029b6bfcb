import { Link } from "@remix-run/react";
import { DueDay } from "#app/projects/parts.tsx";
import { Folio } from "#app/ui/page.tsx";
import { Day } from "#app/ui/when.tsx";
import { Ticks, acceptedOf } from "../parts.tsx";
import type { Page } from "./page.server.ts";

/** How far a request is, and what is known of it. */
export const Facts = ({ of: { intro, clientId, clientName, projectId, projectName, authorName, status, progress, sentAt, remindedAt, dueOn, due } }: { of: Page["request"] }) => (
  <Folio title={status === "draft" ? "Details" : "How it stands"}>
    {status !== "draft" && (
      <div className="mb-5 max-w-note">
        <Ticks of={progress} />
        <p className="mt-2 text-small">
          <strong className="num">{acceptedOf(progress)}</strong>
          {status !== "cancelled" && <span className="text-ink-3">{standing(progress)}</span>}
        </p>
      </div>
    )}
    <dl className="facts">
      <div>
        <dt>Client</dt>
        <dd className="wrap-anywhere">
          <Link to={`/staff/clients/${clientId}`}>{clientName}</Link>
        </dd>
      </div>
      {projectId && (
        <div>
          <dt>Project</dt>
          <dd className="wrap-anywhere">
            <Link to={`/staff/projects/${projectId}`}>{projectName}</Link>
          </dd>
        </div>
      )}
      <div>
        <dt>Asked by</dt>
        <dd>{authorName}</dd>
      </div>
      {sentAt && (
        <div>
          <dt>Sent</dt>
          <dd>
            <Day at={sentAt} />
          </dd>
        </div>
      )}
      <div>
        <dt>Needed by</dt>
        <dd>{dueOn ? <DueDay on={dueOn} due={due} /> : "No day is set"}</dd>
      </div>
      {remindedAt && (
        <div>
          <dt>Reminded</dt>
          <dd>
            <Day at={remindedAt} />
          </dd>
        </div>
      )}
    </dl>
    {intro && <p className="mt-5 max-w-letter whitespace-pre-line wrap-anywhere">{intro}</p>}
  </Folio>
);

/** ", 2 to review, 1 returned, 3 pending": in the words of the agency. */
const standing = ({ submitted, returned, needed }: Page["request"]["progress"]) => [submitted && `${submitted} to review`, returned && `${returned} rejected`, needed && `${needed} pending`].filter(Boolean).map((words) => `, ${words}`).join("");
