import { env } from "#app/lib/env.server.ts";
import { agency } from "./agency.server.ts";

/** The largest file taken, in bytes: what the agency allows, within what the machine's configuration does. */
export const uploadLimit = () => Math.min(agency().uploadLimitMb ?? Infinity, env().UPLOAD_LIMIT_MB) * 1_000_000;
