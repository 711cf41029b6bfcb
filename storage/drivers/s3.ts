import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { AwsClient } from "aws4fetch";
import { type Driver, defineDriver } from "unstorage";
import { NotStored, StoreAway, StoreRefuses, TooLargeForStore } from "../trouble.ts";
import type { ByteRange, Listed } from "./local.ts";

/** A bucket and how to get in. `prefix` stands before each key: "" or "some/folder/". */
export interface Bucket {
  endpoint: string;
  region: string;
  bucket: string;
  prefix: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** Bytes sent at once, and held in memory for it; S3 wants 5 MiB at least in all but the last. */
const PART = 8 * 1024 * 1024;
/** Bytes S3 itself takes in one piece; nobody should have to know how a file was sent. */
export const LARGEST = 5 * 1024 ** 3;
/** Milliseconds to wait for an answer to begin: to a question, and to a part that is sent. */
const PATIENCE = { asking: 15_000, sending: 60_000 };
const TRIES = 3;

export type S3 = ReturnType<typeof s3>;

/** An S3-compatible store over plain requests: signed by aws4fetch, addressed by path, never with chunked signing. `largest` in bytes. */
export function s3(place: Bucket, { largest = LARGEST, part = PART }: { largest?: number; part?: number } = {}) {
  const { endpoint, region, bucket, prefix, accessKeyId, secretAccessKey } = place;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 0 });
  const root = `${endpoint.replace(/\/$/, "")}/${bucket}`;
  const addressOf = (key: string) => `${root}/${`${prefix}${key}`.split("/").map(encodeURIComponent).join("/")}`;

  /** Asks until there is an answer of the store's own. Throws StoreAway. */
  async function ask(method: string, address: string, { query = {}, headers = {}, body }: Asked = {}): Promise<Response> {
    const url = `${address}${Object.keys(query).length ? `?${new URLSearchParams(query).toString().replaceAll("+", "%20")}` : ""}`;
    // The store checks what arrives against this: a byte changed on the way is refused.
    const hash = createHash("sha256").update(body ?? "").digest("hex");
    for (let attempt = 1; ; attempt += 1) {
      const answer = await once(method, url, { ...headers, "X-Amz-Content-Sha256": hash }, body);
      if (answer instanceof Response && answer.status < 500 && answer.status !== 429) return answer;
      const why = answer instanceof Response ? `it answers ${answer.status} ${codeIn(await answer.text())}` : answer;
      if (attempt === TRIES) throw new StoreAway(`The store at ${endpoint} cannot be used right now: ${why}.`);
      await new Promise((resolve) => setTimeout(resolve, 100 * 3 ** (attempt - 1)));
    }
  }

  /** One try: the answer, or why there is none. */
  async function once(method: string, url: string, headers: Record<string, string>, body?: Uint8Array | string): Promise<Response | string> {
    const impatience = new AbortController();
    // Only until it begins: a large answer may take longer.
    const timer = setTimeout(() => impatience.abort(), body ? PATIENCE.sending : PATIENCE.asking);
    try {
      return await fetch(await client.sign(url, { method, headers, body: body as BodyInit, signal: impatience.signal }));
    } catch (problem) {
      const { code } = ((problem as Error).cause ?? {}) as { code?: string };
      return impatience.signal.aborted ? "it does not answer" : `the connection failed (${code ?? (problem as Error).message})`;
    } finally {
      clearTimeout(timer);
    }
  }

  /** As `ask`, where only yes will do. Throws what the store says instead. */
  async function demand(method: string, address: string, asked: Asked & { doing: string }): Promise<Response> {
    const answer = await ask(method, address, asked);
    if (!answer.ok) throw refused(answer.status, await answer.text(), asked.doing);
    return answer;
  }

  function refused(status: number, text: string, doing: string): Error {
    const code = codeIn(text) || String(status);
    if (code === "NoSuchKey") return new NotStored("Nothing stands there.");
    if (code === "EntityTooLarge" || status === 413) return new TooLargeForStore(`The store takes at most ${inGigabytes(largest)} in one file.`);
    const sentences: Record<string, string> = {
      NoSuchBucket: `There is no bucket “${bucket}” at ${endpoint}. Make it, or name another in STORAGE`,
      InvalidAccessKeyId: "The store does not know S3_ACCESS_KEY_ID",
      SignatureDoesNotMatch: "The store does not accept the keys: S3_SECRET_ACCESS_KEY is not the one of S3_ACCESS_KEY_ID",
      AuthorizationHeaderMalformed: `S3_REGION is not the store’s: ${elementIn(text, "Region") || "another"} is`,
      PermanentRedirect: "The bucket is in another region than S3_REGION and S3_ENDPOINT say",
      RequestTimeTooSkewed: "The clock of this machine is wrong, and the store refuses what is signed by it",
      AccessDenied: `The store does not let these keys ${doing} in “${bucket}”`,
    };
    return new StoreRefuses(`${sentences[code] ?? `The store refuses to let us ${doing}: ${code}${elementIn(text, "Message") ? `, “${elementIn(text, "Message")}”` : ""}`}.`, code);
  }

  async function begun(key: string): Promise<string> {
    const answer = await demand("POST", addressOf(key), { query: { uploads: "" }, doing: "write" });
    return elementIn(await answer.text(), "UploadId");
  }

  const abort = (key: string, uploadId: string) => demand("DELETE", addressOf(key), { query: { uploadId }, doing: "delete" });

  async function inParts(key: string, parts: AsyncIterable<Buffer>) {
    const uploadId = await begun(key);
    try {
      const tags: string[] = [];
      for await (const body of parts) {
        const { headers } = await demand("PUT", addressOf(key), { query: { partNumber: String(tags.length + 1), uploadId }, body, doing: "write" });
        tags.push(headers.get("ETag")!);
      }
      const body = `<CompleteMultipartUpload>${tags.map((tag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${tag}</ETag></Part>`).join("")}</CompleteMultipartUpload>`;
      const text = await (await demand("POST", addressOf(key), { query: { uploadId }, body, doing: "write" })).text();
      // A 200 whose text is an error: S3 says yes first, so that the line stays open, and thinks then.
      if (/<Error>/.test(text)) throw refused(200, text, "write");
    } catch (problem) {
      // Where even that fails, the sweep finds it.
      await abort(key, uploadId).catch(() => {});
      throw problem;
    }
  }

  /** Every page of a listing. */
  async function* pages(query: Record<string, string>, next: (text: string) => Record<string, string> | undefined): AsyncGenerator<string> {
    for (let more: Record<string, string> | undefined = {}; more; ) {
      const text: string = await (await demand("GET", root, { query: { ...query, ...more }, doing: "list" })).text();
      yield text;
      more = elementIn(text, "IsTruncated") === "true" ? next(text) : undefined;
    }
  }

  const self = {
    place: `s3://${bucket}${prefix ? `/${prefix.replace(/\/$/, "")}` : ""}`,

    /** A value is there whole or not at all. Throws TooLargeForStore, StoreAway, StoreRefuses, and what the content throws. */
    async put(key: string, content: AsyncIterable<Uint8Array>) {
      const pieces = piecesOf(content, part, largest);
      const first = await pieces.next();
      const second = first.done ? first : await pieces.next();
      if (second.done) return void (await demand("PUT", addressOf(key), { body: first.done ? Buffer.alloc(0) : first.value, doing: "write" }));
      await inParts(key, rejoined([first.value as Buffer, second.value], pieces));
    },

    /** Throws NotStored. */
    async get(key: string, range?: ByteRange): Promise<Readable> {
      const { body } = await demand("GET", addressOf(key), { headers: range ? { Range: `bytes=${range.start}-${range.end}` } : {}, doing: "read" });
      return Readable.fromWeb(body as never);
    },

    async meta(key: string): Promise<{ size: number; mtime: Date } | null> {
      const answer = await ask("HEAD", addressOf(key));
      if (answer.status === 404) return null;
      // An answer to HEAD has no text to tell why.
      if (!answer.ok) throw refused(answer.status, answer.status === 403 ? "<Code>AccessDenied</Code>" : "", "read");
      return { size: Number(answer.headers.get("Content-Length")), mtime: new Date(answer.headers.get("Last-Modified") ?? 0) };
    },

    async remove(key: string) {
      const answer = await ask("DELETE", addressOf(key));
      if (!answer.ok && answer.status !== 404) throw refused(answer.status, await answer.text(), "delete");
    },

    /** What stands there, a page at a time as it is read; `under` keeps to keys that begin so. `page` is for tests. */
    async *list(under = "", page = 1000): AsyncGenerator<Listed> {
      const query = { "list-type": "2", prefix: `${prefix}${under}`, "max-keys": String(page) };
      for await (const text of pages(query, (text) => ({ "continuation-token": elementIn(text, "NextContinuationToken") })))
        for (const [, one] of text.matchAll(/<Contents>(.*?)<\/Contents>/gs))
          yield { key: elementIn(one!, "Key").slice(prefix.length), size: Number(elementIn(one!, "Size")), writtenAt: new Date(elementIn(one!, "LastModified")) };
    },

    /** Ends uploads that were cut off before `before`: their parts are paid for and never read. Gives their keys. */
    async removeOldParts(before: Date): Promise<string[]> {
      const removed: string[] = [];
      const next = (text: string) => ({ "key-marker": elementIn(text, "NextKeyMarker"), "upload-id-marker": elementIn(text, "NextUploadIdMarker") });
      for await (const text of pages({ uploads: "", prefix }, next))
        for (const [, one] of text.matchAll(/<Upload>(.*?)<\/Upload>/gs)) {
          if (new Date(elementIn(one!, "Initiated")) >= before) continue;
          const key = elementIn(one!, "Key").slice(prefix.length);
          await abort(key, elementIn(one!, "UploadId"));
          removed.push(key);
        }
      return removed;
    },

    /** An address that gives these bytes to whoever holds it, for so many seconds: as a download of that name, never a page. */
    async link(key: string, { seconds, disposition }: { seconds: number; disposition: string }): Promise<string> {
      const query = new URLSearchParams({ "X-Amz-Expires": String(seconds), "response-content-disposition": disposition, "response-content-type": "application/octet-stream" });
      const { url } = await client.sign(`${addressOf(key)}?${query.toString().replaceAll("+", "%20")}`, { method: "GET", aws: { signQuery: true } });
      return url;
    },

    /** Writes, reads, lists and removes a few bytes, as everything later will. Throws a sentence that says what is wrong. */
    async check() {
      const key = `parlour-check-${createHash("sha256").update(`${process.pid} ${performance.now()}`).digest("hex").slice(0, 16)}`;
      await demand("GET", root, { query: { "list-type": "2", prefix, "max-keys": "1" }, doing: "list" });
      await self.put(key, Readable.from([Buffer.from("Parlour may write here.\n")]));
      for await (const _ of await self.get(key));
      await self.remove(key);
    },
  };
  return self;
}

