import { agency } from "#app/agency/agency.server.ts";
import { dayIn } from "#app/lib/dates.ts";
import { NotFound } from "#app/lib/refused.ts";
import type { Member, SignedIn } from "#app/people/viewer.ts";
import { changesBetween } from "./changes.server.ts";
import { offerOf } from "./offer.server.ts";
import type { PaperFacts } from "./paper.server.ts";
import { mayWrite } from "./proposal.ts";
import { type Found, type Version, proposals, readSnapshot, versionsOf } from "./proposals.server.ts";
import { chosenIn, recipientNames, senderFor } from "./reading.server.ts";
import { snapshotOf } from "./sending.server.ts";
import { workingDraft } from "./writing.server.ts";

/** One version that was sent, of a proposal the viewer has found. What was taken back is read by members alone. Throws NotFound. */
function versionOf(viewer: SignedIn, found: Found, asked: string): Version {
  const version = /^[1-9]\d{0,5}$/.test(asked) && versionsOf(found).find((version) => version.version === Number(asked));
  if (!version || (viewer.kind === "contact" && found.status === "withdrawn")) throw new NotFound();
  return version;
}

/** An earlier version as it was sent, and what became of it. Throws NotFound. */
export function earlierVersion(viewer: SignedIn, id: string, asked: string) {
  const found = proposals(viewer).find(id);
  const version = versionOf(viewer, found, asked);
  return {
    id,
    offer: offerOf(readSnapshot(version), version.chosen ?? [], senderFor(viewer, found)),
    sentAt: version.sentAt,
    replacedAt: version.supersededAt,
    decision: version.decision,
    newest: found.version,
    receiptId: version.receiptId,
  };
}

/** What changed between two versions; the last two, where none are asked for; of a first version none. Throws NotFound. */
export function comparison(viewer: SignedIn, id: string, url: URL) {
  const found = proposals(viewer).find(id);
  const [to, from] = [url.searchParams.get("to") ?? String(found.version), url.searchParams.get("from") ?? String(Math.max(1, found.version - 1))];
  const [earlier, later] = [versionOf(viewer, found, from), versionOf(viewer, found, to)];
  return { id, title: found.title, number: found.number!, from: earlier.version, to: later.version, versions: numbersOf(found), changes: changesBetween(readSnapshot(earlier), readSnapshot(later)) };
}

const numbersOf = (found: Found) => versionsOf(found).map(({ version }) => version).reverse();

/** As `comparison`, for members: also with the draft of the next version (`to=draft`), as it would be sent now. Throws NotFound. */
export function draftComparison(member: Member, id: string, url: URL) {
  const draft = workingDraft(undefined, member, id);
  const hasDraft = draft.version > 0 && mayWrite(draft.status);
  if (url.searchParams.get("to") !== "draft" || !hasDraft) return { ...comparison(member, id, url), hasDraft };
  const earlier = versionOf(member, draft, url.searchParams.get("from") ?? String(draft.version));
  return { id, title: draft.title, number: draft.number!, from: earlier.version, to: "draft" as const, versions: numbersOf(draft), changes: changesBetween(readSnapshot(earlier), snapshotOf(draft, member)), hasDraft };
}

/** What the paper of a version says for this viewer: the newest, where none is asked for. Throws NotFound. */
export function paperFacts(viewer: SignedIn, id: string, url: URL): PaperFacts {
  const found = proposals(viewer).find(id);
  const sent = versionOf(viewer, found, url.searchParams.get("version") ?? String(found.version));
  const chosen = sent.version === found.version ? chosenIn(found, url.searchParams.getAll("chosen")) : (sent.chosen ?? []);
  return { sent, sentOn: dayIn(agency().timeZone, sent.sentAt), toWhom: recipientNames(found), from: senderFor(viewer, found), chosen };
}
