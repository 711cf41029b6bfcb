/** A file as a picture: small for lists, larger to look at. */
export type PictureKind = "thumbnail" | "preview";

/** What a picture must fit into, in pixels. */
export interface Box {
  width: number;
  height: number;
}

export const boxes = { thumbnail: { width: 480, height: 480 }, preview: { width: 1600, height: 1600 } } satisfies Record<PictureKind, Box>;

/** A picture as a page draws it. `mark` changes with its content. */
export interface Picture extends Box {
  mark: string;
}

/** Bytes of a file's beginning that say what it is. */
export const HEAD_LENGTH = 16;

/** What can be shown of a file, by its first bytes: its name may say anything. Undefined for whatever is only ever downloaded. */
export function sortOf(head: Uint8Array): "image" | "pdf" | undefined {
  const text = String.fromCharCode(...head.subarray(0, HEAD_LENGTH));
  if (text.startsWith("%PDF-")) return "pdf";
  return images.some((begins) => begins.test(text)) ? "image" : undefined;
}

// PNG, JPEG, GIF, WebP, AVIF, TIFF. SVG is no picture here, but a page that may run scripts.
const images = [/^\u0089PNG\r\n\u001a\n/, /^\u00ff\u00d8\u00ff/, /^GIF8[79]a/, /^RIFF[^]{4}WEBP/, /^[^]{4}ftyp(avif|avis|mif1)/, /^II\*\0/, /^MM\0\*/];
