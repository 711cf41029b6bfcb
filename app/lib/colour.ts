/** Linear light of the three channels of "#rrggbb", each 0 to 1. */
const linear = (hex: string) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
const encoded = (light: number[]) => `#${light.map((value) => Math.floor((value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055) * 255).toString(16).padStart(2, "0")).join("")}`;

/** WCAG relative luminance of "#rrggbb", 0 to 1. */
export const luminance = (hex: string) => linear(hex).reduce((sum, value, channel) => sum + value * [0.2126, 0.7152, 0.0722][channel]!, 0);

/** Text on a surface of this colour: white below luminance 0.179, black from there; at least 4.58:1 on any colour. */
export const textOn = (hex: string) => (luminance(hex) < 0.179 ? "#ffffff" : "#000000");

/** The colour as ink on paper: its light scaled down to luminance 0.145 where it is brighter, so that links can be read. */
export function inkOf(hex: string) {
  const light = luminance(hex);
  return light <= 0.145 ? hex : encoded(linear(hex).map((value) => (value * 0.145) / light));
}
