import { and, count, isNull, lt, ne, or } from "drizzle-orm";
import { db, transact } from "#db/client.server.ts";
import { agency, events, outbox } from "#db/schema/index.ts";
import { now, resume, standAt } from "#app/lib/clock.ts";
import { env, isLoopback } from "#app/lib/env.server.ts";
import { DEMO_PASSWORD, hashPassword } from "#app/people/passwords.server.ts";
import { act as onboarding } from "./acts/01-onboarding.ts";
import { act as work } from "./acts/02-work.ts";
import { act as hours } from "./acts/03-hours.ts";
import { act as documents } from "./acts/04-documents.ts";
import { act as talk } from "./acts/05-talk.ts";
import { act as settings } from "./acts/06-settings.ts";
import { act as proposals } from "./acts/07-proposals.ts";
import { act as requests } from "./acts/08-requests.ts";
import { act as acceptances } from "./acts/09-acceptances.ts";
import { act as approvals } from "./acts/10-approvals.ts";
import { act as tickets } from "./acts/11-tickets.ts";
import { act as invoices } from "./acts/12-invoices.ts";
import { act as bell } from "./acts/13-bell.ts";
import { minutesAgo } from "./calendar.ts";
import { plantCanaries } from "./cast.ts";
import type { Stage } from "./stage.ts";

/**
 * Tells the demo story into an empty database, through the commands people use, each at its own moment; all of it or
 * nothing. Throws a sentence where Parlour is served to more than this machine, or where somebody is at home already.
 */
export async function seed(): Promise<void> {
  if (!isLoopback()) throw new Error("The demo story and its password are for this machine alone. PUBLIC_URL is another address, so nothing was written.");
  if (db.select({ total: count() }).from(agency).get()!.total || db.select({ total: count() }).from(events).get()!.total) throw new Error("The demo story needs an empty database, and there is something in this one. Nothing was written. To begin anew, stop Parlour and move DATA_DIR away.");
  plantCanaries(env().SEED_CANARIES === "1");
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const papers = await documents();
  const marks = await settings();
  const asked = await requests();
  const proofs = await approvals();
  const support = await tickets();
  const moments = [...onboarding(passwordHash), ...work(), ...hours(), ...papers, ...talk(), ...marks, ...proposals(), ...asked, ...acceptances(), ...proofs, ...support, ...invoices(), ...bell()].sort((a, b) => a.at.getTime() - b.at.getTime());
  const fresh = minutesAgo(60);
  const told = now();
  transact((tx) => {
    const stage = { tx, members: {}, contacts: {}, clients: {}, projects: {}, documents: {}, awaited: {} } as Stage;
    try {
      for (const { at, happens } of moments) {
        standAt(at < told ? at : told);
        happens(stage);
      }
    } finally {
      resume();
    }
    // The letters of the past were read long ago. Bea's invitation and those of the last hour are still to come, but never to a real mailbox.
    const past = [lt(outbox.queuedAt, fresh), or(ne(outbox.kind, "invitation"), isNull(outbox.contactId), ne(outbox.contactId, stage.awaited.bea!))];
    tx.update(outbox).set({ droppedAt: told, droppedWhy: "part of the demo story" }).where(env().SMTP_URL ? undefined : and(...past)).run();
  });
}
