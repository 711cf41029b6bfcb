import type { Db } from "#db/client.server.ts";
import { agency } from "#db/schema/index.ts";
import { agencySubject, requireOwner } from "#app/agency/settings.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { env } from "#app/lib/env.server.ts";
import { Refused } from "#app/lib/refused.ts";
import type { Member } from "#app/people/viewer.ts";
import { type Kind, anyGood, isAsked, isUnderWay, lastOf } from "./backups.server.ts";

/** Asks for a backup, or for the rehearsal of a restore: whoever keeps the time begins it within a minute. Throws NotFound for who is not an owner, Refused 409 where there is no place for it, nothing to rehearse, or one asked for or under way. */
export function askFor(tx: Db, member: Member, kind: Kind) {
  requireOwner(member);
  if (!env().BACKUP_TO) throw new Refused(409, "There is no place for backups yet: whoever runs this machine sets BACKUP_TO. Nothing was begun.");
  if (isUnderWay(lastOf(kind, tx))) throw new Refused(409, "One is under way. Nothing else was begun.");
  if (isAsked(kind, tx)) throw new Refused(409, "One was asked for already and begins within a minute. Nothing else was begun.");
  if (kind === "rehearsal" && !anyGood("backup", tx)) throw new Refused(409, "There is no good backup to rehearse yet. Make one first. Nothing was begun.");
  tx.update(agency).set(kind === "backup" ? { backupAskedAt: now() } : { rehearsalAskedAt: now() }).run();
  record(tx, member, kind === "backup" ? "agency.backup_asked" : "agency.rehearsal_asked", agencySubject(tx));
}
