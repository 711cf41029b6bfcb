/** A request's page on the staff side; its forms stand below it. */
export const staffPath = (id: string) => `/staff/requests/${id}`;
export const itemPath = (id: string, itemId: string) => `${staffPath(id)}/items/${itemId}`;
/** Where a file that was submitted is asked for. */
export const filePath = (fileId: string) => `/staff/request-files/${fileId}`;
