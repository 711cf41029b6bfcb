import type { Readable } from "node:stream";
import parseRange from "range-parser";
import { linkOutside, open, sizeOf } from "#storage/files.server.ts";
import { StoreAway, StoreRefuses } from "#storage/trouble.ts";
import { attachmentNamed } from "#app/lib/attachment.server.ts";
import { log } from "#app/server/log.server.ts";
import { LINK_LIFE } from "./link-life.ts";

interface Served {
  /** The key of its bytes. */
  id: string;
  name: string;
  size: number;
  sha256: string;
}

/**
 * A file as an answer: always a download, never a page. Ranges (one at a time), strong ETag, If-None-Match, If-Range and
 * HEAD as RFC 9110 has them. Throws where the bytes are missing or of another length than the row says.
 */
export async function fileAnswer(request: Request, file: Served, drained?: () => Promise<void>): Promise<Response> {
  try {
    return await answered(request, file, drained);
  } catch (problem) {
    throw unreachable(problem);
  }
}

/** Whether an answer hands the bytes over, by itself or by an address: then it is a download. */
export const handsOver = ({ method }: Request, { body, status }: Response) => body !== null || (status === 302 && method === "GET");

/** A store that is away is no bug of ours: the person is told, with 503. */
export const unreachable = (problem: unknown) => (problem instanceof StoreAway || problem instanceof StoreRefuses ? Response.json({ sentence: "The files cannot be reached right now. Everything else works; try this again in a few minutes." }, { status: 503 }) : problem);

/** Seconds an address of the store's own lives. */
const OUTSIDE = LINK_LIFE / 1000;

async function answered(request: Request, file: Served, drained?: () => Promise<void>): Promise<Response> {
  const etag = `"${file.sha256}"`;
  const headers = new Headers({ ...always, "Content-Disposition": attachmentNamed(file.name), ETag: etag });
  if (matches(request.headers.get("If-None-Match"), etag)) return new Response(null, { status: 304, headers });
  if ((await sizeOf(file.id)) !== file.size) throw new Error(`The bytes of file ${file.id} are not there, or not all of them`);

  // The viewer's own door has been passed; the bytes then come from where they lie. An address of the store's is for GET alone.
  const outside = request.method === "GET" ? await linkOutside(file.id, { seconds: OUTSIDE, disposition: attachmentNamed(file.name) }) : undefined;
  if (outside) return new Response(null, { status: 302, headers: { Location: outside, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" } });

  const range = rangeOf(request, file.size, etag);
  if (range === "none of it") {
    headers.set("Content-Range", `bytes */${file.size}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: file.size - 1 };
  if (range) headers.set("Content-Range", `bytes ${start}-${end}/${file.size}`);
  headers.set("Content-Length", String(end - start + 1));
  const body = request.method === "HEAD" ? null : flowing(await open(file.id, { start, end }), request.signal, drained);
  return new Response(body, { status: range ? 206 : 200, headers });
}

// What somebody uploaded is never a page of ours: a browser that shows it all the same runs nothing in it.
const always = {
  "Content-Type": "application/octet-stream",
  "Content-Security-Policy": "sandbox; default-src 'none'",
  "X-Content-Type-Options": "nosniff",
  "Accept-Ranges": "bytes",
  // No shared cache keeps it, and nothing compresses it on the way: ranges count these bytes.
  "Cache-Control": "private, no-transform",
};

export const matches = (header: string | null, etag: string) => header !== null && (header.trim() === "*" || header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag));

function rangeOf(request: Request, size: number, etag: string) {
  const asked = request.headers.get("Range");
  const onlyIf = request.headers.get("If-Range");
  if (!asked || request.method !== "GET" || (onlyIf !== null && onlyIf.trim() !== etag)) return undefined;
  const ranges = parseRange(size, asked, { combine: true });
  if (ranges === -1) return "none of it";
  // Several parts at once, or nonsense: the whole file is a right answer too.
  return ranges === -2 || ranges.type !== "bytes" || ranges.length !== 1 ? undefined : ranges[0];
}

/** Gives the next piece only when the reader has taken the last: a slow one costs no memory, and one who leaves ends it. */
export function flowing(source: Readable, gone: AbortSignal, drained?: () => Promise<void>) {
  const pieces = source[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const leave = () => void source.destroy();
  source.on("error", () => {});
  gone.addEventListener("abort", leave, { once: true });
  return new ReadableStream<Uint8Array>(
    {
      async pull(stream) {
        try {
          await drained?.();
          const { done, value } = await pieces.next();
          if (done) stream.close();
          else stream.enqueue(value);
        } catch (problem) {
          if (gone.aborted) return stream.close();
          log.error({ problem: String(problem) }, "a download broke off");
          stream.error(problem);
        }
      },
      cancel: leave,
    },
    { highWaterMark: 0 },
  );
}
