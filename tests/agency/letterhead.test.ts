import sharp from "sharp";
import { beforeEach, expect, test } from "vitest";
import { letterhead } from "#app/agency/letterhead.server.ts";
import { setLogo as setLogoIn } from "#app/agency/logos.server.ts";
import { pictureFrom } from "#app/agency/pictures.server.ts";
import { paper } from "#app/lib/paper/paper.server.ts";
import { freshStory, inTransaction, ruth } from "../support/story.ts";

const setLogo = inTransaction(setLogoIn);
beforeEach(freshStory);

const drawing = (colour: string) => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 220 32"><path fill="${colour}" d="M0 0h200v30H0z"/></svg>`);
const raster = (width: number, height: number) => sharp({ create: { width, height, channels: 4, background: "#0f4c5c" } });

test("without a mark the agency's name stands there", async () => {
  expect(await letterhead()).toMatchObject({ agency: { name: "Northlight Studio", brandColour: "#0f4c5c" }, locale: "en-US", mark: undefined });
});

test("a drawing, a PNG and a WebP are all given as PNG, in their own shape, sharp enough for print", async () => {
  for (const uploaded of [drawing("#123456"), await raster(640, 64).png().toBuffer(), await raster(700, 70).webp().toBuffer(), await raster(900, 24).jpeg().toBuffer()]) {
    setLogo(ruth, "light", await pictureFrom(uploaded));
    const { mark } = await letterhead();
    expect(await sharp(mark!.bytes).metadata()).toMatchObject({ format: "png", width: mark!.width, height: mark!.height });
    expect(Math.max(mark!.width / 1200, mark!.height / 160)).toBeCloseTo(1, 1);
    expect((await paper({ ...(await letterhead()), title: "Shopfront sign", reference: "PR-0031", at: new Date(0) }, (page) => page.text("Words"))).toString("latin1")).toMatch(/\/Subtype \/Image/);
  }
});

test("a mark that is changed is the new one on the next paper; for dark paper it is none of ours", async () => {
  setLogo(ruth, "light", await pictureFrom(drawing("#ff0000")));
  const before = (await letterhead()).mark!;
  expect((await letterhead()).mark).toBe(before);
  setLogo(ruth, "dark", await pictureFrom(drawing("#ffffff")));
  setLogo(ruth, "light", await pictureFrom(drawing("#00ff00")));
  const { dominant } = await sharp((await letterhead()).mark!.bytes).flatten({ background: "#ffffff" }).stats();
  expect(dominant.g).toBeGreaterThan(dominant.r);
});
