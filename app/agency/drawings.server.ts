import sanitize from "sanitize-html";
import { figure, list } from "#app/lib/words.ts";
import { attributes, elements, leftOut } from "./drawing.ts";
import { type Picture, wrong } from "./pictures.server.ts";

/** Elements of a drawing, at most: more is no logo. */
const MOST_ELEMENTS = 5000;
const NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';

/**
 * An SVG as we keep it: only elements and attributes that draw, written anew. What could run, reach outside or hide
 * something is refused and named, never taken out in silence; so is a drawing that looks different afterwards.
 * Throws Refused 422.
 */
export async function cleanDrawing(uploaded: Buffer): Promise<Picture> {
  const source = textOf(uploaded);
  const { dangers, names, root } = found(source);
  if (dangers.length) throw wrong(`This SVG holds ${list(dangers.slice(0, 4))}, which a logo does not need and we do not serve. Export it as plain SVG, with text turned into paths, or upload a PNG`);
  if (root?.name !== "svg") throw wrong("This file holds no SVG drawing. Choose another, or upload a PNG");
  const { viewBox, width, height } = root.given;
  if (!viewBox && !(parseFloat(width ?? "") > 0 && parseFloat(height ?? "") > 0)) throw wrong("This SVG does not say how large it is. Export it with a viewBox, or upload a PNG");

  const drawing = written(source, names);
  // Written once more it must stay what it is: two readers of the same text must not see two things.
  if (written(drawing, names) !== drawing) throw wrong("This SVG is written in a way we cannot read safely. Export it as plain SVG, or upload a PNG");
  const [before, after] = await Promise.all([drawn(source), drawn(drawing)]).catch(() => {
    throw wrong("This SVG cannot be drawn: it is broken, or far too intricate. Export it again, or upload a PNG");
  });
  if (!after!.pixels.some((value, at) => at % 4 === 3 && value > 8)) throw wrong("Nothing can be seen in this SVG. Export it with its text turned into paths, or upload a PNG");
  if (differs(before!.pixels, after!.pixels)) throw wrong("This SVG draws with parts we do not serve, and would look different. Export it as plain SVG, with text turned into paths, or upload a PNG");
  return { mediaType: "image/svg+xml", bytes: Buffer.from(drawing), width: after!.width, height: after!.height };
}

function textOf(uploaded: Buffer) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(uploaded);
  } catch {
    throw wrong("This SVG is not written in UTF-8. Export it again, or upload a PNG");
  }
}

/** What is in a drawing that must not be, in words; the names of its elements; its root. */
function found(source: string) {
  const dangers = new Set<string>();
  const names = new Set<string>();
  const roots: { name: string; given: Record<string, string> }[] = [];
  const within: (string | undefined)[] = [];
  const drawnBy = new Map<string | undefined, string[]>();
  let total = 0;
  if (/<!ENTITY|<!DOCTYPE[^>]*\[/i.test(source)) dangers.add("definitions of entities");
  if (/<\?(?!xml[\s?])/i.test(source)) dangers.add("an instruction to the reader (<?…?>)");
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(source)) dangers.add("control characters");
  sanitize(source, {
    ...reading,
    allowedTags: ["style"],
    onOpenTag(name: string, given: Record<string, string>) {
      if (roots.length === 0) roots.push({ name, given });
      names.add(name);
      total++;
      within.push(given.id);
      for (const target of partsNamedIn(given)) for (const id of new Set([undefined, ...within])) drawnBy.set(id, [...(drawnBy.get(id) ?? []), target]);
      const local = name.split(":").at(-1)!.toLowerCase();
      if (local in refused) dangers.add(refused[local]!);
      else if (!name.includes(":") && !elements.has(name) && !leftOut.has(name)) dangers.add(`something that does not draw (${name.slice(0, 30)})`);
      for (const [attribute, value] of Object.entries(given)) for (const danger of dangersIn(attribute, value)) dangers.add(danger);
    },
    onCloseTag: () => void within.pop(),
    exclusiveFilter({ tag, text }) {
      // What stands in a style is written out as it is.
      if (tag === "style") for (const danger of /[<&]/.test(text) ? ["a style written in disguise"] : dangersInStyle(text)) dangers.add(danger);
      return false;
    },
  } as sanitize.IOptions);
  if (total > MOST_ELEMENTS) dangers.add(`${figure(total)} elements`);
  else if (weightOf(drawnBy) > MOST_ELEMENTS) dangers.add("parts that repeat each other over and over");
  return { dangers: [...dangers], names, root: roots[0] };
}

