import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { documents as table } from "#db/schema/index.ts";

/** A label as it is written already on this project, where it differs only in capitals; null for none. */
export function asUsed(tx: Db, projectId: string, label: string): string | null {
  if (!label) return null;
  const used = tx.select({ label: table.label }).from(table).where(and(eq(table.projectId, projectId), isNull(table.removedAt), isNotNull(table.label))).groupBy(table.label).all();
  const same = (other: string) => other.normalize("NFC").toLowerCase();
  return used.find((row) => same(row.label!) === same(label))?.label ?? label.normalize("NFC");
}
