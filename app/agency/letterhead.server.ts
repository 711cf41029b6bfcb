import type { Letterhead } from "#app/lib/paper/paper.server.ts";
import { agency } from "./agency.server.ts";
import { logoFor } from "./logos.server.ts";

/** What every paper of the agency's begins with; a paper adds what it is. The mark is drawn anew only where it has changed. */
export async function letterhead(): Promise<Pick<Letterhead, "agency" | "mark" | "locale">> {
  const { name, address, brandColour, locale } = agency();
  return { agency: { name, address, brandColour }, locale, mark: await markOnPaper() };
}

/** Pixels: sharp on paper at the size it is drawn, and no file that grows with it. */
const [WIDEST, HIGHEST] = [1200, 160];
let drawn: { version: string; mark: Letterhead["mark"] } | undefined;

/** The agency's mark as PNG, with its size; undefined where there is none, or where it cannot be drawn: its name in type stands there then. */
async function markOnPaper(): Promise<Letterhead["mark"]> {
  const logo = logoFor("light");
  if (!logo) return undefined;
  if (drawn?.version !== logo.version) drawn = { version: logo.version, mark: await rastered(logo) };
  return drawn.mark;
}

/** What is kept is our own writing (an SVG without anything that reaches outside), and is still given neither much room nor much time. */
async function rastered({ mediaType, bytes, width }: NonNullable<ReturnType<typeof logoFor>>): Promise<Letterhead["mark"]> {
  const { default: sharp } = await import("sharp");
  const options = { limitInputPixels: 16_000_000, failOn: "error" as const, ...(mediaType === "image/svg+xml" && { density: Math.min(2400, Math.max(72, (72 * WIDEST) / width)) }) };
  const drawing = sharp(bytes, options).timeout({ seconds: 10 }).resize({ width: WIDEST, height: HIGHEST, fit: "inside" }).png({ compressionLevel: 9 });
  return drawing.toBuffer({ resolveWithObject: true }).then(
    ({ data, info }) => ({ bytes: data, width: info.width, height: info.height }),
    () => undefined,
  );
}
