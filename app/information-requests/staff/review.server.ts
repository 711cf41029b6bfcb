import type { z } from "zod";
import { blank } from "#app/lib/form.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { type ItemRow, itemOf } from "../requests.server.ts";
import { barredFromItem, drawn } from "./barred.server.ts";

export type Submitted = NonNullable<ItemRow["latest"]>;

/** A page on which the newest answer to an item is accepted or returned. Throws NotFound. */
export function forReview(member: Member, id: string, itemId: string, move: "accept" | "reject", form: z.ZodType, path: string) {
  const { request, item } = itemOf(member, id, itemId);
  return drawn(barredFromItem(request, item, move), { id: request.id, title: request.title, itemId: item.id, label: item.label, clientName: request.clientName, latest: item.latest, form: blank(form, member, path) });
}
