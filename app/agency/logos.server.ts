import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { type Db, db, prepared } from "#db/client.server.ts";
import { agencyLogos as table } from "#db/schema/index.ts";
import { EmptyFile } from "#storage/files.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { NotFound } from "#app/lib/refused.ts";
import { mustStillBe, stampOf } from "#app/lib/stamp.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { type Paper, paperWords } from "./agency.ts";
import type { Picture } from "./pictures.server.ts";
import { agencySubject, requireOwner } from "./settings.server.ts";

const byPaper = prepared((db) => db.select().from(table).where(eq(table.paper, sql.placeholder("paper"))).prepare());

/** The logo for a paper with its bytes, for anyone; undefined where there is none. */
export const logoFor = (paper: Paper) => byPaper().get({ paper });

/** What a change of a logo is held against. */
export const logoStamp = (paper: Paper, tx: Db = db) => stampOf({ version: versionIn(tx, paper) ?? null });
const versionIn = (tx: Db, paper: Paper) => tx.select({ version: table.version }).from(table).where(eq(table.paper, paper)).get()?.version;

/** Puts a logo in its place, or in another's. Throws NotFound for who is not an owner, Refused 409 where it was changed meanwhile. */
export function setLogo(tx: Db, member: Member, paper: Paper, { mediaType, bytes, width, height }: Picture, seen?: string) {
  requireOwner(member);
  const before = versionIn(tx, paper);
  mustStillBe(seen, { version: before ?? null }, "Somebody changed this logo while you were choosing. Nothing was recorded. Look at the one that stands here now, and upload yours again if it should take its place.");
  const version = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
  const logo = { mediaType, bytes, width, height, version, uploadedAt: now() };
  tx.insert(table).values({ paper, ...logo }).onConflictDoUpdate({ target: table.paper, set: logo }).run();
  if (version === before) return;
  record(tx, member, before ? "agency.logo_replaced" : "agency.logo_added", agencySubject(tx), { paper: paperWords[paper], kind: kinds[mediaType], size: `${width} × ${height}` });
}
const kinds: Record<Picture["mediaType"], string> = { "image/svg+xml": "SVG", "image/png": "PNG", "image/webp": "WebP" };

/** Takes a logo away: the agency's name in type stands there instead. Throws NotFound where there is none, or for who is not an owner. */
export function removeLogo(tx: Db, member: Member, paper: Paper) {
  requireOwner(member);
  if (tx.delete(table).where(eq(table.paper, paper)).run().changes === 0) throw new NotFound();
  record(tx, member, "agency.logo_removed", agencySubject(tx), { paper: paperWords[paper] });
}

/** A logo’s bytes while they arrive: small enough to be held. */
export const inMemory = {
  async keep(arriving: AsyncIterable<Uint8Array>) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of arriving) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    if (bytes.length === 0) throw new EmptyFile();
    return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
  },
  discard: async () => {},
};