/** The parts of the same drawing that an element draws: what it uses, is painted with or cut by. */
const partsNamedIn = (given: Record<string, string>) => Object.entries(given).flatMap(([name, value]) => (/(^|:)href$/.test(name) ? [value.trim().slice(1)] : [...value.matchAll(/url\(\s*["']?#([^"')\s]+)/g)].map(([, id]) => id!)));

/** How often parts are drawn, all in all: a few lines can ask for millions. Endless where a part draws itself. */
function weightOf(drawnBy: Map<string | undefined, string[]>) {
  const known = new Map<string | undefined, number>();
  const weigh = (id: string | undefined): number => {
    if (!known.has(id)) {
      known.set(id, Infinity);
      known.set(id, (drawnBy.get(id) ?? []).reduce((sum, target) => sum + 1 + weigh(target), 0));
    }
    return known.get(id)!;
  };
  return weigh(undefined);
}

/** Elements people know by name, as they are told of them. */
const refused: Record<string, string> = {
  script: "a script",
  handler: "a script",
  foreignobject: "a piece of another kind of document (foreignObject)",
  iframe: "another page",
  image: "another picture inside it",
  feimage: "another picture inside it",
  a: "a link",
  animate: "an animation",
  animatetransform: "an animation",
  animatemotion: "an animation",
  set: "an animation",
};

function dangersIn(attribute: string, value: string): string[] {
  const name = attribute.split(":").at(-1)!.toLowerCase();
  if (name.startsWith("on")) return [`an instruction to run (${attribute.slice(0, 30)})`];
  if (name === "href" || name === "src") return /^\s*#[\w.:-]+\s*$/.test(value) ? [] : ["a reference to something outside itself"];
  if (attribute === "xmlns" || attribute.startsWith("xmlns:")) return [];
  return dangersInStyle(value);
}

/** Of a style, or of a value that may hold one. A backslash could spell any of these another way. */
function dangersInStyle(text: string): string[] {
  const plain = text.replace(/\/\*.*?\*\//gs, "").replace(/\s+/g, "");
  if (plain.includes("\\")) return ["a style written in disguise"];
  if (/@import|@font-face|image-set|image\(|src\(|expression\(|-moz-binding|behavior:/i.test(plain)) return ["a style that fetches something"];
  return /url\((?!["']?#)|javascript:|vbscript:|data:/i.test(plain) ? ["a reference to something outside itself"] : [];
}

const reading: sanitize.IOptions = { parser: { xmlMode: true, decodeEntities: true, lowerCaseTags: false, lowerCaseAttributeNames: false }, allowVulnerableTags: true, parseStyleAttributes: false };

/** The drawing written anew: what is on the list, and nothing else. */
function written(source: string, names: Set<string>) {
  const dropped = [...names].filter((name) => !elements.has(name));
  const inner = sanitize(source, {
    ...reading,
    allowedTags: [...elements],
    allowedAttributes: { "*": [...attributes] },
    disallowedTagsMode: "discard",
    nonTextTags: dropped,
    selfClosing: [],
    nonBooleanAttributes: ["*"],
    allowedEmptyAttributes: [],
  } as sanitize.IOptions);
  return inner.trim().replace(/^<svg/, `<svg ${NAMESPACES}`);
}

/** How it looks, and how large it says it is. */
async function drawn(svg: string) {
  const { default: sharp } = await import("sharp");
  const options = { limitInputPixels: 16_000_000, failOn: "error" as const };
  const { width, height } = await sharp(Buffer.from(svg), options).metadata();
  const density = Math.min(72 * Math.max(1, 440 / width), 2400);
  const pixels = await sharp(Buffer.from(svg), { ...options, density }).timeout({ seconds: 10 }).resize({ width: 440, height: 440, fit: "inside" }).ensureAlpha().raw().toBuffer();
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)), pixels };
}

/** Whether more than a hair's breadth of two drawings is different. */
function differs(one: Buffer, other: Buffer) {
  if (one.length !== other.length) return true;
  let changed = 0;
  for (let at = 0; at < one.length; at++) if (Math.abs(one[at]! - other[at]!) > 16) changed++;
  return changed > one.length / 2000;
}
