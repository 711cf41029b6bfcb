import { agency } from "#app/agency/agency.server.ts";
import type { Badge } from "#app/lib/badge.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn, distance, endOfDay } from "#app/lib/dates.ts";
import { type OnClient, type OnUs, type Some, joined, keyOf } from "#app/lib/waits.ts";
import type { Member } from "#app/people/viewer.ts";
import { everyWait } from "./all.server.ts";

/** What clients wait for, as far as a member sees: what is urgent, then the longest wait first; up to `limit`, and how many there are. */
export function askedOfUs(member: Member, limit: number): Some<OnUs> {
  const { total, rows } = joined(...everyWait.flatMap(({ onUs }) => onUs?.(member, limit) ?? []));
  return { total, rows: rows.sort((one, other) => Number(other.urgent ?? false) - Number(one.urgent ?? false) || one.at.getTime() - other.at.getTime()).slice(0, limit) };
}

/** What waits on clients, as far as a member sees, the nearest deadline first; up to `limit`, and how many there are. */
export function askedOfClients(member: Member, limit: number): Some<OnClient> {
  const { total, rows } = joined(...everyWait.flatMap(({ onClients }) => onClients?.(member, { limit }) ?? []));
  return { total, rows: rows.sort((one, other) => end(one) - end(other) || one.since.getTime() - other.since.getTime()).slice(0, limit) };
}

const end = ({ deadline }: OnClient) => deadline?.getTime() ?? Number.MAX_SAFE_INTEGER;


/** One deadline that is late or ends today, as the desk shows it. */
export interface DueRow {
  key: string;
  title: string;
  to: string;
  about: string;
  state: Badge;
  who: string | null;
}

/** What is late or ends today, of clients and of the agency's own, the longest ago first: up to `limit`, and how many were found. */
export function dueSoon(member: Member, limit: number): Some<DueRow> {
  const { timeZone } = agency();
  const today = dayIn(timeZone, now());
  const theirs = askedOfClients(member, 500).rows.flatMap((row) => (row.deadline && dayIn(timeZone, row.deadline) <= today ? [{ key: keyOf(row), title: row.title, to: row.to, about: `${row.label}, ${row.clientName}`, on: dayIn(timeZone, row.deadline), at: row.deadline, who: null as string | null }] : []));
  const ours = everyWait.flatMap(({ due }) => due?.(member, today, 500).rows ?? []).map((row) => ({ ...row, at: endOfDay(timeZone, row.on), who: row.who ?? "Nobody" }));
  const all = [...theirs, ...ours].sort((one, other) => one.at.getTime() - other.at.getTime());
  return { total: all.length, rows: all.slice(0, limit).map(({ key, title, to, about, at, on, who }) => ({ key, title, to, about, who, state: at < now() ? { label: `${distance(at, now()).replace(" ago", "")} late`, tone: "late", icon: "alert", open: true } : { label: on === today && dayIn(timeZone, at) === today ? "Today" : "Due", tone: "soon", icon: "clock", open: true } })) };
}
