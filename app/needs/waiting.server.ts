import { type OnClient, type OnUs, type Some, joined } from "#app/lib/waits.ts";
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

