import type { Zone } from "#app/lib/dates.ts";

/** What anyone may see of the agency. `logo` and `logoDark` are addresses. */
export interface AgencyFace extends Zone {
  name: string;
  address: string;
  phone: string;
  email: string;
  /** Changes whenever the look does, so that the brand's stylesheet and logo can be cached for good. */
  brandVersion: string;
  logo: string | null;
  logoDark: string | null;
}
