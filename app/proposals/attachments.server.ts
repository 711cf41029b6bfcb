import { and, asc, eq, isNull, max } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { files as fileTable, proposalFiles as table } from "#db/schema/index.ts";
import { type Stored, open, put, remove } from "#storage/files.server.ts";
import { uploadLimit } from "#app/agency/limits.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { submitUpload } from "#app/lib/uploads.server.ts";
import type { Member, SignedIn } from "#app/people/viewer.ts";
import { mayWrite } from "./proposal.ts";
import { type Proposal, proposals, readSnapshot, subjectOf, versionsOf } from "./proposals.server.ts";

export type Attachment = { id: string; name: string; size: number; sha256: string };
type Arrived = Stored & { name: string };
type Belonging = Pick<Proposal, "id" | "clientId">;

/** Files a proposal takes at most. */
export const MOST = 10;

const held = ({ id, clientId }: Belonging, tx: Db) =>
  tx
    .select({ id: fileTable.id, name: fileTable.name, size: fileTable.size, sha256: fileTable.sha256, removedAt: table.removedAt })
    .from(table)
    .innerJoin(fileTable, eq(fileTable.id, table.fileId))
    .where(and(eq(table.proposalId, id), eq(table.clientId, clientId), isNull(fileTable.removedAt)))
    .orderBy(asc(table.position))
    .all();

/** The files that go with a draft, in their order, for one the viewer has found. */
export const attachmentsOf = (found: Belonging, tx: Db = db): Attachment[] => held(found, tx).flatMap(({ removedAt, ...file }) => (removedAt ? [] : [file]));

/** A form with PDF files, which stream into storage as they arrive. Throws Refused 422 for what is no PDF by its name or its first bytes. */
export const submitAttachments = <S extends z.ZodType>(asked: { request: Request; viewer: SignedIn }, schema: S, deed: (tx: Db, value: z.output<S>, files: Arrived[]) => Response) =>
  submitUpload(asked, schema, { most: MOST, limit: uploadLimit(), keep: put, discard: ({ key }) => remove(key) }, deed, async (files) => {
    for (const { key, name } of files) if (!/\.pdf$/i.test(name) || !(await isPdf(key))) throw new Refused(422, `${name} is not a PDF. Save it as one and attach that`, { field: "files" });
  });

async function isPdf(key: string) {
  let begins = "";
  for await (const piece of await open(key, { start: 0, end: 1023 })) begins += Buffer.from(piece as Uint8Array).toString("latin1");
  return begins.includes("%PDF-");
}

/** Attaches files that arrived to a draft. Throws NotFound; Refused 409 where its text may no longer change, 422 for too many. */
export function attach(tx: Db, member: Member, id: string, arrived: Arrived[]) {
  const proposal = writable(tx, member, id);
  if (attachmentsOf(proposal, tx).length + arrived.length > MOST) throw new Refused(422, `A proposal takes at most ${MOST} files. Remove one first`, { field: "files" });
  const last = tx.select({ position: max(table.position) }).from(table).where(eq(table.proposalId, id)).get()?.position ?? 0;
  arrived.forEach(({ key, name, size, sha256 }, index) => {
    tx.insert(fileTable).values({ id: key, clientId: proposal.clientId, name, size, sha256, createdAt: now() }).run();
    tx.insert(table).values({ proposalId: id, clientId: proposal.clientId, fileId: key, position: last + index + 1 }).run();
    record(tx, member, "proposal.attached", subjectOf(proposal), { file: name });
  });
}

/** Takes a file out of the draft. What was sent with it keeps it. Throws NotFound, Refused 409. */
export function detach(tx: Db, member: Member, id: string, fileId: string) {
  const proposal = writable(tx, member, id);
  const file = attachmentsOf(proposal, tx).find((one) => one.id === fileId);
  if (!file) throw new NotFound();
  tx.update(table).set({ removedAt: now() }).where(and(eq(table.proposalId, id), eq(table.fileId, fileId))).run();
  if (!wasSent(proposal, file, tx)) tx.update(fileTable).set({ removedAt: now() }).where(eq(fileTable.id, fileId)).run();
  record(tx, member, "proposal.detached", subjectOf(proposal), { file: file.name });
}

/** With a draft that is deleted its files go: nobody was shown them. */
export function dropAttachments(tx: Db, found: Belonging) {
  for (const { id } of held(found, tx)) tx.update(fileTable).set({ removedAt: now() }).where(eq(fileTable.id, id)).run();
  tx.delete(table).where(and(eq(table.proposalId, found.id), eq(table.clientId, found.clientId))).run();
}

/** One file of a proposal: for a contact only one that was sent, while the proposal stands. Throws NotFound. */
export function attachment(viewer: SignedIn, id: string, fileId: string, tx: Db = db) {
  const proposal = proposals(viewer, tx).find(id);
  const file = held(proposal, tx).find((one) => one.id === fileId);
  if (!file || (viewer.kind === "contact" && (proposal.status === "withdrawn" || !wasSent(proposal, file, tx)))) throw new NotFound();
  return { proposal, file };
}

/** The files of what was sent last, each with the id it is asked for by. */
export const sentFilesOf = (found: Belonging & { snapshot: { files: { sha256: string; name: string }[] } | null }, tx: Db = db) => {
  const all = held(found, tx);
  return (found.snapshot?.files ?? []).flatMap(({ name, sha256 }) => all.find((file) => file.sha256 === sha256 && file.name === name) ?? []);
};

const wasSent = (proposal: Belonging, { sha256, name }: Attachment, tx: Db) => versionsOf(proposal, tx).some((version) => readSnapshot(version).files.some((file) => file.sha256 === sha256 && file.name === name));

function writable(tx: Db, member: Member, id: string) {
  const proposal = proposals(member, tx).find(id);
  if (!mayWrite(proposal.status)) throw new Refused(409, "This proposal was decided or taken back, so its files stay as they are. Duplicate it to write another.");
  return proposal;
}
