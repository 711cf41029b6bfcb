import { pino } from "pino";
import { env } from "#app/lib/env.server.ts";
import { pathForLog } from "./token-paths.ts";

/** Lines are written together, off the request; what is left is written as the process ends. */
const output = pino.destination({ sync: false });

/** One structured line a happening, to standard output. What may be logged is listed where it is logged; never bodies, cookies or tokens. */
export const log = pino({ level: env().NODE_ENV === "test" ? "silent" : env().LOG_LEVEL, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, output);

/** A bug, with its stack, for whoever runs this; the person sees the request's id alone. */
export const logProblem = (problem: unknown, where: { requestId?: string; path: string }) => log.error({ ...where, path: pathForLog(where.path), err: problem instanceof Error ? { message: problem.message, stack: problem.stack } : { message: String(problem) } }, "problem");
