/** It may not be known whether this exists: always 404, the same as for something that never did. */
export class NotFound extends Error {
  constructor() {
    super("Not found");
  }
}

/** G10: where a member looks at the portal as a contact sees it, nothing may be done. */
export const onlyLooking = ({ name, clientName }: { name: string; clientName: string }, back?: string) =>
  new Refused(403, `You see the portal as ${name} of ${clientName} sees it, so nothing was sent. Leave the preview to act as yourself.`, { preview: { name, clientName }, back });

export type RefusalStatus = 400 | 403 | 409 | 410 | 413 | 415 | 422 | 429 | 503 | 507;

/** A sentence for the person, shown as it is, with the status it deserves. `field` puts it beside one field. */
export class Refused extends Error {
  constructor(
    readonly status: RefusalStatus,
    sentence: string,
    readonly options: { field?: string; retryAfter?: number; preview?: { name: string; clientName: string }; back?: string } = {},
  ) {
    super(sentence);
  }
}