interface Asked {
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: Uint8Array | string;
}

/** The store as unstorage has it: values are streams. */
export const s3Driver = defineDriver((store: S3): Driver => ({
  name: "parlour-s3",
  setItemRaw: (key: string, content: Readable) => store.put(key, content),
  getItemRaw: (key: string, { range }: { range?: ByteRange } = {}) => store.get(key, range),
  hasItem: async (key) => (await store.meta(key)) !== null,
  getItem: () => null,
  getMeta: (key) => store.meta(key),
  removeItem: (key) => store.remove(key),
  async getKeys() {
    const keys: string[] = [];
    for await (const { key } of store.list()) keys.push(key);
    return keys;
  },
}));

/** Pieces of one length, but for the last. */
async function* piecesOf(content: AsyncIterable<Uint8Array>, length: number, largest: number): AsyncGenerator<Buffer, undefined> {
  let held: Uint8Array[] = [];
  let size = 0;
  let whole = 0;
  for await (const chunk of content) {
    whole += chunk.length;
    if (whole > largest) throw new TooLargeForStore(`The store takes at most ${inGigabytes(largest)} in one file.`);
    held.push(chunk);
    size += chunk.length;
    while (size > length) {
      const all = Buffer.concat(held);
      yield all.subarray(0, length);
      held = [all.subarray(length)];
      size -= length;
    }
  }
  if (size) yield Buffer.concat(held);
}

async function* rejoined<T>(first: T[], rest: AsyncIterable<T>) {
  yield* first;
  yield* rest;
}

const inGigabytes = (bytes: number) => (bytes >= 1024 ** 3 ? `${bytes / 1024 ** 3} GB` : `${bytes} bytes`);
const codeIn = (text: string) => elementIn(text, "Code");
const elementIn = (text: string, name: string) => (new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&apos;", "'").replaceAll("&amp;", "&");
