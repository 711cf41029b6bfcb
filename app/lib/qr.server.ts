import { encode } from "uqr";

/** A QR code as one path in squares of 1, with the four empty ones around it that cameras look for. */
export function qrCode(text: string) {
  const { size, data } = encode(text, { ecc: "M", border: 4 });
  return { size, path: data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("") };
}
