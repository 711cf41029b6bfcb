import { Link } from "@remix-run/react";

export type May = Record<"send" | "revise" | "extend" | "withdraw" | "record" | "start" | "discard" | "keep", boolean>;
const at = (id: string, what: string) => `/staff/proposals/${id}/${what}`;

/** What is done with a proposal as it stands; what may not be done has no button. */
export const Doings = ({ id, may, revised }: { id: string; may: May; revised: boolean }) => (
  <>
    {may.start && <Link className="btn btn-brand" to={at(id, "project")}>Start a project…</Link>}
    {may.send && <Link className="btn" to={at(id, "edit")}>Go on writing</Link>}
    {may.send && <Link className="btn btn-brand" to={at(id, "check")}>Check and send</Link>}
    {may.extend && <Link className="btn" to={at(id, "extension")}>Extend…</Link>}
    {may.revise && <Link className="btn" to={at(id, "edit")}>Revise</Link>}
    {may.revise && revised && <Link className="btn btn-brand" to={at(id, "check")}>Check and send</Link>}
    {may.record && <Link className="btn" to={at(id, "outside-answer")}>Record an answer…</Link>}
    {may.withdraw && <Link className="btn btn-stop" to={at(id, "withdrawal")}>Withdraw…</Link>}
  </>
);

/** What makes something else of it. */
export const Further = ({ id, may }: { id: string; may: May }) => (
  <div className="flex flex-wrap gap-2">
    <Link className="btn" to={at(id, "copy")}>Duplicate…</Link>
    {may.keep && <Link className="btn" to={at(id, "template")}>Save as template…</Link>}
    {may.discard && <Link className="btn btn-stop" to={at(id, "removal")}>Delete draft…</Link>}
  </div>
);
