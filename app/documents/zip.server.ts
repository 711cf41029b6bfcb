import type { Readable } from "node:stream";
import type { AppLoadContext } from "@remix-run/node";
import { ZipFile } from "yazl";
import { transact } from "#db/client.server.ts";
import { open, sizeOf } from "#storage/files.server.ts";
import { attachmentNamed } from "#app/lib/attachment.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { projects } from "#app/projects/projects.server.ts";
import { log } from "#app/server/log.server.ts";
import { documents } from "./documents.server.ts";
import { recordDownload } from "./downloads.server.ts";
import { type Bundle, bundleIn, readZipLink } from "./links.server.ts";
import { flowing } from "./serving.server.ts";
import { placesInZip, safePart } from "./zip-names.ts";

/**
 * Readies the zip behind a signed address: what the viewer may see at this moment, and no more. Sent by entry.server in
 * the page's place. False where the link's time is over. Throws NotFound, and Refused 403 for a link that is not whole.
 */
export function answerWithZip(viewer: SignedIn, request: Request, context: AppLoadContext): boolean {
  const query = new URL(request.url).searchParams;
  const found = readZipLink(viewer, query);
  if (found === "expired") return false;
  const bundle = bundleIn(query);
  const { name, all } = contentsOf(viewer, bundle);
  context.answer = async (asked) => {
    const headers = new Headers({ ...always, "Content-Disposition": attachmentNamed(`${name}.zip`) });
    if (asked.method === "HEAD") return new Response(null, { headers });
    return new Response(flowing(zipped(all, bundle, (file) => transact((tx) => recordDownload(tx, viewer, file, { link: `${found.link}.${file.fileId}`, fileId: file.fileId, version: file.version, zip: true })), asked.signal), asked.signal, context.drained), { headers });
  };
  return true;
}

type InZip = ReturnType<ReturnType<typeof documents>["files"]>[number];

/** Throws NotFound where the project is not the viewer's to see, and for an agency's whole store. */
function contentsOf(viewer: SignedIn, { projectId, label }: Bundle) {
  if (!projectId && viewer.kind !== "contact") throw new NotFound();
  const name = projectId ? projects(viewer).find(projectId).name : "Documents";
  return { name: safePart(label ? `${name}, ${label}` : name), all: documents(viewer).files({ projectId, label }) };
}

/** Throws NotFound like the zip itself, before a link to it is signed. */
export const requireContents = (viewer: SignedIn, bundle: Bundle) => void contentsOf(viewer, bundle);

const always = {
  "Content-Type": "application/zip",
  "Content-Security-Policy": "sandbox; default-src 'none'",
  "X-Content-Type-Options": "nosniff",
  // Made anew each time, and nothing compresses it on the way.
  "Cache-Control": "private, no-store, no-transform",
};

/**
 * Files as one stream, one after the other as the reader takes them: stored as they are, nothing unpacked, nothing on
 * the disk, no more in memory than the names. One whose bytes are missing is named in a text beside the others.
 * `taken` is told of each as its turn comes.
 */
export function zipped(all: InZip[], { projectId }: Bundle, taken: (file: InZip) => void, gone: AbortSignal): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  let inHand: Readable | undefined;
  const leave = () => inHand?.destroy();
  output.once("close", leave);
  gone.addEventListener("abort", () => output.destroy(), { once: true });
  zip.on("error", (problem) => output.destroy(problem as Error));

  const add = (file: InZip, place: string) =>
    new Promise<void>((resolve) => {
      zip.addReadStreamLazy(place, { size: file.size, mtime: file.uploadedAt, compress: false }, (give) => {
        if (output.destroyed) return resolve();
        open(file.fileId).then((stream) => {
          inHand = stream;
          stream.once("close", resolve);
          stream.once("error", (problem) => output.destroy(problem));
          if (output.destroyed) return void stream.destroy();
          taken(file);
          give(null, stream);
        }).catch((problem: unknown) => (output.destroy(problem as Error), resolve()));
      });
    });

  const fill = async () => {
    const place = placesInZip();
    const missing: string[] = [];
    for (const file of all) {
      if (output.destroyed) return;
      const folders = [...(projectId ? [] : [{ key: file.projectId, name: file.project }]), ...(file.label ? [{ key: file.label, name: file.label }] : [])];
      const path = place(folders, file.name);
      if ((await sizeOf(file.fileId)) === file.size) await add(file, path);
      else missing.push(path);
    }
    if (missing.length) log.error({ files: missing.length }, "files of a zip are not there, or not all of them");
    if (missing.length) zip.addBuffer(Buffer.from(`These files could not be read. Ask the agency about them.\r\n\r\n${missing.join("\r\n")}\r\n`), place([], "Missing files.txt"), { compress: false });
    else if (all.length === 0) zip.addBuffer(Buffer.from("No files are shared here now.\r\n"), place([], "Empty.txt"), { compress: false });
    zip.end();
  };
  void fill().catch((problem: unknown) => output.destroy(problem as Error));
  return output;
}
