import { eq } from "drizzle-orm";
import { type Db, db, transact } from "#db/client.server.ts";
import { chainChecks as table } from "#db/schema/index.ts";
import { DAY, MINUTE, now } from "#app/lib/clock.ts";
import { lease } from "./lease.server.ts";
import { type Broken, START, faultAt, headIn, verifyFrom } from "./verify.server.ts";

type Check = typeof table.$inferSelect;
type Pass = Check["pass"];

/** Events verified in one breath: some ten milliseconds. */
export const BREATH = 200;
/** Milliseconds between two breaths of the background work, for those who are being served. */
const PAUSE = 40;

/** How far the chain is known to hold. */
export interface Standing {
  /** Events that stand, and when the newest of them was verified. */
  upTo: number;
  at: Date | null;
  /** When the chain was last verified from its first event on. */
  whole: { at: Date; events: number } | null;
  /** How far such a verification is, while it is under way. */
  underWay: number | null;
  broken: Broken | null;
}

export function standing(tx: Db = db): Standing {
  const [follow, whole] = [find(tx, "follow"), find(tx, "whole")];
  const broken = [follow, whole].find((check) => check && check.brokenSeq !== null);
  return {
    upTo: follow?.seq ?? 0,
    at: follow?.at ?? null,
    whole: whole?.endedAt ? { at: whole.endedAt, events: whole.endedSeq! } : null,
    underWay: whole?.underWay ? whole.seq : null,
    broken: broken ? { seq: broken.brokenSeq!, why: broken.brokenWhy! } : null,
  };
}

/**
 * Verifies what was added since the last time, and once a day everything, with pauses in between; one process at a time.
 * Gives where it stands.
 */
export async function keepUp({ goOn = () => true, pause = PAUSE }: { goOn?: () => boolean; pause?: number } = {}): Promise<Standing> {
  const passes = (["follow", "whole"] as const).filter(isBehind);
  if (passes.length === 0) return standing();
  const mine = lease("chain", 2 * MINUTE);
  try {
    for (const pass of passes) while (goOn() && mine.take() && breathe(pass)) await new Promise((resolve) => setTimeout(resolve, pause));
  } finally {
    mine.giveBack();
  }
  return standing();
}

/** For whoever presses Verify now: what is new, then everything, from where that stands or from the first event on; `most` events of each. */
export async function verifyNow(most = 10_000): Promise<Standing> {
  for (const pass of ["follow", "whole"] as const)
    for (let done = BREATH; breathe(pass) && done < most; done += BREATH) await new Promise((resolve) => setImmediate(resolve));
  return standing();
}

/** Keeps up while Parlour runs. Gives the function that stops it, which waits for the breath in hand. */
export function startChecking({ every = MINUTE, tell }: { every?: number; tell: (problem: unknown) => void }): () => Promise<void> {
  let stopped = false;
  let told: number | undefined;
  let round = Promise.resolve();
  const timer = setInterval(() => {
    round = round.then(async () => {
      const { broken } = await keepUp({ goOn: () => !stopped });
      if (broken && broken.seq !== told) tell(new Error(`The record does not hold at event ${broken.seq}. ${broken.why}`));
      told = broken?.seq;
    }).catch(tell);
  }, every);
  return async () => {
    stopped = true;
    clearInterval(timer);
    await round;
  };
}

const find = (tx: Db, pass: Pass) => tx.select().from(table).where(eq(table.pass, pass)).get();

/** Following is behind where the chain has another end; everything is due a day after it last began. */
function isBehind(pass: Pass) {
  const check = find(db, pass);
  if (!check || check.underWay) return true;
  return pass === "follow" ? headIn(db).hash !== check.hash || check.brokenSeq !== null : check.beganAt.getTime() + DAY <= now().getTime();
}

/** One breath of one way through the chain. Gives whether there is more to do. */
function breathe(pass: Pass): boolean {
  const before = find(db, pass);
  // What was found broken is said until a pass that began later has come past it.
  const check: Check = before && (before.underWay || pass === "follow") ? before : { brokenSeq: null, brokenWhy: null, endedAt: null, endedSeq: null, ...before, ...START, pass, beganAt: now(), at: now(), underWay: true };
  const fault = faultAt(db, check);
  const { to, firstBroken, ended } = fault ? { to: { seq: check.seq, hash: check.hash }, firstBroken: fault, ended: false } : verifyFrom(db, check, BREATH);
  const after: Check = { ...check, ...to, at: now(), underWay: !ended && !firstBroken };
  if (firstBroken) Object.assign(after, { brokenSeq: firstBroken.seq, brokenWhy: firstBroken.why });
  else if (ended) Object.assign(after, { brokenSeq: null, brokenWhy: null, endedAt: now(), endedSeq: to.seq });
  transact((tx) => void tx.insert(table).values(after).onConflictDoUpdate({ target: table.pass, set: after }).run());
  return after.underWay;
}
