/** Where a client and its contacts are met on the staff side. */
export const clientPath = (id: string) => `/staff/clients/${id}`;
export const contactPath = ({ id, clientId }: { id: string; clientId: string }) => `${clientPath(clientId)}/contacts/${id}`;
