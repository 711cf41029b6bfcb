/** Where a job or ticket is met on each face. */
export const staffPath = (id: string) => `/staff/support/${id}`;
/** The same, met on the way through a view of the inbox, which goes on with the next from there. */
export const staffPathIn = (id: string, view: string | null | undefined) => `${staffPath(id)}${view ? `?in=${view}` : ""}`;
export const portalPath = (id: string) => `/portal/support/${id}`;
export const STAFF_LIST = "/staff/support";
export const PORTAL_LIST = "/portal/support";
export const SETTINGS = "/staff/settings/support";
