import PDFDocument from "pdfkit";
import { statementOfWork } from "./statement-of-work.ts";

/** A scope document as an agency sends it: a real PDF of several pages, with a title page, headings, lists and a table of hours. The same bytes each time. */
export async function scopeDocument(note = ""): Promise<Buffer> {
  const doc = new PDFDocument({ size: "LETTER", margins: { top: 72, bottom: 72, left: 72, right: 72 }, info: { Title: "Scope of work: online shop", Author: "Northlight Studio", CreationDate: new Date(0), ModDate: new Date(0) } });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve) => doc.on("data", (chunk: Buffer) => void chunks.push(chunk)).on("end", resolve));
  doc.font("Times-Bold").fontSize(26).text("Scope of work", { align: "center" }).moveDown().fontSize(16).text("Online shop for Harbor & Finch Coffee", { align: "center" });
  doc.font("Times-Roman").fontSize(11).moveDown(2).text(`Northlight Studio, 214 Commercial Street, Portland, Maine. ${note}`, { align: "center" });
  for (const { heading, body } of statementOfWork.sections) {
    doc.addPage();
    if (heading) doc.font("Times-Bold").fontSize(15).text(heading).moveDown(0.5);
    doc.font("Times-Roman").fontSize(11).text(body.replace(/[*#>]/g, ""), { lineGap: 3 });
  }
  doc.addPage().font("Times-Bold").fontSize(15).text("Annex: hours by task").moveDown(0.5).font("Times-Roman").fontSize(10);
  for (let task = 1; task <= 60; task++) doc.text(`${task}. Task ${task} of the build`, 72, undefined, { continued: true }).text(`${1 + (task % 4)} hours`, { align: "right" });
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}
