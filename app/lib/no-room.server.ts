import { Refused } from "./refused.ts";

/**
 * A machine that cannot write is no bug, and the person should know: no room left (507), or a disk that takes nothing
 * (503). What was read before is still readable. Anything else is given back as it is.
 */
export function inWords(problem: unknown): unknown {
  const code = (problem as { code?: unknown } | null)?.code;
  if (code === "SQLITE_FULL" || code === "ENOSPC") return new Refused(507, "There is no room left on the machine this portal runs on. Nothing was recorded. Tell whoever runs it, and send this again later.");
  if (typeof code === "string" && /^(SQLITE_READONLY|SQLITE_IOERR|SQLITE_CANTOPEN|EROFS$|EIO$)/.test(code))
    return new Refused(503, "The portal cannot write to its disk right now. Nothing was recorded. Tell whoever runs it, and send this again later.");
  return problem;
}
