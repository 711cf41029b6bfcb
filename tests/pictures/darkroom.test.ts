import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import sharp from "sharp";
import { expect, test, vi } from "vitest";
import { NoPicture, type Wish, develop, developPages, limits } from "#app/pictures/darkroom.server.ts";
import { boxes, sortOf } from "#app/pictures/picture.ts";
import { blackPng, bookPdf, endlessPdf, lockedPdf, pdfOf, pdfOfPages, plainPdf, scriptedPdf } from "../support/hostile.ts";

// Each begins a process of its own.
vi.setConfig({ testTimeout: 30_000 });

const wish: Omit<Wish, "sort"> = { boxes: [boxes.thumbnail, boxes.preview] };
const made = (bytes: Buffer, more: Partial<Wish> = {}, how = {}) => develop(Readable.from([bytes]), { sort: sortOf(bytes) ?? "image", ...wish, ...more }, how);
const refusal = async (bytes: Buffer, more: Partial<Wish> = {}, how = {}) => {
  const problem = await made(bytes, more, how).then(() => "a picture was made", (problem) => problem as NoPicture);
  expect(problem).toBeInstanceOf(NoPicture);
  return (problem as NoPicture).message;
};
const sizes = ({ pictures }: Awaited<ReturnType<typeof develop>>) => pictures.map(({ width, height }) => [width, height]);
const drawing = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: "#c04010" } });
const middle = async (bytes: Buffer) => [...(await sharp(bytes).removeAlpha().extract({ left: 20, top: 20, width: 1, height: 1 }).raw().toBuffer())];

test.for(["png", "jpeg", "webp", "gif", "avif", "tiff"] as const)("X2: %s becomes two WebP of ours, told by its bytes, never larger than it was", async (format) => {
  const bytes = await drawing(1000, 500).toFormat(format).toBuffer();
  expect(sortOf(bytes)).toBe("image");
  const developed = await made(bytes);
  expect(sizes(developed)).toEqual([[480, 240], [1000, 500]]);
  for (const picture of developed.pictures) expect((await sharp(picture.bytes).metadata()).format).toBe("webp");
});

test("a photograph stands upright, and what it knew of camera and place is gone", async () => {
  const bytes = await drawing(400, 200).withExif({ IFD0: { Artist: "quillfeather" }, IFD3: { GPSLatitudeRef: "N" } }).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const { pictures } = await made(bytes);
  expect([pictures[0]!.width, pictures[0]!.height]).toEqual([200, 400]);
  const { exif, icc, xmp, orientation } = await sharp(pictures[1]!.bytes).metadata();
  expect([exif, icc, xmp, orientation]).toEqual([undefined, undefined, undefined, undefined]);
});

test("a PDF’s first page is drawn to fit, in its own colours, and its pages are counted", async () => {
  const developed = await made(plainPdf({ colour: "1 0 0" }));
  expect(developed.pages).toBe(1);
  expect(sizes(developed)).toEqual([[480, 240], [1600, 800]]);
  const [red, green, blue] = await middle(developed.pictures[1]!.bytes);
  expect([red! > 230, green! < 30, blue! < 30]).toEqual([true, true, true]);
});

test("any page at any width, for whoever looks at a proof page by page", async () => {
  const { pages, pictures } = await made(pdfOfPages(12), { page: 11, boxes: [{ width: 900, height: 4000 }] });
  expect([pages, pictures[0]!.width]).toEqual([12, 900]);
  expect(await refusal(pdfOfPages(12), { page: 12 })).toBe("It has no such page");
});

test("page after page from one process, each given as it is drawn, and no more than there are", async () => {
  const pages: unknown[] = [];
  for await (const { pages: all, pictures } of developPages(Readable.from([pdfOfPages(5)]), { sort: "pdf", page: 2, count: 20, boxes: [{ width: 300, height: 300 }] })) pages.push([all, pictures.length, pictures[0]!.height]);
  expect(pages).toEqual([[5, 1, 300], [5, 1, 300], [5, 1, 300]]);
});

