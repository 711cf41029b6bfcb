/** It may not be known whether this exists: always 404, the same as for something that never did. */
export class NotFound extends Error {
  constructor() {
    super("Not found");
  }
}

export type RefusalStatus = 400 | 403 | 409 | 410 | 413 | 415 | 422 | 429 | 507;

/** A sentence for the person, shown as it is, with the status it deserves. `field` puts it beside one field. */
export class Refused extends Error {
  constructor(
    readonly status: RefusalStatus,
    sentence: string,
    readonly options: { field?: string; retryAfter?: number } = {},
  ) {
    super(sentence);
  }
}
