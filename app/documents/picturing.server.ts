import { and, desc, eq, lte, sql } from "drizzle-orm";
import { type Db, db, prepared, transact } from "#db/client.server.ts";
import { files, pictureJobs as jobs, pictures } from "#db/schema/index.ts";
import { open, put, remove } from "#storage/files.server.ts";
import { lease } from "#app/events/lease.server.ts";
import { MINUTE, now } from "#app/lib/clock.ts";
import { NoPicture, develop, limits } from "#app/pictures/darkroom.server.ts";
import { type PictureKind, HEAD_LENGTH, boxes, sortOf } from "#app/pictures/picture.ts";
import { log } from "#app/server/log.server.ts";

/** How often a file is tried that breaks what opens it: no file may keep the darkroom busy for ever. */
const ATTEMPTS = 2;
/** Milliseconds until the next attempt, longer than one can take; counted before it begins, so that a crash is one too. */
const AGAIN = 5 * MINUTE;
const LEASE = 2 * MINUTE;

type Job = typeof jobs.$inferSelect;

// The newest first: a demo's or a migration's backlog must not hold up what somebody waits for.
const next = prepared((db) =>
  db.select().from(jobs).where(and(sql`${jobs.state} = 'waiting'`, lte(jobs.nextAttemptAt, sql.placeholder("at")))).orderBy(desc(jobs.nextAttemptAt)).limit(1).prepare(),
);

/**
 * Makes pictures of every file that waits for them, one by one, in one process at a time. What can be no picture is
 * noted with the reason and left alone. Gives how many files were looked at.
 */
export async function makePictures({ goOn = () => true, signal }: { goOn?: () => boolean; signal?: AbortSignal } = {}): Promise<number> {
  if (!nextDue()) return 0;
  const mine = lease("pictures", LEASE);
  let looked = 0;
  try {
    while (goOn() && mine.take()) {
      const job = transact(claim);
      if (!job) break;
      looked++;
      await attempt(job, signal);
    }
  } finally {
    mine.giveBack();
  }
  return looked;
}

const nextDue = () => next().get({ at: now().getTime() as never });

function claim(tx: Db): Job | undefined {
  const job = nextDue();
  if (!job) return undefined;
  const claimed = { attempts: job.attempts + 1, nextAttemptAt: new Date(now().getTime() + AGAIN) };
  tx.update(jobs).set(claimed).where(eq(jobs.fileId, job.fileId)).run();
  return { ...job, ...claimed };
}

async function attempt(job: Job, signal: AbortSignal | undefined) {
  try {
    if (job.attempts > ATTEMPTS) throw new NoPicture("Whatever opened it broke");
    await make(job, signal);
  } catch (problem) {
    if (signal?.aborted) return void settle(db, job, { state: "waiting", attempts: job.attempts - 1, nextAttemptAt: now() });
    const why = problem instanceof NoPicture ? problem.message : "Its bytes could not be read";
    const isOver = (problem instanceof NoPicture && problem.final) || job.attempts >= ATTEMPTS;
    settle(db, job, isOver ? { state: "none", why } : { why });
    if (isOver && why !== DOWNLOAD_ONLY) log.info({ file: job.fileId, why, problem: problem instanceof NoPicture ? undefined : String(problem) }, "no picture of a file");
  }
}

const settle = (tx: Db, { fileId }: Job, values: Partial<Job>) => tx.update(jobs).set(values).where(and(eq(jobs.fileId, fileId), eq(jobs.state, "waiting"))).run();

const DOWNLOAD_ONLY = "It is of a kind that is only downloaded";

async function make(job: Job, signal: AbortSignal | undefined) {
  const file = db.select().from(files).where(eq(files.id, job.fileId)).get();
  if (!file || file.removedAt) throw new NoPicture("It was removed");
  const sort = sortOf(await beginningOf(file.id));
  if (!sort) throw new NoPicture(DOWNLOAD_ONLY);
  if (file.size > limits.bytes) throw new NoPicture(`It is larger than ${limits.bytes / 1e6} MB`);
  const kinds = Object.keys(boxes) as PictureKind[];
  const developed = await develop(await open(file.id), { sort, boxes: kinds.map((kind) => boxes[kind]) }, { signal });
  const kept: string[] = [];
  try {
    const rows: (typeof pictures.$inferInsert)[] = [];
    for (const [index, kind] of kinds.entries()) {
      const { width, height, bytes } = developed.pictures[index]!;
      const { key, size, sha256 } = await put(once(bytes));
      kept.push(key);
      rows.push({ id: key, fileId: file.id, clientId: file.clientId, kind, width, height, size, sha256 });
    }
    transact((tx) => {
      // Another runner may have been as quick: then what it made stands.
      if (!settle(tx, job, { state: "made", pages: developed.pages, why: null }).changes) throw new NoPicture("It has its pictures already");
      tx.insert(pictures).values(rows).run();
    });
  } catch (problem) {
    await Promise.all(kept.map(remove));
    throw problem;
  }
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

async function beginningOf(key: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await open(key, { start: 0, end: HEAD_LENGTH - 1 })) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/** Looks every few seconds whether a file waits for its pictures. Gives the function that stops it, and settles once it has. */
export function startPictures({ every = 2000, tell }: { every?: number; tell: (problem: unknown) => void }): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let timer: NodeJS.Timeout | undefined;
  let pass = Promise.resolve();
  const round = () => {
    pass = makePictures({ goOn: () => !signal.aborted, signal })
      .then(() => undefined, tell)
      .then(() => {
        if (!signal.aborted) timer = setTimeout(round, every);
      });
  };
  timer = setTimeout(round, every);
  return async () => {
    stopping.abort();
    clearTimeout(timer);
    await pass;
  };
}
