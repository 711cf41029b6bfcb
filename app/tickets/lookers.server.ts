import { SECOND, now } from "#app/lib/clock.ts";
import type { Member } from "#app/people/viewer.ts";
import { tickets } from "./tickets.server.ts";

/** A page asks every fifteen seconds; who has not asked for three of them looks no longer. */
export const ASKED_EVERY = 15 * SECOND;
const GONE_AFTER = 3 * ASKED_EVERY;

// In memory, since it is true for seconds only: nothing of it is kept, and a restart asks anew.
const looking = new Map<string, Map<string, { name: string; at: number }>>();

/** Notes that a member looks at a ticket now, and gives who else does, by name. Throws NotFound. */
export function lookAt(member: Member, id: string): string[] {
  tickets(member).find(id);
  forgetThoseGone();
  const here = looking.get(id) ?? new Map<string, { name: string; at: number }>();
  here.set(member.id, { name: member.name, at: now().getTime() });
  looking.set(id, here);
  return [...here].filter(([memberId]) => memberId !== member.id).map(([, { name }]) => name).sort();
}

function forgetThoseGone() {
  for (const [id, here] of looking) {
    for (const [memberId, { at }] of here) if (at < now().getTime() - GONE_AFTER) here.delete(memberId);
    if (here.size === 0) looking.delete(id);
  }
}
