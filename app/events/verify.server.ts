import canonicalize from "canonicalize";
import { sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import type { Particulars } from "./catalogue.ts";
import { FORM, GENESIS, commit, hashOf } from "./chain.server.ts";

export interface Verdict {
  /** How many events stand, counted up to the first that does not. */
  events: number;
  firstBroken?: { seq: number; why: string };
}

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

/**
 * Reads the whole chain, a page at a time, and says how many events stand and which is the first that was tampered
 * with. Names and words must match what the chain committed to; where they are gone, an erasure must be on record.
 */
export function verifyChain(tx: Db): Verdict {
  let expected = 1;
  let previousHash = GENESIS;
  let after: string | null = null;
  for (;;) {
    const page = storedAfter(tx, after);
    for (const stored of page) {
      const seq = Number(stored.seq);
      if (seq !== expected) return broken(expected, seq < expected ? seq : expected, seq < expected ? "It stands outside the order." : "It is missing.");
      const why = faultOf(stored, previousHash);
      if (why) return broken(expected, seq, why);
      previousHash = stored.hash;
      expected++;
    }
    if (page.length < PAGE) return { events: expected - 1 };
    after = page.at(-1)!.seq;
  }
}

const broken = (expected: number, seq: number, why: string): Verdict => ({ events: expected - 1, firstBroken: { seq, why } });

// An erasure names whose particulars went: the event's actor, or its subject.
const storedAfter = (tx: Db, after: string | null) =>
  tx.all<Stored>(sql`
    select cast(e.seq as text) seq, e.id, cast(e.form as text) form, cast(e.at as text) at, e.action, e.actor_kind actorKind, e.actor_id actorId,
      e.client_id clientId, e.project_id projectId, e.subject_kind subjectKind, e.subject_id subjectId, e.commitment, e.previous_hash previousHash, e.hash,
      p.salt, p.particulars,
      p.seq is null and exists (select 1 from events f where f.action = 'person.erased' and f.subject_id in (e.actor_id, e.subject_id) and f.seq >= e.seq) erased
    from events e left join event_particulars p on p.seq = e.seq
    where ${after === null ? sql`1` : sql`e.seq > cast(${after} as integer)`} order by e.seq limit ${PAGE}`);

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
