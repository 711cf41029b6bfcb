import { type Db, db } from "#db/client.server.ts";
import { agency as table } from "#db/schema/index.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { record } from "#app/events/record.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { mustStillBe, stampOf } from "#app/lib/stamp.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { type Part, type Settings, changesIn, parts } from "./settings.ts";

/** Said to the second of two who change the same settings. */
export const changedMeanwhile = "Somebody changed these settings while you were writing. Nothing was recorded. Open the page again in another tab, compare, and save again if yours should stand.";

/** The settings are for owners: to everybody else they are not there. */
export function requireOwner({ role }: Member) {
  if (role !== "owner") throw new NotFound();
}

const only = (tx: Db) => tx.select().from(table).get()!;
const partOf = <P extends Part>(settings: Settings, part: P) => Object.fromEntries(parts[part].map((setting) => [setting, settings[setting]])) as Pick<Settings, (typeof parts)[P][number]>;

/** One part of the settings as a form shows it, with the mark of what it showed. Throws NotFound for who is not an owner. */
export function settings<P extends Part>(member: Member, part: P, tx: Db = db) {
  requireOwner(member);
  const values = partOf(only(tx), part);
  return { values, seen: stampOf(values) };
}

/**
 * Changes one part of the settings; records what changed, from what to what, and nothing where nothing did. Gives what
 * stood there before. Throws NotFound for who is not an owner, Refused 409 where somebody changed it meanwhile.
 */
export function changeSettings<P extends Part>(tx: Db, member: Member, part: P, after: Pick<Settings, (typeof parts)[P][number]>, seen?: string) {
  requireOwner(member);
  const before = partOf(only(tx), part);
  mustStillBe(seen, before, changedMeanwhile);
  const changes = changesIn(before, after);
  if (!changes) return before;
  tx.update(table).set(after).run();
  record(tx, member, "agency.changed", agencySubject(tx), { changes });
  return before;
}

export const agencySubject = (tx: Db): Subject => ({ kind: "agency", id: "agency", clientId: null, title: only(tx).name });
