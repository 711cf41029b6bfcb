import type { z } from "zod";
import type { Db } from "#db/client.server.ts";
import { dropDraftsUnder } from "#app/lib/draft.server.ts";
import { submit } from "#app/lib/form.server.ts";
import { Refused } from "#app/lib/refused.ts";
import type { Contact } from "#app/people/viewer.ts";
import { type Typed, filledIn, saveDrafts, submitAnswers } from "./answering.server.ts";
import { pathOf, typedIn } from "./filling.server.ts";
import { answersForm } from "./forms.server.ts";
import { requests } from "./requests.server.ts";

/**
 * Every button of the page that is filled in posts the whole of it, so that none loses what was typed elsewhere on it.
 * Reads it, does the deed, and forgets what an ended session had kept. Throws NotFound.
 */
export function submitTyped({ request, viewer, id }: { request: Request; viewer: Contact; id: string }, deed: (tx: Db, typed: Typed[]) => Response) {
  const found = requests(viewer).find(id);
  return submit({ request, viewer }, answersForm(found.items), (tx, given: z.output<ReturnType<typeof answersForm>>) => {
    const response = deed(tx, typedIn(requests(viewer, tx).find(id), given));
    dropDraftsUnder(tx, viewer, pathOf(id));
    return response;
  });
}

/** Submits all that is filled in, and keeps the rest as it was typed. Gives how many. Throws as `submitAnswers`, and Refused 422 where nothing is filled in. */
export function submitFilled(tx: Db, contact: Contact, id: string, typed: Typed[]): number {
  const filled = filledIn(requests(contact, tx).find(id), typed, tx);
  if (filled.length === 0) throw new Refused(422, "Nothing is filled in yet. Answer at least one item, or come back later: what you save stays here.");
  saveDrafts(tx, contact, id, typed.filter((one) => !filled.includes(one)));
  return submitAnswers(tx, contact, id, filled);
}

/** Submits one item’s answer, and saves the others that were typed beside it. */
export function submitOne(tx: Db, contact: Contact, id: string, itemId: string, typed: Typed[]) {
  const one = typed.find((each) => each.itemId === itemId);
  if (!one) throw new Refused(409, "This item is not part of this request any more. Nothing was recorded.");
  saveDrafts(tx, contact, id, typed.filter((each) => each !== one));
  submitAnswers(tx, contact, id, [one]);
}
