import { db } from "#db/client.server.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { numberToCome } from "./billing.server.ts";
import { checkedOf, hindrances, recipientsOf, snapshotOf } from "./issuing.server.ts";
import { mustDraft } from "./writing.server.ts";

/** What the page before sending shows: the paper as it would be issued now, who gets it, what is missing. Throws NotFound, Refused 403, 409. */
export function checked(member: Member, id: string) {
  const draft = mustDraft(member, id);
  const number = numberToCome("invoice");
  return { draft, number, snapshot: snapshotOf(draft, number), people: recipientsOf(draft).map(({ name }) => name), missing: hindrances(db, draft), seen: stampOf(checkedOf(draft)) };
}
