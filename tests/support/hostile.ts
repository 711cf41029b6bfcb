import { crc32, deflateSync } from "node:zlib";
import PDFDocument from "pdfkit";

const chunk = (type: string, content: Buffer) => {
  const named = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
};

/** A black PNG of one bit a pixel: a few kilobytes, however large it says it is. `rows` may be fewer than its height. */
export function blackPng(width: number, height: number, rows = height): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * rows), { level: 9 });
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

/** A PDF of these objects, each the text between `obj` and `endobj`, from 1 on; the first is the catalogue. */
export function pdfOf(objects: string[]): Buffer {
  let body = "%PDF-1.7\n";
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  return Buffer.from(`${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`, "latin1");
}

const stream = (content: string) => `<</Length ${content.length}>>\nstream\n${content}\nendstream`;

/** A page that is one colour, "1 0 0" for red; `more` stands in the catalogue. */
export const plainPdf = ({ colour = "1 0 0", box = "0 0 200 100", more = "" } = {}) =>
  pdfOf([`<</Type/Catalog/Pages 2 0 R ${more}>>`, "<</Type/Pages/Kids[3 0 R]/Count 1>>", `<</Type/Page/Parent 2 0 R/MediaBox[${box}]/Contents 4 0 R>>`, stream(`${colour} rg -20000 -20000 60000 60000 re f`)]);

export const scriptedPdf = () => plainPdf({ more: "/OpenAction<</S/JavaScript/JS(while \\(true\\) app.alert\\(1\\))>>/AA<</WC<</S/JavaScript/JS(app.launchURL\\('http://evil.example'\\))>>>>" });

export const pdfOfPages = (pages: number) =>
  pdfOf(["<</Type/Catalog/Pages 2 0 R>>", `<</Type/Pages/Kids[${Array.from({ length: pages }, (_, index) => `${index + 3} 0 R`).join(" ")}]/Count ${pages}>>`, ...Array.from({ length: pages }, () => "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>")]);

/** Forms that draw each other, ten times each, many levels deep: more work than anybody lives to see. */
export const endlessPdf = (): Buffer => bookPdf(["endless"]);

/** A page for each: empty, missing, or one whose drawing never ends. */
export function bookPdf(pages: ("" | "missing" | "endless")[]): Buffer {
  const levels = 14;
  const forms = 4 + pages.length;
  const form = (index: number) => {
    const content = index === levels ? "0 0 500 500 re f" : "/X Do ".repeat(10);
    return `<</Type/XObject/Subtype/Form/BBox[0 0 600 600]/Resources<</XObject<</X ${forms + index + 1} 0 R>>>>/Length ${content.length}>>\nstream\n${content}\nendstream`;
  };
  const kids = pages.map((page, index) => `${page === "missing" ? 9999 : index + 4} 0 R`).join(" ");
  const page = (which: string) => `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 600]${which === "endless" ? `/Contents 3 0 R/Resources<</XObject<</X ${forms} 0 R>>>>` : ""}>>`;
  return pdfOf(["<</Type/Catalog/Pages 2 0 R>>", `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`, stream("/X Do"), ...pages.map(page), ...Array.from({ length: levels + 1 }, (_, index) => form(index))]);
}

export async function lockedPdf(): Promise<Buffer> {
  const made = new PDFDocument({ userPassword: "secret" });
  made.text("Nobody reads this.");
  made.end();
  const chunks: Buffer[] = [];
  for await (const piece of made) chunks.push(piece as Buffer);
  return Buffer.concat(chunks);
}
