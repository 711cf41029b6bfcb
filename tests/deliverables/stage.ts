import { eq } from "drizzle-orm";
import { db } from "#db/client.server.ts";
import { deliverables as table, proofJobs } from "#db/schema/index.ts";
import { approve as approveIn, noteStalled as noteStalledIn, recordOutsideApproval, requestRevisions } from "#app/deliverables/deciding.server.ts";
import { deliverables } from "#app/deliverables/deliverables.server.ts";
import { type ReadiedFile, addFiles as addFilesIn, addLink as addLinkIn, beginDeliverable, bringOver as bringOverIn, changeDeliverable, describePiece, removePiece } from "#app/deliverables/drafting.server.ts";
import { leavePin, reopenPin as reopenPinIn, reply as replyIn, settlePin as settlePinIn } from "#app/deliverables/pins.server.ts";
import { publishRound, reopen as reopenIn, withdraw as withdrawIn } from "#app/deliverables/publishing.server.ts";
import type { Member, SignedIn } from "#app/people/viewer.ts";
import { dana, inTransaction, luis, maya, packaging, tom } from "../support/story.ts";

export const [begin, change, addFiles, addLink, bringOver, describe, remove] = [beginDeliverable, changeDeliverable, addFilesIn, addLinkIn, bringOverIn, describePiece, removePiece].map((command) => inTransaction(command as never)) as unknown as [
  (member: Member, input: object) => string,
  (member: Member, id: string, input: object) => void,
  (member: Member, id: string, alt: string, files: ReadiedFile[]) => void,
  (member: Member, id: string, input: object) => void,
  (member: Member, id: string) => void,
  (member: Member, id: string, piece: string, input: object) => void,
  (member: Member, id: string, piece: string) => void,
];
type Move<Actor> = (actor: Actor, id: string, input: object) => string;
export const [publish, reopen, withdraw, recordOutside] = [publishRound, reopenIn, withdrawIn, recordOutsideApproval].map((command) => inTransaction(command as never)) as unknown as [Move<Member>, Move<Member>, Move<Member>, Move<Member>];
export const [approve, revise] = [approveIn, requestRevisions].map((command) => inTransaction(command as never)) as unknown as [Move<typeof dana>, Move<typeof dana>];
export const noteStalled = inTransaction(noteStalledIn);
export const pin = inTransaction(leavePin as never) as unknown as (viewer: SignedIn, id: string, input: object, paragraphs?: number) => { id: string; number: number };
export const reply = inTransaction(replyIn);
export const [settle, reopenPin] = [inTransaction(settlePinIn), inTransaction(reopenPinIn)];

let made = 0;
/** A file as if it had arrived. */
export const file = (name = "Label.png", sort: ReadiedFile["sort"] = "image"): ReadiedFile => ({ key: `file-${++made}`, name, size: 310, sha256: String(made % 10).repeat(64), sort });

export const title = "Winter Blend label";
export const asked = (round: number, more: object = {}) => ({ round, note: "", policy: "any", approvers: [dana.id, luis.id], ...more });
export const signed = (round = 1, signedName = "Dana Whitfield") => ({ round, note: "", signedName, consent: "on" });

/** A deliverable whose first round is published: one picture, asked of Dana and Luis. */
export function published(more: object = {}, ...files: ReadiedFile[]) {
  const id = begin(maya, { projectId: packaging.id, title, roundsIncluded: 3 });
  addFiles(tom, id, "A green bag", files.length ? files : [file()]);
  publish(maya, id, asked(1, more));
  return id;
}

/** The second round, after changes were asked for. */
export function secondRound(more: object = {}) {
  const id = published();
  revise(dana, id, { round: 1, note: "A hair closer together." });
  addFiles(tom, id, "", [file()]);
  publish(maya, id, asked(2, more));
  return id;
}

export const statusNow = (id: string) => deliverables(maya).find(id).status;
export const drawnPages = (fileId: string, pages: number) => db.update(proofJobs).set({ state: "made", pages }).where(eq(proofJobs.fileId, fileId)).run();
export const rowOf = (id: string) => db.select().from(table).where(eq(table.id, id)).get()!;
