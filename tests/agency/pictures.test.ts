import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { pictureFrom } from "#app/agency/pictures.server.ts";
import { Refused } from "#app/lib/refused.ts";

const svg = (inner: string, attributes = 'viewBox="0 0 220 32"') => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inner}</svg>`);
const mark = '<path fill="#0f4c5c" d="M0 0h200v30H0z"/>';
const textIn = async (bytes: Buffer) => (await pictureFrom(bytes)).bytes.toString();
const raster = (width = 600, height = 120) => sharp({ create: { width, height, channels: 4, background: "#0f4c5c" } });

/** The sentence a file is refused with, or "taken". */
const answer = (bytes: Buffer) =>
  pictureFrom(bytes).then(
    () => "taken",
    (problem: Error) => (problem instanceof Refused && problem.options.field === "files" ? problem.message : `a bug: ${problem.stack}`),
  );

describe("X2: a drawing", () => {
  const hostile: [what: string, bytes: Buffer, says: RegExp][] = [
    ["with a script", svg(`${mark}<script>alert(1)</script>`), /holds a script/],
    ["with a script of another name for the same", Buffer.from(`<x:svg xmlns:x="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><x:script>alert(1)</x:script></x:svg>`), /no picture/],
    ["with a script under a prefix", svg(`${mark}<y:script xmlns:y="http://www.w3.org/2000/svg">alert(1)</y:script>`), /holds a script/],
    ["with a script in capitals", svg(`${mark}<SCRIPT>alert(1)</SCRIPT>`), /holds a script/],
    ["with an event handler at its root", svg(mark, 'viewBox="0 0 9 9" onload="alert(1)"'), /an instruction to run \(onload\)/],
    ["with an event handler within", svg(`<g onclick="alert(1)">${mark}</g>`), /\(onclick\)/],
    ["with an event handler under a prefix", svg(`<g xmlns:ev="http://www.w3.org/2001/xml-events" ev:onclick="alert(1)">${mark}</g>`), /onclick/],
    ["with a piece of HTML", svg(`${mark}<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="https://elsewhere.example"/></body></foreignObject>`), /foreignObject/],
    ["with a link", svg(`<a href="https://elsewhere.example">${mark}</a>`), /a link/],
    ["with a javascript: address", svg(`${mark}<use xlink:href="javascript:alert(1)"/>`), /outside itself/],
    ["with a javascript: address in disguise", svg(`${mark}<use xlink:href="java&#x09;script:alert(1)"/>`), /outside itself/],
    ["that uses a part of another file", svg(`${mark}<use href="https://elsewhere.example/a.svg#b"/>`), /outside itself/],
    ["that uses a data: address", svg(`${mark}<use href="data:image/svg+xml,&lt;svg/&gt;#x"/>`), /outside itself/],
    ["with a picture from elsewhere", svg(`${mark}<image href="https://elsewhere.example/pixel.png" width="9" height="9"/>`), /another picture inside it/],
    ["with a filter’s picture from elsewhere", svg(`<filter id="f"><feImage href="https://elsewhere.example/x"/></filter>${mark}`), /another picture inside it/],
    ["with a font from elsewhere", svg(`<style>@font-face{font-family:x;src:url(https://elsewhere.example/x.woff2)}</style>${mark}`), /a style that fetches/],
    ["with a stylesheet from elsewhere", svg(`<style>@import "https://elsewhere.example/x.css";</style>${mark}`), /a style that fetches/],
    ["with a stylesheet before it", Buffer.from(`<?xml version="1.0"?><?xml-stylesheet href="https://elsewhere.example/x.css"?>${svg(mark)}`), /an instruction to the reader/],
    ["painted by an address", svg('<path fill="url(https://elsewhere.example/x#y)" d="M0 0h9v9z"/>'), /outside itself/],
    ["with a style attribute that fetches", svg(`<g style="background:url(//elsewhere.example/x)">${mark}</g>`), /outside itself/],
    ["with an address spelled with backslashes", svg(`<style>g{fill:u\\72l(//elsewhere.example)}</style>${mark}`), /in disguise/],
    ["with markup hidden in a style", svg(`<style>&lt;script&gt;alert(1)&lt;/script&gt;</style>${mark}`), /in disguise/],
    ["with markup hidden twice in a style", svg(`<style>&amp;lt;script&amp;gt;alert(1)</style>${mark}`), /in disguise/],
    ["with markup in a CDATA section of a style", svg(`<style><![CDATA[</style><script>alert(1)</script>]]></style>${mark}`), /in disguise/],
    ["with an entity bomb", Buffer.from(`<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&c;</text>${mark}</svg>`), /definitions of entities/],
    ["with an entity that reads a file", Buffer.from(`<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&x;</text>${mark}</svg>`), /definitions of entities/],
    ["that moves", svg(`<g>${mark}<animate attributeName="href" values="javascript:alert(1)"/></g>`), /an animation/],
    ["that sets an attribute", svg(`<g>${mark}<set attributeName="onmouseover" to="alert(1)"/></g>`), /an animation/],
    ["with something nobody knows", svg(`${mark}<marquee/>`), /does not draw \(marquee\)/],
    ["with a NUL", svg(`${mark}<g id="\0"/>`), /control characters/],
    ["in UTF-16", Buffer.from(`\uFEFF${svg(mark).toString()}`, "utf16le"), /no picture/],
    ["of very many parts", svg("<g/>".repeat(6000) + mark), /elements/],
    ["that does not say how large it is", svg(mark, ""), /how large it is/],
    ["with nothing to be seen", svg("<g/>"), /Nothing can be seen/],
    ["cut off in the middle", Buffer.from(svg(mark).toString().slice(0, -12)), /broken/],
    ["of uses of uses of uses", svg(`<defs><g id="g0"><rect width="1" height="1"/></g>${Array.from({ length: 30 }, (_, n) => `<g id="g${n + 1}"><use href="#g${n}"/><use href="#g${n}"/></g>`).join("")}</defs><use href="#g30"/>${mark}`), /over and over/],
    ["of patterns of patterns", svg(`<defs>${Array.from({ length: 30 }, (_, n) => `<pattern id="p${n}" width="9" height="9"><path fill="url(#p${n + 1})" d="M0 0h9v9z"/><path fill="url(#p${n + 1})" d="M0 0h9v9z"/></pattern>`).join("")}</defs><path fill="url(#p0)" d="M0 0h9v9z"/>`), /over and over/],
    ["that draws itself", svg(`<g id="a"><use href="#a"/></g>${mark}`), /over and over/],
    ["with a second root", Buffer.concat([svg(mark), svg(mark)]), /broken/],
  ];
  test.for(hostile)("%s is refused in words", async ([, bytes, says]) => {
    expect(await answer(bytes)).toMatch(says);
  });

  test("is kept as it looks, without what its program wrote for itself", async () => {
    const inkscape = Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?><!-- Created with Inkscape --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">` +
        `<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" viewBox="0 0 220 32" inkscape:version="1.3" data-name="Layer 1">` +
        `<title>A mark</title><metadata><rdf:RDF><path d="M0 0h9v9z"/>secret</rdf:RDF></metadata><inkscape:view inkscape:zoom="1"/><style>.a{fill:url(#b)}</style>` +
        `<defs><linearGradient id="b"><stop offset="0" stop-color="#0f4c5c"/><stop offset="1" stop-color="#e4572e"/></linearGradient></defs><path class="a" d="M0 0h200v30H0z"/></svg>`,
    );
    const kept = await textIn(inkscape);
    expect(kept).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"[^>]* viewBox="0 0 220 32"><style>\.a\{fill:url\(#b\)\}<\/style>/);
    expect(kept).not.toMatch(/inkscape|secret|data-name|DOCTYPE|<!--|title/);
    expect(kept).toContain("linearGradient");
  });

  test("of ours, as the story has it, stays the same to the eye", async () => {
    for (const name of ["northlight", "northlight-dark"]) expect(await pictureFrom(readFileSync(`seeds/files/${name}.svg`))).toMatchObject({ mediaType: "image/svg+xml", width: 220, height: 32 });
  });
});

