/** Where a job or ticket is met on each face. */
export const staffPath = (id: string) => `/staff/support/${id}`;
export const portalPath = (id: string) => `/portal/support/${id}`;
export const STAFF_LIST = "/staff/support";
export const PORTAL_LIST = "/portal/support";
export const SETTINGS = "/staff/settings/support";
