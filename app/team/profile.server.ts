import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "#db/client.server.ts";
import { members as table, people } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { mustStillBe } from "#app/lib/stamp.server.ts";
import type { Member } from "#app/people/viewer.ts";
import type { ProfileForm } from "./forms.server.ts";
import { memberSubject, members } from "./members.server.ts";

/** What a member may change of themselves, and what a change is held against. Role and address are an owner's to change. */
export const profileOf = ({ name, title, phone }: { name: string; title: string; phone: string }) => ({ name, title, phone });

/** Changes a member's own name, title and phone. Gives whether anything changed. Throws Refused 409 where it changed meanwhile. */
export function changeProfile(tx: Db, member: Member, { seen, ...after }: z.output<typeof ProfileForm>): boolean {
  const before = profileOf(members(member, tx).find(member.id));
  mustStillBe(seen, before, `Your details were changed while you were writing. Nothing was recorded. As they stand: ${[before.name, before.title, before.phone].filter(Boolean).join(", ")}. Save again if yours should stand.`);
  const changed = (Object.keys(before) as (keyof typeof before)[]).filter((field) => before[field] !== after[field]);
  if (changed.length === 0) return false;
  tx.update(table).set(after).where(eq(table.id, member.id)).run();
  tx.update(people).set({ name: after.name }).where(eq(people.id, member.personId)).run();
  record(tx, member, "profile.changed", memberSubject({ id: member.id, name: after.name }), { fields: changed.join(", ") });
  return true;
}
