import { Refused } from "#app/lib/refused.ts";
import { figure } from "#app/lib/words.ts";
import { cleanDrawing } from "./drawings.server.ts";

/** A picture we have written ourselves. */
export interface Picture {
  mediaType: "image/svg+xml" | "image/png" | "image/webp";
  bytes: Buffer;
  width: number;
  height: number;
}

/** Pixels a picture may have before it is decoded; about 64 MB of memory while it is. */
const MOST_PIXELS = 16_000_000;
/** What a logo is kept at, at most: four times the size it is shown at. */
const [WIDEST, HIGHEST, LOWEST] = [1760, 256, 24];
const SECONDS = 10;

export const wrong = (sentence: string) => new Refused(422, sentence, { field: "files" });

/**
 * A logo out of uploaded bytes. What they are is told by themselves, never by a name; a raster is decoded and written
 * anew, so that nothing else in the file survives; of an SVG only what is on the list is kept. Throws Refused 422.
 */
export async function pictureFrom(uploaded: Buffer): Promise<Picture> {
  const format = formatOf(uploaded);
  if (format === "svg") return cleanDrawing(uploaded);
  if (!format) throw wrong("This file is no picture we can use. Choose an SVG, PNG, JPEG, WebP or GIF");
  const { default: sharp } = await import("sharp");
  const { width, height } = await sharp(uploaded, { limitInputPixels: false }).metadata().catch(unreadable);
  if (width * height > MOST_PIXELS) throw wrong(`The picture has ${figure(width)} × ${figure(height)} pixels, which is more than a logo needs. Choose one at most 4,000 pixels wide`);
  if (height < LOWEST) throw wrong(`The picture is only ${height} pixels high and would be blurred. Choose one at least 440 pixels wide`);
  const image = sharp(uploaded, { limitInputPixels: MOST_PIXELS, failOn: "error" }).timeout({ seconds: SECONDS }).rotate().resize({ width: WIDEST, height: HIGHEST, fit: "inside", withoutEnlargement: true });
  // A photograph would be large as PNG; everything else stays exactly what it was.
  const lossy = format === "jpeg" || format === "webp";
  const { data, info } = await (lossy ? image.webp({ quality: 92 }) : image.png({ compressionLevel: 9 })).toBuffer({ resolveWithObject: true }).catch(unreadable);
  return { mediaType: lossy ? "image/webp" : "image/png", bytes: data, width: info.width, height: info.height };
}

const unreadable = (): never => {
  throw wrong("The picture is broken or not whole. Save it again in the program it comes from, and choose that file");
};

/** What the first bytes say a file is. */
function formatOf(bytes: Buffer): "png" | "jpeg" | "gif" | "webp" | "svg" | undefined {
  const ascii = bytes.subarray(0, 12).toString("latin1");
  if (ascii.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (ascii.startsWith("\xff\xd8\xff")) return "jpeg";
  if (/^GIF8[79]a/.test(ascii)) return "gif";
  if (ascii.startsWith("RIFF") && ascii.endsWith("WEBP")) return "webp";
  return /^\uFEFF?\s*<(?:\?xml|!--|!DOCTYPE|svg[\s>])/i.test(bytes.subarray(0, 200).toString("utf8")) ? "svg" : undefined;
}
