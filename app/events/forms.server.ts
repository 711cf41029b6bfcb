import { z } from "zod";
import { isDay } from "#app/lib/dates.ts";
import { kinds } from "./kinds.ts";

const id = z.string().max(64).optional().catch(undefined);
const day = z.string().refine(isDay).optional().catch(undefined);

/** What narrows the audit log. What makes no sense narrows nothing. */
export const TrailFilterForm = z.object({
  client: id,
  /** Somebody's id; or "contacts", "members", "system", "stranger". */
  person: id,
  kind: z.enum(kinds.map(({ value }) => value)).optional().catch(undefined),
  project: id,
  /** Days of the agency's zone, both inclusive. */
  from: day,
  to: day,
});
export type TrailFilter = z.output<typeof TrailFilterForm>;

/** The filter in an address. An empty field is none. */
export const filterIn = (url: URL): TrailFilter => TrailFilterForm.parse(Object.fromEntries([...url.searchParams].filter(([, value]) => value !== "")));
