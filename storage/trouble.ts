/** The store cannot be reached, or fails by itself: what was asked may work later. */
export class StoreAway extends Error {}

/** The store says no, and why, in a sentence: a wrong key, a bucket that is not there. Asking again changes nothing. */
export class StoreRefuses extends Error {
  constructor(
    sentence: string,
    /** The store's own word for it. */
    readonly code: string,
  ) {
    super(sentence);
  }
}

/** More bytes than a store takes under one key. */
export class TooLargeForStore extends Error {}

/** Nothing stands under this key. */
export class NotStored extends Error {}
