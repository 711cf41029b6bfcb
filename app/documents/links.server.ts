import { now } from "#app/lib/clock.ts";
import { hashed, newId } from "#app/lib/id.server.ts";
import { isSigned, sign } from "#app/lib/keys.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { log } from "#app/server/log.server.ts";
import type { Face, SignedIn } from "#app/people/viewer.ts";
import { documents } from "./documents.server.ts";
import { LINK_LIFE } from "./link-life.ts";

export { LINK_LIFE };

const faceOf = (viewer: SignedIn): Face => (viewer.kind === "contact" ? "portal" : "staff");
/** Where a viewer asks for a document's file: the address that stands in pages, and leads to a signed one. */
export const filePath = (viewer: SignedIn, id: string) => `/${faceOf(viewer)}/files/${id}`;
/** Enough to tell whose it is, and useless for anything else. */
const markOf = (id: string) => hashed(id).slice(0, 16);

/** What a link's signature covers, in this order; each stands in its query. GET stands for HEAD too. */
const covered = ["version", "project", "label", "until", "link", "for", "in"] as const;
const partsOf = (face: Face, what: string, query: URLSearchParams) => [face, "GET", what, ...covered.map((name) => query.get(name) ?? "")];

/** A signed, short-lived query for this viewer in this session. `what` is a document's id, the zip, or what another noun calls its files. */
export function signed(viewer: SignedIn, what: string, asked: Record<string, string>): URLSearchParams {
  const query = new URLSearchParams({ ...asked, until: String(now().getTime() + LINK_LIFE), link: newId(), for: markOf(viewer.id), in: markOf(viewer.sessionId) });
  query.set("signature", sign("download", ...partsOf(faceOf(viewer), what, query)));
  return query;
}

/**
 * A signed, short-lived address of one version's bytes, under the viewer's own face: it needs the session that asked for
 * it. A contact is given the current version, whatever they ask for. Throws NotFound.
 */
export function linkTo(viewer: SignedIn, id: string, asked: string | null = null): string {
  const { version } = documents(viewer).file(id, viewer.kind === "member" && asked ? Number(asked) || 0 : undefined);
  return linkToVersion(viewer, id, version);
}

/** The same for one version, also for a contact: the caller has found that they may read it, having been asked to accept it. Throws NotFound. */
export function linkToVersion(viewer: SignedIn, id: string, version: number): string {
  documents(viewer).file(id, version);
  return `/${faceOf(viewer)}/download/${id}?${signed(viewer, id, { version: String(version) })}`;
}

/** What stands for a document's id where all of them are asked for at once. */
const ZIP = "zip";
/** Which documents a zip holds: a project's or, for a contact, all; under one label, or any. */
export interface Bundle {
  projectId?: string;
  label?: string;
}

/** Where a viewer asks for a zip: the address that stands in pages, and leads to a signed one. */
export const zipPath = (face: Face, { projectId = "", label = "" }: Bundle) => {
  const query = new URLSearchParams({ ...(projectId ? { project: projectId } : {}), ...(label ? { label } : {}) });
  return `/${face}/zip${query.size ? `?${query}` : ""}`;
};
/** What the query of either address asks for. */
export const bundleIn = (query: URLSearchParams): Bundle => ({ projectId: query.get("project") || undefined, label: query.get("label") || undefined });
/** The signed address of a zip; which files are in it is decided when it is asked for. */
export const linkToZip = (viewer: SignedIn, { projectId = "", label = "" }: Bundle) => `/${faceOf(viewer)}/zip/download?${signed(viewer, ZIP, { project: projectId, label })}`;

/**
 * The version and link a signed address stands for, or "expired" where it is the viewer's own of an earlier time.
 * Throws Refused 403 for one that was tampered with, NotFound for somebody else's.
 */
export function readLink(viewer: SignedIn, what: string, query: URLSearchParams): { version: number; link: string } | "expired" {
  const refused = (why: string) => log.warn({ document: what, viewer: viewer.id, why }, "download refused");
  if (!isSigned(query.get("signature") ?? "", "download", ...partsOf(faceOf(viewer), what, query))) {
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

export const readZipLink = (viewer: SignedIn, query: URLSearchParams) => readLink(viewer, ZIP, query);
