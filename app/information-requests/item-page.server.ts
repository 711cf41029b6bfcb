import { uploadLimit } from "#app/agency/limits.server.ts";
import { FILES_AT_ONCE } from "#app/documents/document.ts";
import { NoFields, blank } from "#app/lib/form.server.ts";
import type { Contact } from "#app/people/viewer.ts";
import { showsTeam } from "#app/questions/questions.server.ts";
import { agency } from "#app/agency/agency.server.ts";
import { fillingOf, pathOf } from "./filling.server.ts";
import { HaveNoneForm } from "./forms.server.ts";
import { itemOf, submissionsOf, subjectOf } from "./requests.server.ts";

/** One item on a page of its own: its field or its files, "we don't have this", and everything that was ever sent for it. Throws NotFound. */
export function itemPageOf(contact: Contact, id: string, itemId: string) {
  const { request, item } = itemOf(contact, id, itemId);
  const { items, save, number, title, status } = fillingOf(contact, id);
  const drawn = items.find((one) => one.id === item.id)!;
  const here = `${pathOf(id)}/items/${item.id}`;
  const named = showsTeam(contact, subjectOf(request));
  return {
    id,
    number,
    title,
    isOver: status === "cancelled",
    item: drawn,
    save,
    limit: uploadLimit(),
    most: item.type === "file" ? 1 : FILES_AT_ONCE,
    answer: blank(NoFields, contact, `${here}/answer`),
    upload: blank(NoFields, contact, `${here}/files`),
    none: blank(HaveNoneForm, contact, `${here}/none`),
    files: drawn.loose.map((file) => ({ ...file, removal: blank(NoFields, contact, `${here}/uploads/${file.id}/removal`) })),
    history: submissionsOf(item).map(({ number, answer, note, byName, submittedAt, acceptedAt, rejectedAt, reason, reviewerName }) => ({ number, answer, note, by: byName, at: submittedAt, acceptedAt, rejectedAt, reason, reviewer: named ? reviewerName : agency().name })),
  };
}
export type ItemPageGiven = ReturnType<typeof itemPageOf>;
