import type { Jsonified } from "../parts.tsx";
import type { Shown } from "../shown.server.ts";

/** What is about to be answered: the work, its round, and every file by its fingerprint. */
export const Summary = ({ of: { title, round, meter, projectName, note }, files }: { of: Jsonified<Shown>; files: { title: string; sha256: string | null; url: string | null }[] }) => (
  <>
    <dl className="facts">
      <div>
        <dt>Work</dt>
        <dd className="wrap-anywhere">
          {title}, round {round}
        </dd>
      </div>
      <div>
        <dt>Rounds</dt>
        <dd>{meter}</dd>
      </div>
      <div>
        <dt>Project</dt>
        <dd className="wrap-anywhere">{projectName}</dd>
      </div>
      {files.map(({ title, sha256, url }, index) => (
        <div key={index}>
          <dt className="wrap-anywhere">{title}</dt>
          <dd className="wide text-small break-all">{sha256 ? <code>{sha256}</code> : url}</dd>
        </div>
      ))}
    </dl>
    {note && <p className="mt-4 whitespace-pre-line wrap-anywhere">{note}</p>}
  </>
);
