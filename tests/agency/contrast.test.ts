import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { inkOf, luminance, textOn } from "#app/lib/colour.ts";

/*
 * The formulas themselves, read out of the stylesheet and worked out as a browser does: if somebody touches them, this
 * knows. `asChromiumSays` are the lowest ratios a browser gave for the same grid.
 */
const css = readFileSync("app/ui/tokens.css", "utf8").replace(/\/\*.*?\*\//gs, "");
/** What stands between the braces that open after this text. */
function blockAfter(text: string, from = 0) {
  const start = css.indexOf("{", css.indexOf(text, from) + text.length - 1) + 1;
  let [end, depth] = [start, 1];
  while (depth) depth += { "{": 1, "}": -1 }[css[end++]!] ?? 0;
  return css.slice(start, end - 1);
}
const properties = (block: string) => Object.fromEntries([...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!.replace(/\s+/g, " ")]));

const derived = css.indexOf("@supports (color: color(from");
const light = properties(blockAfter(".brand-scope {", derived));
const dark = properties(blockAfter(".brand-scope:not(.sheet-light) {", derived));
const sheetDark = properties(blockAfter(".brand-scope.sheet-dark {", derived));
const papers = { light: properties(blockAfter("@theme {")), dark: properties(blockAfter(":root {", css.indexOf("@layer theme"))) };

type Light = [number, number, number];
const linear = (hex: string): Light => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)) as Light;
const shade = ([r, g, b]: Light) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (one: Light, other: Light) => (Math.max(shade(one), shade(other)) + 0.05) / (Math.min(shade(one), shade(other)) + 0.05);

/** What a property comes to for a colour: its three calc()s, with every var() put in its place. */
function worked(name: string, rules: Record<string, string>, [r, g, b]: Light): Light {
  const spelled = (text: string): string => text.replace(/var\((--[\w-]+)\)/g, (_, inner: string) => `(${spelled(rules[inner]!)})`);
  const [, channels] = /^color\( ?from \(.*?\) srgb-linear (.*)\)$/.exec(spelled(rules[name]!.replace("var(--brand)", "(brand)")))!;
  const parts = channels!.split(/ ?calc/).slice(1);
  const clamp = (least: number, value: number, most: number) => Math.max(least, Math.min(value, most));
  // oxlint-disable-next-line no-implied-eval
  const compute = (part: string) => new Function("r", "g", "b", "min", "max", "clamp", `return ${part}`)(r, g, b, Math.min, Math.max, clamp) as number;
  return parts.map(compute).map((value) => clamp(0, value, 1)) as Light;
}

const steps = ["00", "33", "66", "80", "99", "cc", "ff"];
const grid = steps.flatMap((r) => steps.flatMap((g) => steps.map((b) => `#${r}${g}${b}`)));
const asChromiumSays = { on: 4.598, light: 4.543, dark: 4.76 };
const colours = [...grid, "#0f4c5c", "#f2c230", "#e4572e", "#f6d5da", "#0b0b0b", "#7ba05b", "#767676", "#777777"];

describe(`of ${colours.length} colours, whichever an agency chooses`, () => {
  const lowest = (ratio: (colour: string) => number, of = colours) => of.map((colour) => ({ colour, ratio: ratio(colour) })).reduce((a, b) => (b.ratio < a.ratio ? b : a));

  test("text on the colour is read", () => {
    expect(lowest((colour) => contrast(worked("--on-brand", light, linear(colour)), linear(colour))).ratio).toBeGreaterThanOrEqual(4.5);
  });

  test.for(["light", "dark"] as const)("the colour as text is read on %s paper, desk and well", (scheme) => {
    const rules = scheme === "light" ? light : { ...light, ...dark };
    for (const ground of ["--color-paper", "--color-desk", "--color-well"]) {
      const { colour, ratio } = lowest((colour) => contrast(worked("--brand-ink", rules, linear(colour)), linear(papers[scheme][ground]!)));
      expect(ratio, `${colour} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  test("and a browser works the formulas out alike", () => {
    expect(lowest((colour) => contrast(worked("--on-brand", light, linear(colour)), linear(colour)), grid).ratio).toBeCloseTo(asChromiumSays.on, 2);
    expect(lowest((colour) => contrast(worked("--brand-ink", light, linear(colour)), linear(papers.light["--color-well"]!)), grid).ratio).toBeCloseTo(asChromiumSays.light, 2);
    expect(lowest((colour) => contrast(worked("--brand-ink", { ...light, ...dark }, linear(colour)), linear(papers.dark["--color-well"]!)), grid).ratio).toBeCloseTo(asChromiumSays.dark, 2);
  });

  test("a pressed button is no harder to read than one at rest", () => {
    for (const colour of colours) {
      const on = worked("--on-brand", light, linear(colour));
      expect(contrast(on, worked("--brand-hover", light, linear(colour))), colour).toBeGreaterThanOrEqual(contrast(on, linear(colour)) - 1e-9);
    }
  });

  test("letters, which know no such formulas, are given the same colours", () => {
    for (const colour of colours) {
      expect(textOn(colour), colour).toBe(shade(worked("--on-brand", light, linear(colour))) > 0.5 ? "#ffffff" : "#000000");
      expect((1.05) / (luminance(inkOf(colour)) + 0.05), colour).toBeGreaterThanOrEqual(4.5);
    }
  });
});

test("the preview’s two sheets are the two papers, and derive the colour alike", () => {
  expect(sheetDark).toEqual(dark);
  for (const scheme of ["light", "dark"] as const) expect(papers[scheme]).toMatchObject(properties(blockAfter(`\n  .sheet-${scheme} {`)));
});
