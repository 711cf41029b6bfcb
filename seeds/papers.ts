import { crc32, deflateSync } from "node:zlib";
import { zip } from "./zip.ts";

const escapeXml = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const types = (parts: Record<string, string>) =>
  `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${Object.entries(parts).map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`).join("")}</Types>`;
const relations = (...targets: [type: string, target: string][]) =>
  `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets.map(([type, target], index) => `<Relationship Id="r${index + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`).join("")}</Relationships>`;

/** A PDF of one page: a title, lines of text in a face every reader has, and a picture. `seed` makes each its own. */
export function pdf(title: string, lines: string[], seed: number): Buffer {
  const write = (text: string) => `(${text.replace(/[^\u0020-\u007e]/g, " ").replace(/[\\()]/g, "\\$&")}) Tj`;
  const text = `BT /F2 20 Tf 64 760 Td ${write(title)} /F1 11 Tf 0 -34 Td 16 TL ${lines.map((line) => `${write(line)} T*`).join(" ")} ET q 484 0 0 300 64 300 cm /I1 Do Q`;
  const [width, height] = [180 + ((seed * 83) % 240), 120 + ((seed * 47) % 160)];
  const image = deflateSync(field(seed, width, height), { level: 1 }).toString("latin1");
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>/XObject<</I1 7 0 R>>>>>>",
    `<</Length ${text.length}>>\nstream\n${text}\nendstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>",
    `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode/Length ${image.length}>>\nstream\n${image}\nendstream`,
  ];
  return assembled(objects);
}

/** Objects as a PDF file, with the table of where each stands. */
function assembled(objects: string[]): Buffer {
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  return Buffer.from(`${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`, "latin1");
}

/** A PDF of several pages, each with its number and a frame: a sheet to leaf through. */
export function pages(title: string, number: number, line: string): Buffer {
  const write = (text: string) => `(${text.replace(/[^\u0020-\u007e]/g, " ").replace(/[\\()]/g, "\\$&")}) Tj`;
  const drawn = Array.from({ length: number }, (_, index) => `0.14 0.22 0.23 rg 60 520 ${200 + index * 70} 180 re f 0.95 0.92 0.85 rg 80 540 ${160 + index * 70} 140 re f 0 g BT /F1 20 Tf 64 760 Td ${write(title)} 0 -30 Td /F1 12 Tf ${write(`Page ${index + 1} of ${number}`)} 0 -20 Td ${write(line)} ET`);
  const font = 3 + number * 2;
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    `<</Type/Pages/Kids[${drawn.map((_, index) => `${3 + index * 2} 0 R`).join(" ")}]/Count ${number}>>`,
    ...drawn.flatMap((content, index) => [`<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 842]/Contents ${4 + index * 2} 0 R/Resources<</Font<</F1 ${font} 0 R>>>>>>`, `<</Length ${content.length}>>\nstream\n${content}\nendstream`]),
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ];
  return assembled(objects);
}

/** A Word document: a title and paragraphs. */
export const docx = (title: string, lines: string[]) =>
  zip({
    "[Content_Types].xml": types({ "/word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml" }),
    "_rels/.rels": relations(["officeDocument", "word/document.xml"]),
    "word/document.xml": `${xml}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${[title, ...lines].map((line) => `<w:p><w:r><w:t xml:space="preserve">${escapeXml(line)}</w:t></w:r></w:p>`).join("")}</w:body></w:document>`,
  });

/** An Excel workbook of one sheet. */
export const xlsx = (rows: (string | number)[][]) =>
  zip({
    "[Content_Types].xml": types({
      "/xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
      "/xl/worksheets/sheet1.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    }),
    "_rels/.rels": relations(["officeDocument", "xl/workbook.xml"]),
    "xl/workbook.xml": `${xml}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet 1" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations(["worksheet", "worksheets/sheet1.xml"]),
    "xl/worksheets/sheet1.xml": `${xml}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.map((row) => `<row>${row.map((cell) => (typeof cell === "number" ? `<c><v>${cell}</v></c>` : `<c t="inlineStr"><is><t>${escapeXml(cell)}</t></is></c>`)).join("")}</row>`).join("")}</sheetData></worksheet>`,
  });

export const csv = (rows: (string | number)[][]) => Buffer.from(rows.map((row) => row.map((cell) => (typeof cell === "number" ? cell : `"${cell.replaceAll('"', '""')}"`)).join(",")).join("\r\n") + "\r\n");

/** Red, green and blue of a warm, woven field that darkens downwards, row by row. In whole numbers, since a hundred are made at every first start. */
function field(seed: number, width: number, height: number): Buffer {
  const pixels = Buffer.alloc(width * height * 3);
  const [red, green, blue] = [170 + ((seed * 37) % 70), 110 + ((seed * 53) % 70), 70 + ((seed * 29) % 60)];
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const shade = ((y * 48) / height + (((x * y) >> 5) & 15) + ((x ^ (y * seed)) & 7)) | 0;
      pixels[at++] = red - shade;
      pixels[at++] = green - shade;
      pixels[at++] = blue - shade;
    }
  return pixels;
}

/** A picture, with a caption in its text chunk. */
export function png(seed: number, caption: string, width = 240 + ((seed * 83) % 200), height = 160 + ((seed * 47) % 120)): Buffer {
  const pixels = field(seed, width, height);
  // Each row begins with its filter: none.
  const rows = Buffer.concat(Array.from({ length: height }, (_, y) => [Buffer.from([0]), pixels.subarray(y * width * 3, (y + 1) * width * 3)]).flat());
  const chunk = (type: string, content: Buffer) => {
    const named = Buffer.concat([Buffer.from(type, "latin1"), content]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(content.length, 0);
    frame.writeUInt32BE(crc32(named), 4);
    return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk("IHDR", head), chunk("tEXt", Buffer.from(`Title\0${caption}`, "latin1")), chunk("IDAT", deflateSync(rows, { level: 1 })), chunk("IEND", Buffer.alloc(0))]);
}
