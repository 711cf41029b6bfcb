import { transact } from "#db/client.server.ts";
import { noteExpired as noteAcceptances, noteEnding as noteEndingAcceptances } from "#app/acceptances/asking.server.ts";
import { noteBankDetails } from "#app/invoices/bank.server.ts";
import { noteOverdue } from "#app/invoices/issuing.server.ts";
import { startBackups } from "#app/backups/scheduled.server.ts";
import { closePreviews } from "#app/clients/previews.server.ts";
import { noteStalled } from "#app/deliverables/deciding.server.ts";
import { startProofs } from "#app/deliverables/proofing.server.ts";
import { startPictures } from "#app/documents/picturing.server.ts";
import { sweepFiles } from "#app/documents/sweep.server.ts";
import { startChecking } from "#app/events/checks.server.ts";
import { lease } from "#app/events/lease.server.ts";
import { startPost } from "#app/events/post.server.ts";
import { DAY, MINUTE } from "#app/lib/clock.ts";
import { everyReceipt } from "#app/receipts/checking.server.ts";
import { publicKeys } from "#app/receipts/keys.server.ts";
import { db } from "#db/client.server.ts";
import { remindDue } from "#app/needs/reminding.server.ts";
import { sweepNotices } from "#app/notifications/notifications.server.ts";
import { sweepAccess } from "#app/people/sweep.server.ts";
import { system } from "#app/people/viewer.ts";
import { noteEnding as noteEndingProposals, noteExpired as noteProposals } from "#app/proposals/sending.server.ts";
import { mergeSearch } from "#app/search/merging.server.ts";
import { logProblem } from "./log.server.ts";

/** What Parlour does unasked, while it runs: delivers letters, makes pictures of files and the backups that are due, verifies the record and its receipts, writes what ended by itself, and sweeps up daily. Gives a function that stops it and settles once it has. */
export function startWork(): () => Promise<void> {
  const stopPost = startPost();
  const stopBackups = startBackups({ tell: (problem) => logProblem(problem, { path: "backing up" }) });
  const stopChecking = startChecking({ tell: (problem) => logProblem(problem, { path: "verifying" }) });
  const stopPictures = startPictures({ tell: (problem) => logProblem(problem, { path: "pictures" }) });
  const stopProofs = startProofs({ tell: (problem) => logProblem(problem, { path: "proofs" }) });
  let sweeping: Promise<void> | undefined;
  const begin = () => void (sweeping = sweep());
  // Not while the first visitors are being served.
  const soon = setTimeout(begin, MINUTE);
  const daily = setInterval(begin, DAY);
  const often = setInterval(tidy, 5 * MINUTE);
  const expiring = setInterval(noteExpiries, MINUTE);
  let reminding: Promise<unknown> | undefined;
  let stopped = false;
  const remind = setInterval(() => void (reminding = remindDue({ goOn: () => !stopped }).catch((problem: unknown) => logProblem(problem, { path: "reminding" }))), 10 * MINUTE);
  return async () => {
    clearTimeout(soon);
    clearInterval(daily);
    clearInterval(often);
    clearInterval(expiring);
    clearInterval(remind);
    stopped = true;
    await Promise.all([stopPost(), stopChecking(), stopPictures(), stopProofs(), stopBackups(), sweeping, reminding]);
  };
}

/** Puts on record what ended by itself. */
function tidy() {
  try {
    closePreviews();
  } catch (problem) {
    logProblem(problem, { path: "closing previews" });
  }
}

/**
 * Puts on record what expired and what is about to, once each, whichever process is first. It decides nothing: a deadline holds by itself. Gives
 * how many.
 */
export function noteExpiries(): number {
  try {
    if (!lease("expiry", 2 * MINUTE).take()) return 0;
    return [noteProposals, noteAcceptances, noteEndingProposals, noteEndingAcceptances, noteStalled, noteOverdue, noteBankDetails].reduce((all, note) => all + transact((tx) => note(tx, system)), 0);
  } catch (problem) {
    logProblem(problem, { path: "noting expiries" });
    return 0;
  }
}

/** What is swept and checked in steps lets everybody else go first. */
const rest = () => new Promise<void>((resolve) => setTimeout(resolve, 40));

async function sweep() {
  try {
    sweepAccess();
    transact((tx) => sweepNotices(tx));
    await sweepFiles();
    await mergeSearch(rest);
    await holdReceipts();
  } catch (problem) {
    logProblem(problem, { path: "sweeping" });
  }
}

/** Checks each receipt as `npm run verify` does, a few at a time, and tells of the first that does not hold. */
async function holdReceipts() {
  const all = everyReceipt(db, publicKeys());
  for (let step = all.next(); ; step = all.next()) {
    if (!step.done) await rest();
    else if (step.value.fault) throw new Error(`The record does not hold at event ${step.value.fault.seq}. ${step.value.fault.why}`);
    else return;
  }
}
