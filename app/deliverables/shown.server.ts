import { extensionOf } from "#app/documents/document.ts";
import { now } from "#app/lib/clock.ts";
import { distance, isRunningOut, longDay } from "#app/lib/dates.ts";
import type { Face, SignedIn } from "#app/people/viewer.ts";
import { isOpen, roundMeter } from "./deliverable.ts";
import { type Found, facesOf } from "./deliverables.server.ts";

export const faceOf = (viewer: SignedIn): Face => (viewer.kind === "contact" ? "portal" : "staff");
export const pathOf = (face: Face, id: string) => `/${face}/approvals/${id}`;

/** Where a page of a file is served as a picture: the mark keeps what a browser has kept from standing for another. */
export const proofAt = (face: Face, id: string, fileId: string, { mark, width, height }: { mark: string; width: number; height: number }, which: { page: number } | "small") => ({
  src: `${pathOf(face, id)}/proofs/${fileId}?${which === "small" ? "small" : `page=${which.page}`}&mark=${mark.slice(0, 8)}`,
  width,
  height,
});

/** "by 24 Nov 2025", and how near that is while an answer is waited for. */
export function dueOf({ dueOn, deadline, status }: Pick<Found, "dueOn" | "deadline" | "status">) {
  if (!dueOn || !deadline) return null;
  const present = now();
  const near = isRunningOut(deadline, present) ? distance(deadline, present) : null;
  const late = deadline < present ? distance(deadline, present) : null;
  return { on: dueOn, words: longDay(dueOn), hurry: isOpen(status) ? (late ? `Was due ${late}` : near && `Due ${near}`) : null };
}

/** A deliverable as lists and heads of both faces draw it: plain data. */
export const shown = (found: Found) => {
  const { id, title, round, roundsIncluded, status, publishedAt, decidedAt, withdrawnAt, withdrawnWhy, changedAt, policy, note, reopenedWhy, projectId, projectName, clientId, clientName } = found;
  return { id, title, round, meter: roundMeter(Math.max(round, 1), roundsIncluded), roundsIncluded, status, publishedAt, decidedAt, withdrawnAt, withdrawnWhy, changedAt, policy, note, reopenedWhy, due: dueOf(found), projectId, projectName, clientId, clientName };
};
export type Shown = ReturnType<typeof shown>;

/** The same of many, each with a small picture where there is one: for lists. */
export function shownInList(viewer: SignedIn, all: Found[]) {
  const faces = facesOf(all.map(({ roundId }) => roundId));
  return all.map((found) => {
    const pieces = faces.get(found.roundId) ?? [];
    const first = pieces.find(({ mark }) => mark !== null);
    return { ...shown(found), picture: first ? proofAt(faceOf(viewer), found.id, first.fileId!, { mark: first.mark!, width: first.width!, height: first.height! }, "small") : null, mark: extensionOf(pieces[0]?.name ?? "") };
  });
}
