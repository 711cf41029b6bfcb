// What runs in the darkroom: a process of its own for one file, which may be meant to do harm. It is given bytes and a
// wish, and gives pictures or a reason, page by page. It has no secrets, opens no other file, and may be killed at any moment.
const { wish, limits, sharpAt, pdfiumAt } = JSON.parse(process.argv.at(-1));
const { default: sharp } = await import(sharpAt);

sharp.cache(false);
sharp.concurrency(1);
// Of everything libvips can open, only these: no SVG, no PDF, nothing that reads other files.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({ operation: ["Jpeg", "Png", "Webp", "Nsgif", "Heif", "Tiff"].map((format) => `VipsForeignLoad${format}`) });

/** Said to people: why there is no picture. */
class Reason extends Error {}

try {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  for await (const page of (wish.sort === "pdf" ? ofPdf : ofImage)(Buffer.concat(chunks))) await give(page);
} catch (problem) {
  await give({ why: problem instanceof Reason ? problem.message : "It is broken, or of a kind that cannot be shown", detail: String(problem).slice(0, 300), pictures: [] });
}
process.exit(0);

async function* ofImage(bytes) {
  const given = { limitInputPixels: limits.pixels, failOn: "error", sequentialRead: true, pages: 1 };
  const tooLarge = `It has more than ${limits.pixels / 1e6} million pixels`;
  const { width, height } = await sharp(bytes, given).metadata().catch((problem) => {
    throw /pixel limit/.test(String(problem)) ? new Reason(tooLarge) : problem;
  });
  if (width * height > limits.pixels) throw new Reason(tooLarge);
  // Metadata is left behind, after the orientation it holds was followed.
  const picture = sharp(bytes, given).autoOrient().timeout({ seconds: limits.seconds });
  yield { pictures: await inEach(picture, { withoutEnlargement: true }) };
}

/** The pages that are wished for, each as soon as it is drawn. What breaks on one ends it: after that nothing in here is to be relied on. */
async function* ofPdf(bytes) {
  // The one place memory is taken from: beyond the limit PDFium is told that there is none left.
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * 65536 > limits.memory) throw new RangeError("no more memory");
    return grow.call(this, pages);
  };
  const { PDFiumLibrary } = await import(pdfiumAt);
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes).catch((problem) => {
    throw /password|security/i.test(String(problem)) ? new Reason("It is locked with a password") : problem;
  });
  const pages = document.getPageCount();
  if (wish.page >= pages) throw new Reason("It has no such page");
  for (let index = wish.page; index < Math.min(pages, wish.page + wish.count); index++) yield { pages, pictures: await drawn(document.getPage(index)) };
}

async function drawn(page) {
  const { originalWidth, originalHeight } = page.getOriginalSize();
  if (!(originalWidth > 0 && originalHeight > 0)) throw new Reason("Its page has no size");
  const scale = Math.max(...wish.boxes.map((box) => Math.min(box.width / originalWidth, box.height / originalHeight)));
  const [width, height] = [originalWidth, originalHeight].map((side) => Math.max(1, Math.round(side * scale)));
  // Scripts are not run: this PDFium is built without them. Form fields are not drawn, so none of theirs begin either.
  const { data } = await page.render({ width, height, render: async ({ data }) => data });
  return inEach(sharp(data, { raw: { width, height, channels: 4 } }).flatten({ background: "#fff" }), {});
}

/** WebP to fit each box, from one decoding at the largest. */
async function inEach(picture, how) {
  const [largest] = wish.boxes.toSorted((a, b) => b.width * b.height - a.width * a.height);
  const { data, info } = await picture.resize({ ...largest, fit: "inside", ...how }).toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const made = [];
  for (const box of wish.boxes) {
    const one = await sharp(data, { raw }).resize({ ...box, fit: "inside", withoutEnlargement: true }).webp({ quality: 80 }).toBuffer({ resolveWithObject: true });
    made.push({ width: one.info.width, height: one.info.height, bytes: one.data });
  }
  return made;
}

/** The length of what follows as JSON (four bytes), the JSON, then each picture's bytes. */
function give({ pictures, ...said }) {
  const head = Buffer.from(JSON.stringify({ ...said, pictures: pictures.map(({ width, height, bytes }) => ({ width, height, size: bytes.length })) }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return new Promise((written) => process.stdout.write(Buffer.concat([length, head, ...pictures.map(({ bytes }) => bytes)]), written));
}
