import canonicalize from "canonicalize";
import { sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import type { Particulars } from "./catalogue.ts";
import { FORM, GENESIS, commit, hashOf } from "./chain.server.ts";

export interface Broken {
  seq: number;
  why: string;
}

export interface Verdict {
  /** How many events stand, counted up to the first that does not. */
  events: number;
  firstBroken?: Broken;
}

/** A place in the chain: an event by its number and hash; before the first, 0 and sixty-four zeros. */
export interface Place {
  seq: number;
  hash: string;
}
export const START: Place = { seq: 0, hash: GENESIS };

/** A row as its bytes say it: all text, so that a number too large for us is still read. */
interface Stored {
  seq: string;
  id: string;
  form: string;
  at: string;
  action: string;
  actorKind: string;
  actorId: string;
  clientId: string | null;
  projectId: string | null;
  subjectKind: string;
  subjectId: string;
  commitment: string;
  previousHash: string;
  hash: string;
  salt: string | null;
  particulars: string | null;
  erased: number;
}

const PAGE = 500;

/** Reads the whole chain, a page at a time, and says how many events stand and which is the first that was tampered with. */
export function verifyChain(tx: Db): Verdict {
  let place = START;
  for (;;) {
    const { to, firstBroken, ended } = verifyFrom(tx, place);
    if (firstBroken) return { events: to.seq, firstBroken };
    if (ended) return { events: to.seq };
    place = to;
  }
}

/**
 * Reads on from a place, `most` events at once, and gives how far they stand, the first that does not, and whether that
 * was the end. Names and words must match what the chain committed to; where they are gone, an erasure must be on record.
 */
export function verifyFrom(tx: Db, place: Place, most = PAGE): { to: Place; firstBroken?: Broken; ended: boolean } {
  let to = place;
  // The first of all may stand at a number below every number there should be.
  const page = storedAfter(tx, place.seq === 0 ? null : place.seq, most);
  for (const stored of page) {
    const [seq, expected] = [Number(stored.seq), to.seq + 1];
    const why = seq > expected ? "It is missing." : seq < expected ? "It stands outside the order." : faultOf(stored, to.hash);
    if (why) return { to, firstBroken: { seq: Math.min(seq, expected), why }, ended: false };
    to = { seq, hash: stored.hash };
  }
  return { to, ended: page.length < most };
}

/** The newest event's number and hash: kept elsewhere, it tells later whether the chain was cut off at its end. */
export const headIn = (tx: Db): Place => tx.get<Place | undefined>(sql`select seq, hash from events order by seq desc limit 1`) ?? START;

/** What is wrong where a place was noted before: the event is gone, or is another. Without an earlier note nothing tells that a chain was cut off at its end. */
export function faultAt(tx: Db, { seq, hash }: Place): Broken | undefined {
  if (seq === 0) return undefined;
  const found = tx.get<{ hash: string } | undefined>(sql`select hash from events where seq = ${seq}`);
  if (!found) return { seq, why: "It is gone: the chain was cut off before it." };
  return found.hash === hash ? undefined : { seq, why: "It is not the event that was noted under this number earlier." };
}

// An erasure names whose particulars went: the event's actor, or its subject.
const storedAfter = (tx: Db, after: number | null, most: number) =>
  tx.all<Stored>(sql`
    select cast(e.seq as text) seq, e.id, cast(e.form as text) form, cast(e.at as text) at, e.action, e.actor_kind actorKind, e.actor_id actorId,
      e.client_id clientId, e.project_id projectId, e.subject_kind subjectKind, e.subject_id subjectId, e.commitment, e.previous_hash previousHash, e.hash,
      p.salt, p.particulars,
      p.seq is null and exists (select 1 from events f where f.action = 'person.erased' and f.subject_id in (e.actor_id, e.subject_id) and f.seq >= e.seq) erased
    from events e left join event_particulars p on p.seq = e.seq
    where ${after === null ? sql`1` : sql`e.seq > ${after}`} order by e.seq limit ${most}`);

/** What is wrong with one event, if anything. */
function faultOf({ salt, particulars, erased, hash, ...rest }: Stored, previousHash: string): string | undefined {
  const [seq, form, at] = [rest.seq, rest.form, rest.at].map(Number) as [number, number, number];
  if (form !== FORM) return `Its form ${rest.form} is not known here.`;
  if (rest.previousHash !== previousHash) return "It does not follow the one before it.";
  if (String(at) !== rest.at || hash !== hashOf({ ...rest, seq, form, at } as never)) return "It is not what was recorded.";
  if (particulars === null || salt === null) return erased ? undefined : "Its particulars are gone, and no erasure is on record.";
  return commitmentTo(salt, particulars) === rest.commitment ? undefined : "Its particulars are not what was recorded.";
}

function commitmentTo(salt: string, stored: string): string | undefined {
  try {
    const particulars = JSON.parse(stored) as Particulars;
    // Only the one spelling that was written: what reads the same but is spelled otherwise was touched.
    return JSON.stringify(particulars) === stored && canonicalize(particulars) ? commit(salt, particulars) : undefined;
  } catch {
    return undefined;
  }
}
