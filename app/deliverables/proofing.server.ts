import { and, desc, eq, lte, sql } from "drizzle-orm";
import { type Db, db, prepared, transact } from "#db/client.server.ts";
import { files, proofJobs as jobs, proofPictures } from "#db/schema/index.ts";
import { open, put, remove } from "#storage/files.server.ts";
import { lease } from "#app/events/lease.server.ts";
import { MINUTE, now } from "#app/lib/clock.ts";
import { type Developed, NoPicture, developPages, limits } from "#app/pictures/darkroom.server.ts";
import { boxes, sortOf } from "#app/pictures/picture.ts";
import { log } from "#app/server/log.server.ts";
import { headOf } from "./readying.server.ts";

/** Pages drawn of one file, and what each must fit into, in pixels: as large as anybody looks at it. */
export const MOST_PAGES = 200;
const page = { width: 2000, height: 2000 };
/** How many pages are drawn by one process, the first apart: it is looked at soonest, and a file that came meanwhile does not wait for a whole book. */
const PAGES_AT_ONCE = 20;
/** How often a page is tried that breaks what draws it, and when again. */
const ATTEMPTS = 2;
const AGAIN = 5 * MINUTE;
const LEASE = 2 * MINUTE;

type Job = typeof jobs.$inferSelect;

// The newest file first, and of one file page by page.
const next = prepared((db) => db.select().from(jobs).where(and(sql`${jobs.state} = 'waiting'`, lte(jobs.nextAttemptAt, sql.placeholder("at")))).orderBy(desc(jobs.nextAttemptAt)).limit(1).prepare());
const nextDue = () => next().get({ at: now().getTime() as never });

/** Draws the pages that wait, one after another, in one process at a time. Gives how many pages were tried. */
export async function drawProofs({ goOn = () => true, signal }: { goOn?: () => boolean; signal?: AbortSignal } = {}): Promise<number> {
  if (!nextDue()) return 0;
  const mine = lease("proofs", LEASE);
  let tried = 0;
  try {
    while (goOn() && mine.take()) {
      const job = transact(claim);
      if (!job) break;
      tried += await attempt(job, { goOn: () => goOn() && mine.take(), signal });
    }
  } finally {
    mine.giveBack();
  }
  return tried;
}

interface Course {
  goOn: () => boolean;
  signal: AbortSignal | undefined;
}

/** An attempt counts before it begins: a page that breaks everything is one too. */
function claim(tx: Db): Job | undefined {
  const job = nextDue();
  if (!job) return undefined;
  const claimed = { attempts: job.attempts + 1, nextAttemptAt: new Date(now().getTime() + AGAIN) };
  tx.update(jobs).set(claimed).where(eq(jobs.fileId, job.fileId)).run();
  return { ...job, ...claimed };
}

/** Draws the page a job stands at, and those after it that the same process may draw. Gives how many were tried. */
async function attempt(first: Job, course: Course): Promise<number> {
  let job = first;
  try {
    if (job.attempts > ATTEMPTS) throw new NoPicture("Whatever opened it broke");
    for await (const drawn of draw(job, course)) job = drawn;
    return job.nextPage - first.nextPage;
  } catch (problem) {
    const tried = job.nextPage - first.nextPage + 1;
    if (course.signal?.aborted) return settle(db, job, { attempts: job.attempts - 1, nextAttemptAt: now() }), tried;
    const why = problem instanceof NoPicture ? problem.message : "Its bytes could not be read";
    if (!(problem instanceof NoPicture && problem.final) && job.attempts < ATTEMPTS) return settle(db, job, { why }), tried;
    log.info({ file: job.fileId, page: job.nextPage, why, problem: problem instanceof NoPicture ? undefined : String(problem) }, "no picture of a page");
    // One page that cannot be drawn does not keep the others from being seen.
    settle(db, job, job.nextPage === 1 ? { state: "none", why } : after(job, job.pages));
    return tried;
  }
}

const settle = (tx: Db, { fileId }: Job, values: Partial<Job>) => tx.update(jobs).set(values).where(and(eq(jobs.fileId, fileId), eq(jobs.state, "waiting"))).run();

/** How a job stands once its page was dealt with. */
function after({ nextPage }: Job, pages: number | null): Partial<Job> {
  const last = Math.min(pages ?? 1, MOST_PAGES);
  return nextPage >= last ? { state: "made", pages: pages ?? 1, why: null } : { pages, nextPage: nextPage + 1, attempts: 0, nextAttemptAt: now(), why: null };
}

/** Draws and keeps page after page. Gives how the job stands after each, an attempt at the next one begun where it goes on. */
async function* draw(first: Job, { goOn, signal }: Course): AsyncGenerator<Job, void, undefined> {
  const file = db.select().from(files).where(eq(files.id, first.fileId)).get();
  if (!file || file.removedAt) throw new NoPicture("It was removed");
  const sort = sortOf(await headOf(file.id));
  if (!sort) throw new NoPicture("It is of a kind that is only downloaded");
  if (file.size > limits.bytes) throw new NoPicture(`It is larger than ${limits.bytes / 1e6} MB`);
  const isFirst = first.nextPage === 1;
  const count = isFirst ? 1 : Math.min(PAGES_AT_ONCE, MOST_PAGES - first.nextPage + 1);
  let [job, left] = [first, count];
  for await (const developed of developPages(await open(file.id), { sort, page: first.nextPage - 1, count, boxes: isFirst ? [page, boxes.thumbnail] : [page] }, { signal })) {
    const goesOn = --left > 0 && goOn();
    job = await keep(job, file.clientId, developed, goesOn ? { attempts: 1, nextAttemptAt: new Date(now().getTime() + AGAIN) } : {});
    yield job;
    if (!goesOn) return;
  }
}

/** Keeps the pictures of a page. `begun` is the attempt at the page after it. Gives how the job stands then. */
async function keep(job: Job, clientId: string, { pictures, pages }: Developed, begun: Partial<Job>): Promise<Job> {
  const kept: string[] = [];
  try {
    const rows: (typeof proofPictures.$inferInsert)[] = [];
    for (const [index, { width, height, bytes }] of pictures.entries()) {
      const { key, size, sha256 } = await put(once(bytes));
      kept.push(key);
      rows.push({ id: key, fileId: job.fileId, clientId, kind: index === 0 ? "page" : "thumbnail", page: job.nextPage, width, height, size, sha256 });
    }
    const then = after(job, pages);
    const values = then.state ? then : { ...then, ...begun };
    transact((tx) => {
      // Another runner may have been as quick: then what it made stands.
      if (!tx.update(jobs).set(values).where(and(eq(jobs.fileId, job.fileId), eq(jobs.state, "waiting"), eq(jobs.nextPage, job.nextPage))).run().changes) throw new NoPicture("It has its pictures already");
      tx.insert(proofPictures).values(rows).run();
    });
    // Where it was the last, one further: so many pages were tried.
    return { ...job, nextPage: job.nextPage + 1, ...values };
  } catch (problem) {
    await Promise.all(kept.map(remove));
    throw problem;
  }
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

/** Looks every few seconds whether a page waits. Gives the function that stops it, and settles once it has. */
export function startProofs({ every = 2000, tell }: { every?: number; tell: (problem: unknown) => void }): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let timer: NodeJS.Timeout | undefined;
  let pass = Promise.resolve();
  const round = () => {
    pass = drawProofs({ goOn: () => !signal.aborted, signal })
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
