import { createRequire } from "node:module";

export type Doc = PDFKit.PDFDocument;
export type Element = PDFKit.PDFStructureElement;

export const fonts = (() => {
  const require = createRequire(import.meta.url);
  const inter = (name: string) => require.resolve(`@expo-google-fonts/inter/${name}.ttf`);
  return { regular: () => inter("400Regular/Inter_400Regular"), strong: () => inter("600SemiBold/Inter_600SemiBold"), slanted: () => inter("400Regular_Italic/Inter_400Regular_Italic") };
})();

export const margin = { top: 54, bottom: 64, left: 62, right: 62 };
export const ink = "#14181b";
export const quiet = "#5f676e";
export const hairline = "#c9cdd0";
export const size = { text: 10, small: 8.5, 1: 19, 2: 13, 3: 11 };
export const lineGap = 2.5;

/** A word without end may be broken anywhere: without these marks it is measured letter by letter, again and again. */
export const breakable = (words: string) => words.replace(/\S{60,}/gu, (word) => word.replace(/\S{30}/gu, "$&\u200b"));

export const widthOf = (doc: Doc) => doc.page.width - margin.left - margin.right;
export const bottomOf = (doc: Doc) => doc.page.height - margin.bottom;
/** Turns the page where less than this is left. */
export const need = (doc: Doc, height: number) => {
  if (doc.y + height > bottomOf(doc)) doc.addPage();
};

/** Lines and marks that are not read aloud. */
export function artifact(doc: Doc, draw: () => void) {
  doc.markContent("Artifact", { type: "Layout" });
  draw();
  doc.endMarkedContent();
}

/** A line across the page. */
export const line = (doc: Doc, colour: string, thick = 0.6) => artifact(doc, () => doc.moveTo(margin.left, doc.y).lineTo(margin.left + widthOf(doc), doc.y).lineWidth(thick).strokeColor(colour).stroke());
