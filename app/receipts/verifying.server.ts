import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { db, transact } from "#db/client.server.ts";
import { events } from "#db/schema/index.ts";
import { EmptyFile } from "#storage/files.server.ts";
import { uploadLimit } from "#app/agency/limits.server.ts";
import { receive } from "#app/lib/receive.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { addressKey, countAttempt } from "#app/people/attempts.server.ts";
import type { Stranger } from "#app/people/viewer.ts";
import { publicKeys } from "./keys.server.ts";
import type { Receipt } from "./receipt.ts";
import { check } from "./verify-receipt.mjs";

/** Bytes of a receipt file, at most. */
export const RECEIPT_LIMIT = 1_000_000;

/** What became of a check, in words. */
export interface Verdict {
  holds: boolean;
  /** False where what was given could not be read as a receipt at all. */
  isReceipt: boolean;
  findings: { holds: boolean | null; words: string }[];
  /** What the receipt says; only where it is proved to be ours. */
  says: { words: string; who: string; when: string; amount: string | null } | null;
}

/**
 * Checks what a stranger uploaded: a receipt, held in memory, and a document, hashed on the way; neither is kept. Throws
 * Refused 413 or 422 for what is no receipt file at all, 429 for too many from one address.
 */
export async function verifyUploaded(request: Request, stranger: Stranger): Promise<Verdict> {
  const tooMany = refusalOf(() => transact((tx) => void countAttempt(tx, { "verify:address": addressKey(stranger.address) })));
  const { files, refusal } = await receive(request, { most: 2, limit: uploadLimit(), keep, discard: async () => {} }, () => !tooMany);
  if (tooMany) throw tooMany;
  const receipt = files.find(({ field }) => field === "receipt");
  if (refusal && refusal.status !== 422) throw refusal;
  if (!receipt) throw new Refused(422, "Choose the receipt file: it came with the letter, and can be downloaded from the receipt’s page.");
  if (receipt.size > RECEIPT_LIMIT) throw new Refused(413, "This is no receipt file: a receipt is a text of at most 1 MB. Choose the file whose name ends with .json.");
  return verdictOn(receipt.head.toString("utf8"), files.filter(({ field }) => field === "document"));
}

function refusalOf(act: () => void): Refused | undefined {
  try {
    act();
  } catch (problem) {
    if (problem instanceof Refused) return problem;
    throw problem;
  }
}

/** Hashes what arrives, and holds no more of it than a receipt can be. */
async function keep(arriving: AsyncIterable<Uint8Array>) {
  const sum = createHash("sha256");
  const head: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of arriving) {
    sum.update(chunk);
    size += chunk.length;
    if (size <= RECEIPT_LIMIT) head.push(chunk);
    else head.length = 0;
  }
  if (size === 0) throw new EmptyFile();
  return { sha256: sum.digest("hex"), size, head: Buffer.concat(head) };
}

/** Checks a receipt's text against our own keys, and whether its event stands in our record: that is asked only of what we signed, so it tells nothing the receipt does not. */
export function verdictOn(text: string, documents: { name: string; sha256: string }[] = []): Verdict {
  const { findings, receipt } = asHere(check(text, { keys: publicKeys(), files: documents }));
  if (!receipt) return { holds: false, isReceipt: false, findings, says: null };
  const isOurs = findings.every(({ part, holds }) => holds === true || part === "document");
  if (!isOurs) return { holds: false, isReceipt: true, findings, says: null };
  const { act, person, time, amount, event } = receipt as Receipt;
  const stands = db.select({ seq: events.seq }).from(events).where(and(eq(events.seq, Number(event.row.seq)), eq(events.hash, event.hash))).get() !== undefined;
  const chain = { part: "record", holds: stands, words: stands ? `Event ${event.row.seq} stands in this portal’s record, with the same hash.` : "The event it names does not stand in this portal’s record." };
  const all = [...findings, chain];
  const says = { words: act.words, who: [person.name, person.role, person.company].filter(Boolean).join(", "), when: `${time.local} (${time.zone}), ${time.utc} UTC`, amount: amount?.shown ?? null };
  return { holds: all.every(({ holds }) => holds === true), isReceipt: true, findings: all, says };
}

/** The keys are ours here: nobody has been asked whom they trust. */
const asHere = ({ findings, receipt }: ReturnType<typeof check>) => ({
  receipt,
  findings: findings.map(({ part, holds, words }) => (part === "key" ? { part, holds, words: words.replace("which you trust", "one of ours").replace("among the keys you trust", "one of ours") } : { part, holds, words })),
});
