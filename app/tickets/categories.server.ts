import { and, asc, eq, isNull, max, ne, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { ticketCategories as table } from "#db/schema/index.ts";
import { requireOwner } from "#app/agency/settings.server.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { record } from "#app/events/record.server.ts";
import { newId } from "#app/lib/id.server.ts";
import { now } from "#app/lib/clock.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { mustStillBe, stampOf } from "#app/lib/stamp.server.ts";
import type { Member, SignedIn } from "#app/people/viewer.ts";
import type { CategoryForm, CategoryNameForm } from "./forms.server.ts";
import { type Kind, kinds } from "./ticket.ts";

export type Category = typeof table.$inferSelect;

/** What can be chosen today, in its order: of a kind, or of both. Everybody who may ask sees it. */
export const categories = (_viewer: SignedIn, tx: Db = db) => ({
  all: (kind?: Kind) => tx.select().from(table).where(and(isNull(table.removedAt), kind && eq(table.kind, kind))).orderBy(asc(table.kind), asc(table.position)).all(),
  /** One of them, with the mark of what it shows. Throws NotFound. */
  find(id: string) {
    const found = tx.select().from(table).where(and(eq(table.id, id), isNull(table.removedAt))).get();
    if (!found) throw new NotFound();
    return { ...found, seen: stampOf({ name: found.name }) };
  },
});

/** Throws Refused 422 beside the field for what cannot be chosen for this kind. */
export function requireCategory(tx: Db, kind: Kind, id: string): Category {
  const found = tx.select().from(table).where(and(eq(table.id, id), isNull(table.removedAt))).get();
  if (!found) throw new Refused(422, "Choose a category", { field: "categoryId" });
  if (found.kind !== kind) throw new Refused(422, kind === "job" ? "Choose a category of new work" : "Choose a category of what is wrong", { field: "categoryId" });
  return found;
}

/** Throws NotFound for who is not an owner, Refused 422 for a name there is. Gives its id. */
export function addCategory(tx: Db, member: Member, { kind, name }: z.output<typeof CategoryForm>): string {
  requireOwner(member);
  requireNewName(tx, kind, name);
  const last = tx.select({ position: max(table.position) }).from(table).where(eq(table.kind, kind)).get()!.position ?? 0;
  const category = { id: newId(), kind, name, position: last + 1 };
  tx.insert(table).values(category).run();
  record(tx, member, "ticket.category_added", subjectOf(category));
  return category.id;
}

/** Throws NotFound, Refused 409 where somebody renamed it meanwhile, 422 for a name there is. */
export function renameCategory(tx: Db, member: Member, id: string, { name, seen }: z.output<typeof CategoryNameForm>) {
  requireOwner(member);
  const category = categories(member, tx).find(id);
  mustStillBe(seen, { name: category.name }, "Somebody renamed this category while you were writing. Nothing was recorded. Open the page again.");
  if (category.name === name) return;
  requireNewName(tx, category.kind, name, id);
  tx.update(table).set({ name }).where(eq(table.id, id)).run();
  record(tx, member, "ticket.category_renamed", subjectOf({ ...category, name }), { before: category.name });
}

/** Nobody can choose it any more; what was asked under it keeps it. Throws NotFound, Refused 409 for the last of its kind. */
export function removeCategory(tx: Db, member: Member, id: string) {
  requireOwner(member);
  const category = categories(member, tx).find(id);
  if (categories(member, tx).all(category.kind).length === 1) throw new Refused(409, "This is the last category of its kind, and clients must choose one. Add another first, or rename it.");
  tx.update(table).set({ removedAt: now() }).where(eq(table.id, id)).run();
  record(tx, member, "ticket.category_removed", subjectOf(category));
}

function requireNewName(tx: Db, kind: Kind, name: string, but = "") {
  const same = tx.select({ id: table.id }).from(table).where(and(eq(table.kind, kind), isNull(table.removedAt), ne(table.id, but), sql`${table.name} = ${name} collate nocase`)).get();
  if (same) throw new Refused(422, "There is a category of this name already", { field: "name" });
}

const subjectOf = ({ id, name, kind }: Pick<Category, "id" | "name" | "kind">): Subject => ({ kind: "ticket_category", id, clientId: null, title: `${name}, ${kinds[kind].toLowerCase()}` });
