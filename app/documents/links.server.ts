import { MINUTE, now } from "#app/lib/clock.ts";
import { hashed, newId } from "#app/lib/id.server.ts";
import { isSigned, sign } from "#app/lib/keys.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { log } from "#app/server/log.server.ts";
import type { Face, SignedIn } from "#app/people/viewer.ts";
import { documents } from "./documents.server.ts";

/** Milliseconds a download link lives. */
export const LINK_LIFE = 5 * MINUTE;

const faceOf = (viewer: SignedIn): Face => (viewer.kind === "contact" ? "portal" : "staff");
/** Where a viewer asks for a document's file: the address that stands in pages, and leads to a signed one. */
export const filePath = (viewer: SignedIn, id: string) => `/${faceOf(viewer)}/files/${id}`;
/** Enough to tell whose it is, and useless for anything else. */
const markOf = (id: string) => hashed(id).slice(0, 16);

/** What a link's signature covers, in this order; each stands in its query. GET stands for HEAD too. */
const covered = ["version", "until", "link", "for", "in"] as const;
const partsOf = (face: Face, id: string, query: URLSearchParams) => [face, "GET", id, ...covered.map((name) => query.get(name) ?? "")];

/**
 * A signed, short-lived address of one version's bytes, under the viewer's own face: it needs the session that asked for
 * it. A contact is given the current version, whatever they ask for. Throws NotFound.
 */
export function linkTo(viewer: SignedIn, id: string, asked: string | null = null): string {
  const { version } = documents(viewer).file(id, viewer.kind === "member" && asked ? Number(asked) || 0 : undefined);
  const query = new URLSearchParams({ version: String(version), until: String(now().getTime() + LINK_LIFE), link: newId(), for: markOf(viewer.id), in: markOf(viewer.sessionId) });
  query.set("signature", sign("download", ...partsOf(faceOf(viewer), id, query)));
  return `/${faceOf(viewer)}/download/${id}?${query}`;
}

/**
 * The version and link a signed address stands for, or "expired" where it is the viewer's own of an earlier time.
 * Throws Refused 403 for one that was tampered with, NotFound for somebody else's.
 */
export function readLink(viewer: SignedIn, id: string, query: URLSearchParams): { version: number; link: string } | "expired" {
  const refused = (why: string) => log.warn({ document: id, viewer: viewer.id, why }, "download refused");
  if (!isSigned(query.get("signature") ?? "", "download", ...partsOf(faceOf(viewer), id, query))) {
    refused("tampered");
    throw new Refused(403, "This link is not whole, so it opens nothing. Go back to the documents and press Download again.");
  }
  if (query.get("for") !== markOf(viewer.id)) {
    refused("of somebody else");
    throw new NotFound();
  }
  if (query.get("in") === markOf(viewer.sessionId) && now().getTime() < Number(query.get("until"))) return { version: Number(query.get("version")), link: query.get("link")! };
  refused("expired");
  return "expired";
}