test("U3: pages drawn before one that never ends stand", async () => {
  const given: number[] = [];
  const drawing = async () => {
    for await (const { pictures } of developPages(Readable.from([bookPdf(["", "", "endless", ""])]), { sort: "pdf", count: 4, boxes: [boxes.preview] }, { time: 4000 })) given.push(pictures.length);
  };
  await expect(drawing()).rejects.toThrow(/took too long|cannot be shown/);
  expect(given).toEqual([1, 1]);
});

test("U3: ten thousand pages are counted, and one is drawn", async () => {
  const { pages, pictures } = await made(pdfOfPages(10_000));
  expect([pages, pictures.length]).toEqual([10_000, 2]);
});

test("X2: a PDF’s scripts do not run; its page is drawn all the same", async () => {
  expect((await made(scriptedPdf())).pages).toBe(1);
});

test("a locked PDF says that it is locked", async () => {
  expect(await refusal(await lockedPdf())).toBe("It is locked with a password");
});

test("U3: a page that never ends is left when its time is over, and the process with it", async () => {
  const before = Date.now();
  expect(await refusal(endlessPdf(), {}, { time: 1500 })).toMatch(/took too long|cannot be shown/);
  expect(await refusal(plainPdf(), {}, { time: 1 })).toBe("It took too long");
  expect(Date.now() - before).toBeLessThan(10_000);
});

test("a page as large as PDF allows, one of no size, one a hair wide: drawn small, or refused in words", async () => {
  expect(sizes(await made(plainPdf({ box: "0 0 14400 14400" })))).toEqual([[480, 480], [1600, 1600]]);
  expect((await made(plainPdf({ box: "0 0 1 14400" }))).pictures[1]).toMatchObject({ width: 1, height: 1600 });
  for (const box of ["0 0 0 0", "0 0 1e30 1e30"]) await made(plainPdf({ box })).catch((problem) => expect(problem).toBeInstanceOf(NoPicture));
});

test("a PDF that wants more memory than it may have does without a picture", async () => {
  expect(await refusal(Buffer.concat([plainPdf(), randomBytes(30_000_000)]), {}, { memory: 20 * 1024 ** 2 })).toMatch(/cannot be shown|broke what was opening it/);
});

test("U3: an image of too many pixels is refused by what it says of itself, before one is decoded", async () => {
  expect(await refusal(blackPng(60_000, 60_000, 10))).toBe("It has more than 50 million pixels");
  expect(await refusal(blackPng(8000, 8000))).toBe("It has more than 50 million pixels");
});

test("…and one just within the limit is made small, in little time", async () => {
  expect(sizes(await made(blackPng(7000, 7000)))).toEqual([[480, 480], [1600, 1600]]);
});

test.for([
  ["a cut off PNG", blackPng(400, 400).subarray(0, 60)],
  ["a PNG of half its rows", blackPng(4000, 4000, 100)],
  ["a JPEG that is none", Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(5000)])],
  ["a TIFF of nonsense", Buffer.concat([Buffer.from("II*\0"), randomBytes(500)])],
  ["an AVIF of nonsense", Buffer.concat([Buffer.from("\0\0\0\x1cftypavif"), randomBytes(500)])],
  ["a PDF that is none", Buffer.from("%PDF-1.4 <script>alert(1)</script>")],
  ["a PDF whose pages are their own parents", pdfOf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"])],
] as const)("%s has no picture, and nothing else comes of it", async ([, bytes]) => {
  expect(await refusal(bytes)).not.toBe("");
});

test.for(["<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "<?xml version='1.0'?><svg/>", "<!doctype html><script>1</script>", "\u0089PNG is only its name", "GIF99a", "PK\u0003\u0004", ""])("X2: %j is no picture, whatever its name says", (text) => {
  expect(sortOf(Buffer.from(text, "latin1"))).toBeUndefined();
});

test("X2: an SVG that comes as an image all the same is not opened", async () => {
  expect(await refusal(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><rect width='10' height='10'/></svg>"), { sort: "image" })).toMatch(/cannot be shown/);
});

test("what is larger than a picture may cost is not read to its end", async () => {
  let given = 0;
  async function* endless() {
    for (;;) {
      given += 1_000_000;
      yield Buffer.alloc(1_000_000, "%PDF-");
    }
  }
  await expect(develop(endless(), { sort: "pdf", ...wish })).rejects.toThrow("It is larger than 100 MB");
  expect(given).toBeLessThan(limits.bytes + 5_000_000);
});
