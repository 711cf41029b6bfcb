import { and, desc, eq } from "drizzle-orm";
import { type Db, db, transact } from "#db/client.server.ts";
import { agency, backups } from "#db/schema/index.ts";
import { foundAgency } from "#app/agency/agency.server.ts";
import { requireOwner } from "#app/agency/settings.server.ts";
import { HOUR, now } from "#app/lib/clock.ts";
import { env } from "#app/lib/env.server.ts";
import { newId } from "#app/lib/id.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { storeTrouble } from "#storage/files.server.ts";
import { isDue, tooLong } from "./backup.ts";

export type Kind = "backup" | "rehearsal";
type Attempt = typeof backups.$inferSelect;

/** The one that was begun last, of a kind. */
export const lastOf = (kind: Kind, tx: Db = db) => tx.select().from(backups).where(eq(backups.kind, kind)).orderBy(desc(backups.beganAt)).limit(1).get();

/** Notes that one begins; gives what notes how far it is, and how it ended. */
export function begin(kind: Kind, place: string) {
  const id = newId();
  const set = (values: Partial<typeof backups.$inferInsert>) => transact((tx) => void tx.update(backups).set(values).where(eq(backups.id, id)).run());
  transact((tx) => void tx.insert(backups).values({ id, kind, place, beganAt: now() }).run());
  return { id, reached: (done: number, total: number) => set({ done, total }), end: (good: boolean, says: string) => set({ endedAt: now(), good, says: says.slice(0, 1000) }) };
}

/** Milliseconds after which one without an end was cut off rather than slow. */
const CUT_OFF = 24 * HOUR;
const cutOff = "It was cut off before it ended.";

/** Whether one has begun and not ended, and was not cut off. */
export const isUnderWay = (last: Attempt | undefined) => Boolean(last && !last.endedAt && !wasCutOff(last));
const wasCutOff = ({ beganAt, endedAt }: Attempt) => !endedAt && now().getTime() - beganAt.getTime() > CUT_OFF;

/** Whether an owner asked for one within the hour, and none has begun since. */
export function isAsked(kind: Kind, tx: Db = db): boolean {
  const found = tx.select({ backup: agency.backupAskedAt, rehearsal: agency.rehearsalAskedAt }).from(agency).get()?.[kind];
  const last = lastOf(kind, tx);
  return Boolean(found && now().getTime() - found.getTime() < HOUR && (!last || last.beganAt < found));
}

/** Whether there ever was a good one. */
export const anyGood = (kind: Kind, tx: Db = db) => tx.select({ id: backups.id }).from(backups).where(and(eq(backups.kind, kind), eq(backups.good, true))).limit(1).get() !== undefined;

/** Where backups stand, for owners: their place, the last of each kind and the last good one. Throws NotFound for everybody else. */
export function safety(member: Member) {
  requireOwner(member);
  const shown = (kind: Kind) => {
    const last = lastOf(kind);
    if (!last) return null;
    const isCutOff = wasCutOff(last);
    return { at: last.endedAt ?? last.beganAt, good: isCutOff ? false : last.good, says: isCutOff ? cutOff : last.says, done: last.done, total: last.total, place: last.place };
  };
  const open = (kind: Kind) => ({ asked: isAsked(kind), may: Boolean(env().BACKUP_TO) && !isAsked(kind) && !isUnderWay(lastOf(kind)) && (kind === "backup" || anyGood("backup")) });
  return { to: env().BACKUP_TO ?? null, storage: env().STORAGE, backup: shown("backup"), rehearsal: shown("rehearsal"), open: { backup: open("backup"), rehearsal: open("rehearsal") } };
}

/** What an owner must know on the first page: that the store is away, that the last backup failed, or that there was none for too long. */
export function alarms(member: Member): { title: string; says: string }[] {
  if (member.role !== "owner") return [];
  const away = storeTrouble();
  const { to, backup, rehearsal } = safety(member);
  const { backupEvery, createdAt } = db.select({ backupEvery: agency.backupEvery, createdAt: agency.createdAt }).from(agency).get()!;
  const lastGood = db.select({ beganAt: backups.beganAt }).from(backups).where(and(eq(backups.kind, "backup"), eq(backups.good, true))).orderBy(desc(backups.beganAt)).limit(1).get()?.beganAt;
  const isLate = to && now().getTime() - (lastGood ?? createdAt).getTime() > tooLong[backupEvery];
  return [
    ...(away ? [{ title: "The files cannot be reached.", says: away }] : []),
    ...(backup?.good === false ? [{ title: "The last backup failed.", says: backup.says }] : isLate ? [{ title: "There has been no backup for too long.", says: "Look into the log for what keeps it from being made." }] : []),
    ...(rehearsal?.good === false ? [{ title: "The last rehearsal of a restore failed.", says: rehearsal.says }] : []),
  ];
}

/** What is to be begun at this moment: a backup by the schedule, or what an owner asked for. */
export function due(): Kind | null {
  if (!env().BACKUP_TO) return null;
  if (isAsked("backup") || backupIsDue()) return "backup";
  return isAsked("rehearsal") ? "rehearsal" : null;
}

/** Whether the schedule asks for a backup at this moment. */
export function backupIsDue(): boolean {
  if (!env().BACKUP_TO) return false;
  const ours = foundAgency() && db.select().from(agency).get();
  return Boolean(ours) && isDue({ every: (ours as typeof agency.$inferSelect).backupEvery, hour: (ours as typeof agency.$inferSelect).backupHour }, lastOf("backup"), now(), (ours as typeof agency.$inferSelect).timeZone);
}

/** How many are kept. */
export const backupsKept = () => db.select({ kept: agency.backupsKept }).from(agency).get()?.kept ?? 14;
