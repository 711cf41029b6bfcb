import type { AppLoadContext } from "@remix-run/node";
import { and, eq } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { pictureJobs, pictures } from "#db/schema/index.ts";
import { open, sizeOf } from "#storage/files.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import type { SignedIn, Viewer } from "#app/people/viewer.ts";
import type { Picture, PictureKind } from "#app/pictures/picture.ts";
import { documents } from "./documents.server.ts";
import { flowing, matches, unreachable } from "./serving.server.ts";

/** What there is to look at of a document's current version, or of an earlier one: a picture, or why there is none (yet: null). Throws NotFound. */
export function pictureOf(viewer: Viewer, id: string, kind: PictureKind, version?: number, tx: Db = db): { picture: Picture | null; pages: number | null; state: "waiting" | "made" | "none"; why: string | null } {
  const { file } = documents(viewer, tx).file(id, version);
  const found = tx
    .select({ state: pictureJobs.state, why: pictureJobs.why, pages: pictureJobs.pages, picture: { mark: pictures.id, width: pictures.width, height: pictures.height } })
    .from(pictureJobs)
    .leftJoin(pictures, and(eq(pictures.fileId, pictureJobs.fileId), eq(pictures.kind, kind)))
    .where(eq(pictureJobs.fileId, file.id))
    .get();
  return found ?? { picture: null, pages: null, state: "none", why: null };
}

/**
 * A picture as an answer, after the same checks as the file itself. It was made by us, and is said to be what it is;
 * a browser may keep it, but asks each time whether it still may show it. A contact sees the current version's alone.
 * Throws NotFound.
 */
export async function pictureAnswer(viewer: SignedIn, id: string, kind: PictureKind, request: Request, { drained }: Pick<AppLoadContext, "drained"> = {}): Promise<Response> {
  const asked = viewer.kind === "member" ? new URL(request.url).searchParams.get("version") : null;
  const { file } = documents(viewer).file(id, asked ? Number(asked) || 0 : undefined);
  const picture = db.select().from(pictures).where(and(eq(pictures.fileId, file.id), eq(pictures.kind, kind))).get();
  if (!picture) throw new NotFound();
  const etag = `"${picture.sha256}"`;
  const headers = new Headers({ ...always, ETag: etag });
  if (matches(request.headers.get("If-None-Match"), etag)) return new Response(null, { status: 304, headers });
  const size = await sizeOf(picture.id).catch((problem: unknown) => {
    throw unreachable(problem);
  });
  if (size !== picture.size) throw new NotFound();
  headers.set("Content-Length", String(picture.size));
  const body = request.method === "HEAD" ? null : flowing(await open(picture.id), request.signal, drained);
  return new Response(body, { headers });
}

const always = {
  "Content-Type": "image/webp",
  "Content-Disposition": "inline",
  "Content-Security-Policy": "sandbox; default-src 'none'",
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "private, no-cache, no-transform",
  Vary: "Cookie",
};