describe("X2: a picture", () => {
  test.for(["png", "jpeg", "webp", "gif"] as const)("that is a %s by its bytes is decoded and written anew, whatever it is called", async (format) => {
    const given = await raster().toFormat(format).withExif({ IFD0: { Copyright: "secret words" } }).toBuffer();
    const { mediaType, bytes, width, height } = await pictureFrom(given);
    expect([mediaType, width, height]).toEqual([["jpeg", "webp"].includes(format) ? "image/webp" : "image/png", 600, 120]);
    expect(bytes.includes("secret words")).toBe(false);
    expect((await sharp(bytes).metadata()).width).toBe(600);
  });

  test("with a page hidden behind it loses the page", async () => {
    const polyglot = Buffer.concat([await raster().png().toBuffer(), Buffer.from("<script>alert(document.cookie)</script>")]);
    expect((await pictureFrom(polyglot)).bytes.includes("script")).toBe(false);
  });

  test("that is larger than it is ever shown is made smaller", async () => {
    expect(await pictureFrom(await raster(3000, 1000).png().toBuffer())).toMatchObject({ width: 768, height: 256 });
  });

  test("of 30,000 by 30,000 pixels is refused before it is decoded", async () => {
    const started = performance.now();
    expect(await answer(hugePng(30_000, 30_000))).toMatch(/30,000 × 30,000 pixels/);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  const refused: [what: string, bytes: () => Promise<Buffer> | Buffer, says: RegExp][] = [
    ["cut off in the middle", async () => (await sharp({ create: { width: 600, height: 120, channels: 3, background: "#0f4c5c", noise: { type: "gaussian", mean: 128, sigma: 30 } } }).png().toBuffer()).subarray(0, 9000), /broken or not whole/],
    ["that only begins like one", () => Buffer.from("\x89PNG\r\n\x1a\n<script>alert(1)</script>", "latin1"), /broken/],
    ["far too small", () => raster(30, 10).png().toBuffer(), /only 10 pixels high/],
    ["that is a page", () => Buffer.from("<!doctype html><script>alert(1)</script>"), /holds something|no SVG|no picture|a script/],
    ["that is a PDF", () => Buffer.from("%PDF-1.7"), /no picture/],
    ["in a format for cameras", () => raster().tiff().toBuffer(), /no picture/],
  ];
  test.for(refused)("%s is refused in words", async ([, bytes, says]) => {
    expect(await answer(await bytes())).toMatch(says);
  });
});

/** A PNG whose head promises far more pixels than its body has: a few hundred bytes. */
function hugePng(width: number, height: number) {
  const table = Array.from({ length: 256 }, (_, n) => Array.from({ length: 8 }).reduce<number>((c) => (c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1), n) >>> 0);
  const crc = (bytes: Buffer) => (bytes.reduce((c, byte) => table[(c ^ byte) & 255]! ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", deflateSync(Buffer.alloc(1000))), chunk("IEND", Buffer.alloc(0))]);
}
