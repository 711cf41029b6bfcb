import { Readable } from "node:stream";
import busboy from "busboy";
import { EmptyFile } from "#storage/files.server.ts";
import { StoreAway, StoreRefuses, TooLargeForStore } from "#storage/trouble.ts";
import { addField } from "./fields.server.ts";
import { cleanName } from "./file-name.ts";
import { Refused } from "./refused.ts";
import { figure, size as inWords } from "./words.ts";

const FIELDS = 100;
const FIELD_SIZE = 64 * 1024;
/** Bytes of refused files that are still read, so that a browser has sent its form and shows the answer. */
const patienceFor = (limit: number) => Math.max(1_000_000_000, 2 * limit);
/** Milliseconds for the answer to leave before the connection of somebody who sends on and on is cut. */
const PARTING = 2000;

class TooLarge extends Error {}
class TooMuch extends Error {}

/** How many files are taken, of how many bytes each; where they go while they arrive, and how they are taken away again. */
export interface Taking<Kept extends { sha256: string }> {
  most: number;
  limit: number;
  /** Where a form may come without any. */
  optional?: boolean;
  /** Throws EmptyFile where no bytes come. */
  keep(bytes: AsyncIterable<Uint8Array>): Promise<Kept>;
  discard(kept: Kept): Promise<void>;
}

/**
 * Takes a multipart form: fields, then files, each kept as it comes. What is refused is read and thrown away, and named
 * in `refusal`; then no file is kept. Throws a Response 400 or 415 for what is no such form, and where the connection
 * breaks.
 */
export async function receive<Kept extends { sha256: string }>(request: Request, { most, limit, optional, keep, discard }: Taking<Kept>, isWelcome: (form: URLSearchParams) => boolean) {
  type Received = Kept & { name: string; field: string };
  const source = bodyOf(request);
  const parser = parserOf(request, most);
  const form = new URLSearchParams();
  const complaints: Refused[] = [];
  const complain = (status: Refused["status"], sentence: string) => void complaints.push(new Refused(status, sentence, { field: "files" }));
  const taking: Promise<Received | undefined>[] = [];
  const oversize: { name: string; size: number }[] = [];
  const patience = patienceFor(limit);
  const giveBack = async () => {
    for (const file of await Promise.allSettled(taking)) if (file.status === "fulfilled" && file.value) await discard(file.value);
  };
  let welcome: boolean | undefined;
  let thrownAway = 0;

  const whole = new Promise<void>((resolve, reject) => {
    source.on("error", reject);
    parser.on("error", reject).on("close", resolve);
    parser.on("field", (name, value, { nameTruncated, valueTruncated }) => {
      if (taking.length) complain(400, "The files came before the rest of the form. Open the page again and send it from there");
      if (nameTruncated || valueTruncated) return complain(413, `One field holds more than ${FIELD_SIZE / 1024} kB. Shorten it`);
      try {
        addField(form, name, value);
      } catch (problem) {
        reject(problem);
      }
    });
    parser.on("file", (field, stream, { filename }) => {
      welcome ??= isWelcome(form);
      const file = take(stream, field, filename);
      // Heard below, all together; until then a broken connection must not end the process.
      file.catch(() => {});
      taking.push(file);
    });
    parser.on("filesLimit", () => complain(413, `Choose at most ${most} files at once`));
    parser.on("fieldsLimit", () => complain(400, "This form has too many fields"));
    parser.on("partsLimit", () => complain(400, "This form has too many parts"));
    source.pipe(parser);

    async function take(stream: Readable, field: string, given: string | undefined): Promise<Received | undefined> {
      const name = cleanName(given ?? "");
      let size = 0;
      stream.on("error", () => {});
      async function* withinLimit() {
        for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
          size += chunk.length;
          if (size > limit) throw new TooLarge();
          yield chunk as Uint8Array;
        }
      }
      try {
        if (welcome && complaints.length + oversize.length === 0) return { name, field, ...(await keep(withinLimit())) };
      } catch (problem) {
        if (problem instanceof EmptyFile) return void (given && complain(422, `${name} is empty. Choose another file`));
        const { code } = problem as NodeJS.ErrnoException;
        if (code === "ENOSPC") complain(507, "There is no room left for this. Tell whoever runs this portal");
        else if (problem instanceof StoreAway || problem instanceof StoreRefuses || code === "EROFS" || code === "EIO") complain(503, "Files cannot be kept right now, so nothing was recorded. Try again in a few minutes");
        else if (problem instanceof TooLargeForStore) complain(413, problem.message.replace(/\.$/, ""));
        else if (!(problem instanceof TooLarge)) {
          reject(problem);
          throw problem;
        }
      }
      for await (const chunk of stream) {
        size += chunk.length;
        thrownAway += chunk.length;
        if (thrownAway > patience) return reject(new TooMuch()) as undefined;
      }
      if (size > limit) oversize.push({ name, size });
    }
  });

  try {
    await whole;
    const files = (await Promise.all(taking)).filter((file) => file !== undefined);
    for (const { name, size } of oversize) complain(413, `${taking.length === 1 ? "The file" : name} is ${tooLarge(size, limit)}. Choose a smaller file`);
    if (files.length === 0 && complaints.length === 0 && !optional) complain(422, "Choose a file");
    if (complaints.length) await giveBack();
    return { form, files: complaints.length ? [] : files, refusal: all(complaints) };
  } catch (problem) {
    source.unpipe(parser);
    parser.destroy();
    await giveBack();
    if (!source.readableEnded) setTimeout(() => source.destroy(), PARTING).unref();
    if (problem instanceof Response) throw problem;
    if (problem instanceof TooMuch) {
      return { form, files: [], refusal: new Refused(413, `That is more than ${inWords(patience)} and the limit is ${inWords(limit)} a file. Choose smaller files`, { field: "files" }) };
    }
    if (source.errored || /Unexpected end of form|Malformed/.test(String(problem))) throw plain(400, "The form did not arrive whole. Nothing was recorded.");
    throw problem;
  }
}

