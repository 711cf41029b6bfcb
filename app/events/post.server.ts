import { and, asc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { type Db, db, prepared, transact } from "#db/client.server.ts";
import { outbox } from "#db/schema/index.ts";
import { HOUR, MINUTE, now } from "#app/lib/clock.ts";
import { recordAsking } from "./asked.server.ts";
import { awake, choicesOf } from "./choices.server.ts";
import { enclose } from "./enclosures.server.ts";
import { lease } from "./lease.server.ts";
import { type Row, write } from "./letters.server.ts";
import { replyToOf } from "./recipients.server.ts";
import { unsubscribeAddress } from "./unsubscribe.server.ts";
import { type Mail, type Transport, Undeliverable, publicHost, theTransport } from "./transport.server.ts";

/** Milliseconds to wait after each failed attempt; after the last one the post gives up: about a day in all. */
export const waits = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 15 * HOUR];
/** Milliseconds one runner keeps the others away without a sign of life: longer than the slowest letter. */
const LEASE = 3 * MINUTE;
/** Events in one letter; the rest go into the next. */
const MOST_IN_ONE = 20;

const open = and(isNull(outbox.sentAt), isNull(outbox.droppedAt), isNull(outbox.gaveUpAt));
const due = prepared((db) =>
  db.select().from(outbox).where(and(open, lte(outbox.nextAttemptAt, sql.placeholder("at")))).orderBy(asc(outbox.nextAttemptAt)).limit(1).prepare(),
);
const nextDue = () => due().get({ at: now().getTime() as never });

export type Delivered = { sent: number; failed: number };

/**
 * Writes and sends every letter that is due, and gives how many went and how many did not. One pass at a time across
 * processes: while another holds the lease this does nothing. Between the mail server's yes and our note of it lies
 * the only moment in which a crash sends a letter twice, and then under the same Message-ID.
 */
export async function deliverDue({ transport = theTransport(), as, goOn = () => true }: { transport?: Transport; as?: string; goOn?: () => boolean } = {}): Promise<Delivered> {
  const delivered = { sent: 0, failed: 0 };
  if (!nextDue()) return delivered;
  const mine = lease("post", LEASE, as);
  try {
    while (goOn() && mine.take()) {
      const rows = transact(claim);
      if (!rows) break;
      const outcome = await deliver(rows, transport);
      if (outcome) delivered[outcome]++;
    }
  } finally {
    mine.giveBack();
  }
  return delivered;
}

/**
 * Takes the next letter: all that waits for the same recipient, or what already belongs together. It has its name and
 * its next attempt before the first one begins, so that a runner that dies leaves a letter that is tried again.
 */
function claim(tx: Db): Row[] | undefined {
  const first = nextDue();
  if (!first) return undefined;
  const together = first.letterId
    ? eq(outbox.letterId, first.letterId)
    : first.kind === "event" || first.kind === "reminder"
      ? and(eq(outbox.kind, first.kind), isNull(outbox.letterId), eq(outbox.digest, first.digest), first.contactId ? eq(outbox.contactId, first.contactId) : eq(outbox.memberId, first.memberId!))
      : eq(outbox.id, first.id);
  const rows = tx.select().from(outbox).where(and(open, together)).orderBy(asc(outbox.eventSeq)).limit(MOST_IN_ONE).all();
  const quiet = untilAwake(first);
  if (quiet) {
    set(tx, rows, { nextAttemptAt: quiet });
    return claim(tx);
  }
  const attempts = first.attempts + 1;
  const claimed = { letterId: first.letterId ?? rows[0]!.id, attempts, nextAttemptAt: new Date(now().getTime() + (waits[attempts - 1] ?? waits.at(-1)!)) };
  set(tx, rows, claimed);
  return rows.map((row) => ({ ...row, ...claimed }));
}

/** When somebody's quiet hours end, where it is quiet now: a letter that is tried again, or was asked for before they chose, waits for it. */
function untilAwake({ kind, contactId, memberId }: Row): Date | null {
  const viewerId = contactId ?? memberId;
  if (!viewerId || (kind !== "event" && kind !== "reminder")) return null;
  const wakes = awake(choicesOf(viewerId), now());
  return wakes > now() ? wakes : null;
}

async function deliver(rows: Row[], transport: Transport): Promise<keyof Delivered | undefined> {
  try {
    const composed = transact((tx) => compose(tx, rows));
    if (!composed) return undefined;
    await transport(await enclose(composed.mail, composed.receipt));
    set(db, rows, { sentAt: now(), lastError: null });
    return "sent";
  } catch (problem) {
    const lastError = (problem instanceof Error ? problem.message : String(problem)).slice(0, 500);
    const over = problem instanceof Undeliverable || rows[0]!.attempts > waits.length;
    set(db, rows, over ? { lastError, gaveUpAt: now() } : { lastError });
    return "failed";
  }
}

/** Writes the letter, its one-time link with it, and notes what is not to be written any more. */
function compose(tx: Db, rows: Row[]): { mail: Mail; receipt: string | null } | null {
  const { written, dropped } = write(tx, rows);
  recordAsking(tx, rows[0]!, written?.to ?? null);
  for (const { rows, why } of dropped) set(tx, rows, { droppedAt: now(), droppedWhy: why });
  if (!written) return null;
  const { letterId, queuedAt } = rows[0]!;
  const host = publicHost();
  const mail = {
    letterId: letterId!,
    // A letter with a one-time link is another letter each time: its earlier link is void, so no mail program may take it for a copy.
    messageId: `<${letterId}${written.secret ? `.${now().getTime().toString(36)}` : ""}@${host}>`,
    thread: written.thread && `<${written.thread}@${host}>`,
    to: written.to,
    replyTo: replyToOf(tx, written.to),
    letter: written.letter,
    unsubscribe: written.topic ? unsubscribeAddress(rows[0]!.contactId ?? rows[0]!.memberId!, written.topic) : null,
    at: queuedAt,
  };
  return { mail, receipt: written.receipt ?? null };
}

/** Changes rows that are still open: what was dropped or sent stays so. */
const set = (tx: Db, rows: Row[], values: Partial<Row>) =>
  tx.update(outbox).set(values).where(and(open, inArray(outbox.id, rows.map(({ id }) => id)))).run();

/**
 * Starts the post: looks every few seconds, and delivers what is due. Gives the function that stops it, which waits
 * for the letter in hand. A pass that fails as a whole (the disk is full, say) is told and tried again.
 */
export function startPost({ every = 2000, tell = (problem: unknown) => console.error("The post stumbled:", problem) }: { every?: number; tell?: (problem: unknown) => void } = {}): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let pass = Promise.resolve();
  const round = () => {
    pass = deliverDue({ goOn: () => !stopped })
      .then(() => undefined, tell)
      .then(() => {
        if (!stopped) timer = setTimeout(round, every);
      });
  };
  round();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await pass;
  };
}
