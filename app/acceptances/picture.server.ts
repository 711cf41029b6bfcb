import { documents } from "#app/documents/documents.server.ts";
import { pictureAt } from "#app/documents/parts.tsx";
import { pictureOf } from "#app/documents/pictures.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { acceptances } from "./acceptances.server.ts";

/** The document's first page as a picture, where there is one and the version is still the document's own. */
export function pictureFor(viewer: SignedIn, id: string) {
  const { documentId, version } = acceptances(viewer).find(id);
  if (!isCurrent(viewer, documentId, version)) return null;
  const { picture } = pictureOf(viewer, documentId, "preview");
  return picture ? pictureAt(viewer.kind === "contact" ? "portal" : "staff", "preview", documentId, picture) : null;
}

/** False also where the document was taken away since. */
function isCurrent(viewer: SignedIn, documentId: string, version: number) {
  try {
    return documents(viewer).find(documentId).version === version;
  } catch (problem) {
    if (problem instanceof NotFound) return false;
    throw problem;
  }
}