/** Several complaints as one refusal; the gravest status of them. */
const all = (complaints: Refused[]) =>
  complaints.length ? new Refused(complaints.find(({ status }) => status === 413)?.status ?? complaints[0]!.status, [...new Set(complaints.map(({ message }) => message))].join(". "), { field: "files" }) : undefined;

/** "31 MB and the limit is 25 MB"; where both read alike, in bytes. */
function tooLarge(size: number, limit: number) {
  const exact = inWords(size) === inWords(limit);
  const words = (bytes: number) => (exact ? `${figure(bytes)} bytes` : inWords(bytes));
  return `${words(size)} and the limit is ${words(limit)}`;
}

function bodyOf(request: Request): Readable {
  if (request.headers.get("Content-Encoding")) throw plain(415, "Encoded bodies are not taken.");
  if (!/^multipart\/form-data\b/i.test(request.headers.get("Content-Type") ?? "")) throw plain(415, "This address takes forms with files only.");
  if (!request.body) throw plain(400, "The form did not arrive whole. Nothing was recorded.");
  // The request itself is already being read by Remix's own pump: handed to busboy, it would stall.
  return Readable.fromWeb(request.body as never);
}

function parserOf(request: Request, most: number) {
  try {
    return busboy({
      headers: { "content-type": request.headers.get("Content-Type")! },
      defParamCharset: "utf8",
      limits: { fieldNameSize: 100, fieldSize: FIELD_SIZE, fields: FIELDS, files: most, parts: FIELDS + most, headerPairs: 20 },
    });
  } catch {
    throw plain(400, "The form did not arrive whole. Nothing was recorded.");
  }
}

const plain = (status: number, sentence: string) => new Response(sentence, { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
